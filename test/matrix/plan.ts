import { isEffect } from './effects.ts';
import { listen, openFarConsole } from './far-console.ts';
import { problemsOfJournal } from './journal-oracle.ts';
import type { Scenario } from './kinds/kind.ts';
import { moments, type Point } from './points.ts';
import type { Stage } from './stage.ts';

export interface PlannedStep {
  readonly name: string;
  readonly pivot: boolean;
  /** How many effects it had on the server when nothing failed. */
  readonly effects: number;
}

/** What a kind of operation does when nothing fails; its points are found by that. */
export interface Plan {
  readonly scenario: Scenario;
  readonly steps: ReadonlyArray<PlannedStep>;
  readonly problems: ReadonlyArray<string>;
}

export async function planOf(stage: Stage, scenario: Scenario): Promise<Plan> {
  const effects = new Map<number, number>();
  let current: number | undefined;
  const { console, close } = await openFarConsole(stage, (proxy) => {
    listen(proxy, (statement) => {
      if (current !== undefined && isEffect(statement)) effects.set(current, (effects.get(current) ?? 0) + 1);
    });
    return async ({ seq, moment }) => {
      current = moment === 'after-intent' ? seq : undefined;
    };
  });
  try {
    const arranged = await scenario.arrange(stage);
    const id = await scenario.start(console, arranged);
    await console.engine.whenSettled(id);
    const record = await stage.second.layout.journal.find(id);
    const definition = console.definitions.find(({ kind }) => kind === scenario.kind);
    const planned = record === undefined ? [] : (definition?.stepsFor(record.params) ?? []);
    const problems = [
      ...(await problemsOfJournal(stage, id, 'forward')),
      ...(await scenario.problems(stage, arranged, 'forward', id)),
    ];
    const steps = planned.map(({ name, pivot }, seq) => ({
      name,
      pivot: pivot === true,
      effects: effects.get(seq) ?? 0,
    }));
    return { scenario, steps, problems };
  } finally {
    await close();
  }
}

/**
 * Where a console meets its fate. Between a step that is done and the next one's intent nothing happens: one case stands
 * for both points.
 */
export interface Place {
  readonly at: Point;
  readonly names: ReadonlyArray<string>;
}

const nameAt = ({ steps }: Plan, { seq, moment }: Point): string => `${steps[seq]?.name} ${moment}`;

function placesAt(plan: Plan, wanted: (point: Point) => boolean): ReadonlyArray<Place> {
  const points = plan.steps.flatMap((_step, seq) => moments.map((moment) => ({ seq, moment })));
  const places: { at: Point; names: string[] }[] = [];
  for (const point of points.filter(wanted)) {
    const last = places.at(-1);
    const isSame = last?.at.moment === 'after-done' && point.moment === 'before-intent';
    if (isSame) last.names.push(nameAt(plan, point));
    else places.push({ at: point, names: [nameAt(plan, point)] });
  }
  return places;
}

export const placesOf = (plan: Plan): ReadonlyArray<Place> => placesAt(plan, () => true);

/** Those at which it can still be undone: the pivot counts from its intent on. */
export function placesBeforePivot(plan: Plan): ReadonlyArray<Place> {
  const pivot = plan.steps.findIndex((step) => step.pivot);
  return placesAt(plan, ({ seq, moment }) => pivot < 0 || seq < pivot || (seq === pivot && moment === 'before-intent'));
}
