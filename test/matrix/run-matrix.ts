import pLimit from 'p-limit';
import { scenarios } from './kinds/all.ts';
import { type Matrix, type MatrixName, matrices } from './matrices.ts';
import { type Plan, planOf } from './plan.ts';
import { openStage, type Stage } from './stage.ts';
import { createWorkers } from './workers.ts';

/** Short, so that a matrix does not spend its time waiting for leases; long enough for a step on a busy machine. */
const leaseSeconds = 3;

export interface Outcome {
  readonly points: number;
  readonly bad: number;
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`);
const only = process.env['KINDS']?.split(',');

/** Each kind once without a fault: what it does, and that it does it. */
async function planAll(stage: Stage): Promise<ReadonlyArray<Plan>> {
  const limit = pLimit(4);
  const chosen = scenarios.filter(({ kind }) => only?.includes(kind) ?? true);
  return Promise.all(chosen.map((scenario) => limit(() => planOf(stage, scenario))));
}

let plans: ReadonlyArray<Plan> | undefined;

export async function runMatrix(name: MatrixName): Promise<Outcome> {
  const matrix: Matrix = matrices[name];
  const stage = await openStage(leaseSeconds);
  const workers = createWorkers();
  plans ??= await planAll(stage);
  const limit = pLimit(matrix.atOnce);
  let bad = 0;
  for (const { scenario, problems } of plans) {
    if (problems.length === 0) continue;
    bad += 1;
    tell(`${name} ${scenario.kind} without a fault: ${problems.join('; ')}`);
  }
  const cases = plans.flatMap((plan) => matrix.cases(plan));
  await Promise.all(
    cases.map((one) =>
      limit(async () => {
        const problems = await one.run({ stage, workers }).catch((error: unknown) => [String(error)]);
        if (problems.length === 0) return;
        bad += 1;
        tell(`${name} ${one.name}: ${problems.join('; ')}`);
      }),
    ),
  );
  workers.close();
  await stage.close();
  return { points: cases.length, bad };
}
