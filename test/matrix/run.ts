/** `npm run matrix -- crash`: kills, pauses or undoes an operation at every point, and looks at what is left. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pLimit from 'p-limit';
import { openConsole } from './console.ts';
import { type Matrix, type MatrixName, matrices } from './matrices.ts';
import { startPlatform } from './platform.ts';

/** Short, so that a matrix does not spend its time waiting for leases; long enough for a step on a busy machine. */
const leaseSeconds = 3;
const atOnce = 8;

async function runMatrix(name: MatrixName): Promise<boolean> {
  const { cases, run }: Matrix = matrices[name];
  const platform = await startPlatform(leaseSeconds);
  const second = await openConsole(platform.config, { machine: 'second' });
  const limit = pLimit(atOnce);
  let bad = 0;
  await Promise.all(
    cases.map(({ kind, point }, index) =>
      limit(async () => {
        const problems = await run({ platform, second, kind, point, code: `${name}-${index}` }).catch(
          (error: unknown) => [String(error)],
        );
        if (problems.length === 0) return;
        bad += 1;
        process.stderr.write(`${name} ${kind} ${point.step} ${point.moment}: ${problems.join('; ')}\n`);
      }),
    ),
  );
  await second.close();
  await platform.close();
  process.stdout.write(`${JSON.stringify({ matrix: name, points: cases.length, bad })}\n`);
  return bad === 0;
}

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
  for (const name of names) if (!(await runMatrix(name))) process.exitCode = 1;
}
