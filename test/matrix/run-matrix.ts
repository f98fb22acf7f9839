import { inspect } from 'node:util';
import pLimit from 'p-limit';
import type { OperationKind } from '../../shared/domain/operations.ts';
import { workerFile } from './bundled-worker.ts';
import { scenarios } from './kinds/all.ts';
import { nameOf, type Scenario } from './kinds/kind.ts';
import { type Matrix, type MatrixName, matrices } from './matrices.ts';
import { type Plan, planOf } from './plan.ts';
import { openStage, type Stage } from './stage.ts';
import { createWorkers } from './workers.ts';

/** Short, so that a matrix does not spend its time waiting for leases; long enough for a step on a busy machine. */
const leaseSeconds = 3;

export interface Outcome {
  readonly points: number;
  readonly bad: number;
  /** Kinds that did not even end well when nothing failed; counted in `bad`. */
  readonly withoutFault: number;
}

export interface Subset {
  /** None: all of them. */
  readonly kinds: ReadonlyArray<OperationKind>;
  fits(point: string): boolean;
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

const planned = new Map<Scenario, Plan>();

/** Each kind once without a fault: what it does, and that it does it. */
async function planAll(stage: Stage, { kinds }: Subset): Promise<ReadonlyArray<Plan>> {
  const limit = pLimit(4);
  const chosen = kinds.length === 0 ? scenarios : scenarios.filter(({ kind }) => kinds.includes(kind));
  const planOnce = async (scenario: Scenario): Promise<Plan> => {
    const plan =
      planned.get(scenario) ??
      (await planOf(stage, scenario).catch(
        (error: unknown): Plan => ({
          scenario,
          steps: [],
          problems: [inspect(error, { breakLength: Number.POSITIVE_INFINITY })],
        }),
      ));
    planned.set(scenario, plan);
    return plan;
  };
  return Promise.all(chosen.map((scenario) => limit(() => planOnce(scenario))));
}

export async function runMatrix(name: MatrixName, subset: Subset): Promise<Outcome> {
  const matrix: Matrix = matrices[name];
  const stage = await openStage(leaseSeconds);
  const workers = createWorkers(await workerFile());
  const plans = matrix.cases === undefined ? [] : await planAll(stage, subset);
  const broken = plans.filter(({ problems }) => problems.length > 0);
  for (const { scenario, problems } of broken)
    tell(`${name} ${nameOf(scenario)} without a fault: ${problems.join('; ')}`);
  const limit = pLimit(matrix.atOnce);
  let bad = broken.length;
  const cases = [...plans.flatMap((plan) => matrix.cases?.(plan) ?? []), ...(matrix.more ?? [])].filter((one) =>
    subset.fits(one.name),
  );
  await Promise.all(
    cases.map((one) =>
      limit(async () => {
        const problems = await one
          .run({ stage, workers })
          .catch((error: unknown) => [inspect(error, { breakLength: Number.POSITIVE_INFINITY })]);
        if (problems.length === 0) return;
        bad += 1;
        tell(`${name} ${one.name}: ${problems.join('; ')}`);
      }),
    ),
  );
  workers.close();
  await stage.close();
  return { points: cases.reduce((sum, { points }) => sum + points, 0), bad, withoutFault: broken.length };
}
