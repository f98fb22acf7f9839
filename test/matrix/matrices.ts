import type { OperationId } from '../../shared/domain/ids.ts';
import { changesBetween, digestOf } from './digest.ts';
import { foreignCases } from './foreign.ts';
import { problemsOfJournal } from './journal-oracle.ts';
import { type Arranged, type End, nameOf, type Scenario } from './kinds/kind.ts';
import { networkBlackHole, networkCut } from './network.ts';
import { type Place, type Plan, placesBeforePivot, placesOf } from './plan.ts';
import type { Point } from './points.ts';
import type { Stage } from './stage.ts';
import { takeOver } from './take-over.ts';
import type { WorkerTask } from './worker.ts';
import type { Worker, Workers } from './workers.ts';

export interface Props {
  readonly stage: Stage;
  readonly workers: Workers;
}

/** One point of one kind of operation. */
export interface Case {
  /** As it is shown where something is bad. */
  readonly name: string;
  /** How many points it stands for. */
  readonly points: number;
  /** What is wrong afterwards; nothing, when all is well. */
  run(props: Props): Promise<ReadonlyArray<string>>;
}

export interface Matrix {
  readonly atOnce: number;
  /** From what each kind of operation does. */
  cases?(plan: Plan): ReadonlyArray<Case>;
  /** Those that are no point of one. */
  readonly more?: ReadonlyArray<Case>;
}

interface Met {
  readonly id: OperationId;
  readonly arranged: Arranged;
  readonly worker: Worker;
}

/** A first console in its own process has met its fate at the point. */
async function meetPoint(
  { stage, workers }: Props,
  scenario: Scenario,
  { at, signal }: Pick<WorkerTask, 'at' | 'signal'>,
): Promise<Met> {
  const giveTask = workers.take();
  const arranged = await scenario.arrange(stage);
  const worker = giveTask({ config: stage.platform.config, scenario: nameOf(scenario), arranged, at, signal });
  return { id: await worker.atPoint(), arranged, worker };
}

const judge = async (
  { stage }: Props,
  scenario: Scenario,
  { id, arranged, end, more }: Omit<Met, 'worker'> & { end: End; more: ReadonlyArray<string> },
): Promise<ReadonlyArray<string>> => {
  const problems = [
    ...(await problemsOfJournal(stage, id, end)),
    ...(await scenario.problems(stage, arranged, end, id)),
    ...more,
  ];
  if (problems.length === 0) scenario.giveBack?.(stage, arranged, end);
  return problems;
};

const casesAt = (
  { scenario }: Plan,
  places: ReadonlyArray<Place>,
  run: (props: Props, scenario: Scenario, at: Point) => Promise<ReadonlyArray<string>>,
): ReadonlyArray<Case> =>
  places.map(({ at, names }) => ({
    name: `${nameOf(scenario)} ${names.join(', ')}`,
    points: names.length,
    run: (props) => run(props, scenario, at),
  }));

/** Stopped at the point, ended by a second console, woken: it hears that it lost, and changes nothing. */
async function stopAndWake(
  props: Props,
  scenario: Scenario,
  { at, end }: { readonly at: Point; readonly end: End },
): Promise<ReadonlyArray<string>> {
  const { id, arranged, worker } = await meetPoint(props, scenario, { at, signal: 'SIGSTOP' });
  const marks = [...arranged.marks, id];
  await takeOver(props.stage.second, id, end === 'forward' ? 'resume' : 'cancel');
  const before = await digestOf(props.stage, marks);
  const { wroteEnd } = await worker.wake();
  const changes = changesBetween(before, await digestOf(props.stage, marks));
  const told = wroteEnd ? ['the first console did not learn that it had lost'] : [];
  const woken = changes.map((change) => `the first console changed something after it had lost: ${change}`);
  return judge(props, scenario, { id, arranged, end, more: [...told, ...woken] });
}

export const matrices = {
  /** kill -9 at the point; a second console goes on. */
  crash: {
    atOnce: 12,
    cases: (plan) =>
      casesAt(plan, placesOf(plan), async (props, scenario, at) => {
        const { id, arranged } = await meetPoint(props, scenario, { at, signal: 'SIGKILL' });
        await takeOver(props.stage.second, id, 'resume');
        return judge(props, scenario, { id, arranged, end: 'forward', more: [] });
      }),
  },
  /** Stopped at the point, finished by a second console, woken. */
  pause: {
    atOnce: 12,
    cases: (plan) =>
      casesAt(plan, placesOf(plan), (props, scenario, at) => stopAndWake(props, scenario, { at, end: 'forward' })),
  },
  /** Stopped at the point, undone by a second console, woken: nothing comes back. */
  compensate: {
    atOnce: 12,
    cases: (plan) =>
      casesAt(plan, placesBeforePivot(plan), (props, scenario, at) =>
        stopAndWake(props, scenario, { at, end: 'undone' }),
      ),
  },
  /** The connection is cut before the server hears of what a step does. */
  'network-before': { atOnce: 12, cases: networkCut('before') },
  /** It was done, and the answer is lost. */
  'network-after': { atOnce: 12, cases: networkCut('after') },
  /** From there on nothing answers, until the lease is over and a second console has gone on. */
  'network-hole': { atOnce: 16, cases: networkBlackHole },
  /** What carries a stranger's mark, or none, is neither taken nor dropped. */
  foreign: { atOnce: 8, more: foreignCases },
} as const satisfies Record<string, Matrix>;

export type MatrixName = keyof typeof matrices;
