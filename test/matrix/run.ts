/**
 * `npm run matrix`: kills, pauses, undoes or cuts off an operation at every point, and looks at what is left. Matrices
 * and kinds of operation may be named: `npm run matrix -- crash provision`. `--mutants` takes one rule of the product
 * out at a time, to see that a matrix then says so.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type OperationKind, operationKinds } from '../../shared/domain/operations.ts';
import { kindsWithout } from './kinds/all.ts';
import { type MatrixName, matrices } from './matrices.ts';
import { runMutants } from './mutants/run-mutants.ts';
import { runMatrix } from './run-matrix.ts';

/** A hundred consoles are started from the same files: what was compiled for the first serves the others. */
const cache = mkdtempSync(path.join(os.tmpdir(), 'tenantry-matrix-'));
process.env['NODE_COMPILE_CACHE'] = cache;
process.once('exit', () => rmSync(cache, { recursive: true, force: true }));

const isName = (name: string): name is MatrixName => Object.hasOwn(matrices, name);
const isKind = (name: string): name is OperationKind => operationKinds.some((kind) => kind === name);
const asked = process.argv.slice(2);

if (asked.join() === '--mutants') {
  if (!(await runMutants())) process.exitCode = 1;
} else if (!asked.every((one) => isName(one) || isKind(one))) {
  process.stderr.write(
    `Choose from: ${Object.keys(matrices).join(', ')}; kinds: ${operationKinds.join(', ')}; or --mutants\n`,
  );
  process.exitCode = 2;
} else {
  const named = asked.filter(isName);
  if (asked.length === 0 && kindsWithout.length > 0) {
    process.stderr.write(`No matrix looks at: ${kindsWithout.join(', ')}\n`);
    process.exitCode = 1;
  }
  for (const name of named.length > 0 ? named : (Object.keys(matrices) as ReadonlyArray<MatrixName>)) {
    const { points, bad } = await runMatrix(name, { kinds: asked.filter(isKind), fits: () => true });
    process.stdout.write(`${JSON.stringify({ matrix: name, points, bad })}\n`);
    if (bad > 0) process.exitCode = 1;
  }
}
