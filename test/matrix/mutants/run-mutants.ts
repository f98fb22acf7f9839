import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import type { Outcome } from '../run-matrix.ts';
import { type MutantName, mutantNames } from './mutants.ts';

const hook = path.join(import.meta.dirname, 'hook.ts');
const child = path.join(import.meta.dirname, 'child.ts');

async function isCaught(name: MutantName): Promise<boolean> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', hook, child], {
    env: { ...process.env, TENANTRY_MUTANT: name },
    maxBuffer: 64 * 1024 * 1024,
  });
  const { points, bad, withoutFault } = JSON.parse(stdout) as Outcome;
  // What fails at once with the rule gone would prove nothing of the points.
  const caught = points > 0 && bad > 0 && withoutFault === 0;
  if (!caught)
    process.stderr.write(`${name}: ${points} points, ${bad} bad, ${withoutFault} without a fault\n${stderr}`);
  return caught;
}

/** Each with one rule taken out. A matrix that says nothing then says nothing at any time. */
export async function runMutants(): Promise<boolean> {
  const limit = pLimit(2);
  const results = await Promise.all(
    mutantNames.map((name) =>
      limit(async () => {
        const caught = await isCaught(name).catch((error: unknown) => {
          process.stderr.write(`${name}: ${String(error)}\n`);
          return false;
        });
        process.stdout.write(`${JSON.stringify({ mutant: name, caught })}\n`);
        return caught;
      }),
    ),
  );
  return results.every((caught) => caught);
}
