/** `npm run matrix -- crash`: kills, pauses or undoes an operation at every point, and looks at what is left. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type MatrixName, matrices } from './matrices.ts';
import { runMatrix } from './run-matrix.ts';

/** A hundred consoles are started from the same files: what was compiled for the first serves the others. */
const cache = mkdtempSync(path.join(os.tmpdir(), 'tenantry-matrix-'));
process.env['NODE_COMPILE_CACHE'] = cache;
process.once('exit', () => rmSync(cache, { recursive: true, force: true }));

const isName = (name: string): name is MatrixName => Object.hasOwn(matrices, name);
const asked = process.argv.slice(2);
const names = asked.length === 0 ? (Object.keys(matrices) as ReadonlyArray<MatrixName>) : asked.filter(isName);
if (names.length < asked.length || names.length === 0) {
  process.stderr.write(`Choose from: ${Object.keys(matrices).join(', ')}\n`);
  process.exitCode = 2;
} else {
  for (const name of names) {
    const { points, bad } = await runMatrix(name);
    process.stdout.write(`${JSON.stringify({ matrix: name, points, bad })}\n`);
    if (bad > 0) process.exitCode = 1;
  }
}
