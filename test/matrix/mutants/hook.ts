/** Loaded before everything else of a process, and of every process that it starts. */
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, type MutantName, mutants } from './mutants.ts';

const root = path.join(import.meta.dirname, '../../..');
const { changes }: Mutant = mutants[process.env['TENANTRY_MUTANT'] as MutantName];

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.startsWith('file:') || url.includes('/node_modules/')) return loaded;
    const file = path.relative(root, fileURLToPath(url));
    const wanted = changes.filter((change) => change.file === file);
    if (wanted.length === 0) return loaded;
    let source = String(loaded.source);
    for (const { from, to } of wanted) {
      // A rule that is written otherwise by now would be tested by nothing.
      if (!source.includes(from)) throw new Error(`${file} no longer says: ${from}`);
      source = source.replaceAll(from, () => to);
    }
    return { ...loaded, source };
  },
});
