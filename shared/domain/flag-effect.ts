import {
  type FlagRule,
  type FlagRules,
  type FlagSubject,
  type FlagVerdict,
  flagDecider,
  flagRuleNames,
  type PlaceOf,
} from './flags.ts';
import type { Money } from './money.ts';

export interface FlagShare {
  readonly tenants: number;
  /** One sum a currency. */
  readonly mrr: ReadonlyArray<Money>;
}

export interface FlagGroup extends FlagShare, FlagVerdict {}

/** Who has a flag, in numbers. */
export interface FlagEffect extends FlagShare {
  readonly on: FlagShare;
  /** By the rule that decided, in the rules' order; those that decided for nobody are left out. */
  readonly groups: ReadonlyArray<FlagGroup>;
}

/** A tenant that has the flag after a change and had it not before, or the other way round. */
export interface FlagChange {
  readonly subject: FlagSubject;
  readonly before: FlagVerdict;
  readonly after: FlagVerdict;
}

/** Adds up tenants and their money, each currency on its own. */
export function createShare() {
  let tenants = 0;
  const sums = new Map<string, number>();
  return {
    add(mrr: Money | null): void {
      tenants += 1;
      if (mrr !== null) sums.set(mrr.currency, (sums.get(mrr.currency) ?? 0) + mrr.minor);
    },
    share: (): FlagShare => ({
      tenants,
      mrr: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ minor, currency })),
    }),
  };
}

type Verdict = `${FlagRule} ${boolean}`;
const order: ReadonlyArray<FlagVerdict> = flagRuleNames.flatMap((by) => [
  { by, on: true },
  { by, on: false },
]);

/** Counts one tenant after the other, so that many can be counted in portions. */
export function createFlagTally(rules: FlagRules, placeOf?: PlaceOf) {
  const decide = flagDecider(rules, placeOf);
  const groups = new Map<Verdict, ReturnType<typeof createShare>>();
  const [all, on] = [createShare(), createShare()];
  return {
    add(subject: FlagSubject): FlagVerdict {
      const verdict = decide(subject);
      const name: Verdict = `${verdict.by} ${verdict.on}`;
      const group = groups.get(name) ?? createShare();
      groups.set(name, group);
      for (const share of verdict.on ? [all, on, group] : [all, group]) share.add(subject.mrr);
      return verdict;
    },
    effect: (): FlagEffect => ({
      ...all.share(),
      on: on.share(),
      groups: order.flatMap((verdict) => {
        const group = groups.get(`${verdict.by} ${verdict.on}`);
        return group === undefined ? [] : [{ ...verdict, ...group.share() }];
      }),
    }),
  };
}

export function flagEffect(rules: FlagRules, subjects: ReadonlyArray<FlagSubject>): FlagEffect {
  const tally = createFlagTally(rules);
  for (const subject of subjects) tally.add(subject);
  return tally.effect();
}

/** For whom a change of the rules turns the flag on or off. */
export function flagChanges(
  rules: { readonly before: FlagRules; readonly after: FlagRules },
  subjects: ReadonlyArray<FlagSubject>,
): ReadonlyArray<FlagChange> {
  const [decideBefore, decideAfter] = [flagDecider(rules.before), flagDecider(rules.after)];
  return subjects.flatMap((subject) => {
    const [before, after] = [decideBefore(subject), decideAfter(subject)];
    return before.on === after.on ? [] : [{ subject, before, after }];
  });
}
