import type { OperationId } from '../../shared/domain/ids.ts';
import { type Case, judge, type Props, problemsOfOvertaken } from './case.ts';
import { digestOf } from './digest.ts';
import { type Arranged, type End, nameOf, type Scenario } from './kinds/kind.ts';
import { type Place, type Plan, placesBeforePivot, placesOf } from './plan.ts';
import type { Point } from './points.ts';
import { takeOver } from './take-over.ts';
import type { WorkerTask } from './worker.ts';
import type { Worker } from './workers.ts';

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
  const { stage } = props;
  const { id, arranged, worker } = await meetPoint(props, scenario, { at, signal: 'SIGSTOP' });
  const marks = [...arranged.marks, id];
  await takeOver(stage.second, id, end === 'forward' ? 'resume' : 'cancel');
  const before = await digestOf(stage, marks);
  const { wroteEnd } = await worker.wake();
  const after = await digestOf(stage, marks);
  return judge(stage, scenario, { id, arranged, end, more: problemsOfOvertaken(wroteEnd, { before, after }) });
}

/** kill -9 at the point; a second console goes on. */
export const crash = (plan: Plan): ReadonlyArray<Case> =>
  casesAt(plan, placesOf(plan), async (props, scenario, at) => {
    const { id, arranged } = await meetPoint(props, scenario, { at, signal: 'SIGKILL' });
    await takeOver(props.stage.second, id, 'resume');
    return judge(props.stage, scenario, { id, arranged, end: 'forward', more: [] });
  });

/** Stopped at the point, finished by a second console, woken. */
export const pause = (plan: Plan): ReadonlyArray<Case> =>
  casesAt(plan, placesOf(plan), (props, scenario, at) => stopAndWake(props, scenario, { at, end: 'forward' }));

/** Stopped at the point, undone by a second console, woken: nothing comes back. */
export const compensate = (plan: Plan): ReadonlyArray<Case> =>
  casesAt(plan, placesBeforePivot(plan), (props, scenario, at) => stopAndWake(props, scenario, { at, end: 'undone' }));
