import type { OperationId } from '../../shared/domain/ids.ts';
import type { PassingStatement, PostgresProxy } from '../servers/postgres-proxy.ts';
import { type Case, judge, type Props, problemsOfOvertaken } from './case.ts';
import { digestOf } from './digest.ts';
import { isEffect, isJournalsLine } from './effects.ts';
import { type FarConsole, openFarConsole } from './far-console.ts';
import { type Arranged, nameOf, type Scenario } from './kinds/kind.ts';
import type { Plan } from './plan.ts';
import type { Watch } from './points.ts';
import type { Stage } from './stage.ts';
import { takeOver } from './take-over.ts';

type Fault = 'before' | 'after' | 'hole';

/** Where the network fails: at an effect of a step, or, where it has none, at the journal's line that it is done. */
interface Place {
  readonly seq: number;
  /** The first effect of the step is 1; 0 where it has none. */
  readonly effect: number;
}

/**
 * Steps with several effects fail between them: after the first, or before the last. That all of it or none happened is
 * what a crash leaves.
 */
const placesOf = ({ steps }: Plan, fault: Fault): ReadonlyArray<Place> =>
  steps.map(({ effects }, seq) => ({ seq, effect: fault === 'after' ? Math.min(1, effects) : effects }));

/** Lets the network fail once, between the step's intent and what the journal says of it afterwards. */
function aim(
  proxy: PostgresProxy,
  { seq, effect }: Place,
  fault: Fault,
): { readonly watch: Watch; readonly met: Promise<void> } {
  const met = Promise.withResolvers<void>();
  const arm = (fits: (statement: PassingStatement) => boolean): void => {
    const failed = fault === 'hole' ? proxy.swallow(fits) : proxy.cut(fault, fits);
    void failed.then(met.resolve);
  };
  let armed = false;
  let left = effect;
  const watch: Watch = async (reached) => {
    if (armed || reached.seq !== seq || reached.moment !== 'after-intent') return;
    armed = true;
    arm((statement) => {
      if (isJournalsLine(statement)) return true;
      if (!isEffect(statement)) return false;
      left -= 1;
      return left === 0;
    });
  };
  return { watch, met: met.promise };
}

interface Failed {
  readonly first: FarConsole;
  readonly id: OperationId;
  readonly arranged: Arranged;
}

async function failAt(stage: Stage, scenario: Scenario, place: Place, fault: Fault): Promise<Failed> {
  const arranged = await scenario.arrange(stage);
  let met: Promise<void> = Promise.resolve();
  const first = await openFarConsole(stage, (proxy) => {
    const aimed = aim(proxy, place, fault);
    met = aimed.met;
    return aimed.watch;
  });
  const id = await scenario.start(first.console, arranged);
  const settled = first.console.engine.whenSettled(id).then(() => 'settled' as const);
  if ((await Promise.race([met, settled])) === 'settled') {
    await first.close();
    throw new Error('the network was not needed');
  }
  return { first, id, arranged };
}

const casesOf =
  (fault: Fault, run: (stage: Stage, scenario: Scenario, place: Place) => Promise<ReadonlyArray<string>>) =>
  (plan: Plan): ReadonlyArray<Case> =>
    placesOf(plan, fault).map((place) => ({
      name: `${nameOf(plan.scenario)} ${plan.steps[place.seq]?.name} effect ${place.effect}`,
      points: 1,
      run: ({ stage }: Props) => run(stage, plan.scenario, place),
    }));

/** Cut before the server hears of it, or after it was done and before the answer: picked up again by the same console, or by a second one. */
export const networkCut = (fault: 'before' | 'after') =>
  casesOf(fault, async (stage, scenario, place) => {
    const failed = await failAt(stage, scenario, place, fault);
    await failed.first.console.engine.whenSettled(failed.id);
    await takeOver(stage.second, failed.id, 'resume');
    await failed.first.close();
    return judge(stage, scenario, { ...failed, end: 'forward', more: [] });
  });

/** Finished by a second console; when the way is whole again, the first one changes nothing any more. */
export const networkBlackHole = casesOf('hole', async (stage, scenario, place) => {
  const failed = await failAt(stage, scenario, place, 'hole');
  const { first, id, arranged } = failed;
  const marks = [...arranged.marks, id];
  await takeOver(stage.second, id, 'resume');
  const before = await digestOf(stage, marks);
  first.proxy.heal();
  await first.console.engine.whenSettled(id);
  const after = await digestOf(stage, marks);
  const more = problemsOfOvertaken(first.console.wroteEnd(), { before, after });
  await first.close();
  return judge(stage, scenario, { id, arranged, end: 'forward', more });
});
