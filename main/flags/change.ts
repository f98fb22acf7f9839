import type { FlagRulesInput } from '../../shared/contract/flags.ts';
import { createFlagTally } from '../../shared/domain/flag-effect.ts';
import type { FeatureFlag, FlagRules } from '../../shared/domain/flags.ts';
import { AppError } from '../../shared/errors.ts';
import type { FlagContent } from '../layouts/roles/flags.ts';
import { type FlagParts, forEachSubject, getFlag, rulesFrom } from './subjects.ts';

interface Changing extends FlagParts {
  readonly by: string;
}

export type FlagAbout = Pick<FeatureFlag, 'name' | 'description' | 'owner' | 'expiresOn'>;

/** As the operation log keeps them. */
export interface FlagChanged {
  readonly before: FeatureFlag | null;
  readonly after: FeatureFlag;
}

export const createFlag = ({ flags, by }: Changing, { key, ...about }: FlagAbout & { readonly key: string }) =>
  flags.create(
    {
      ...{ key, ...about, stage: 'planned', alwaysOn: [], neverOn: [], requiresPackage: null, rollout: 0 },
      ...{ enabledForRoles: [], stoppedFrom: null },
    },
    by,
  );

/** On both lists nobody could say what was meant; and who is put on one has to be there. */
async function refuseBadLists({ flags }: FlagParts, before: FlagRules, after: FlagRules): Promise<void> {
  const never = new Set(after.neverOn);
  const onBoth = after.alwaysOn.filter((id) => never.has(id)).length;
  if (onBoth > 0)
    throw new AppError('invalid_input', 'flag.both_lists', { params: { count: onBoth }, field: 'rules.neverOn' });
  const known = new Set([...before.alwaysOn, ...before.neverOn]);
  const added = [...after.alwaysOn, ...after.neverOn].filter((id) => !known.has(id));
  if (added.length === 0) return;
  const there = new Set((await flags.subjects()).map(({ tenantId }) => tenantId));
  const missing = added.filter((id) => !there.has(id)).length;
  if (missing > 0)
    throw new AppError('invalid_input', 'flag.no_tenant', { params: { count: missing }, field: 'rules.alwaysOn' });
}

const contentOf = ({ enabledForRoles, stoppedFrom }: FeatureFlag, about: FlagAbout, rules: FlagRules) => {
  const { stage, alwaysOn, neverOn, requiresPackage, rollout } = rules;
  const { name, description, owner, expiresOn } = about;
  return {
    ...{ name, description, owner, expiresOn, stage, alwaysOn, neverOn, requiresPackage, rollout },
    ...{ enabledForRoles, stoppedFrom },
  } satisfies Omit<FlagContent, 'key'>;
};

interface Saving extends FlagAbout {
  readonly key: string;
  readonly expected: number;
  readonly rules: FlagRulesInput;
  readonly reason: string;
}

/** Also of one that is stopped; only its stage stays as it is until it is resumed. */
export async function saveFlag(parts: Changing, asked: Saving): Promise<FlagChanged> {
  const { key, expected, reason } = asked;
  const [before, rules] = await Promise.all([getFlag(parts, key), rulesFrom(parts, key, asked.rules)]);
  if (before.stoppedFrom !== null && rules.stage !== before.stage)
    throw new AppError('conflict', 'flag.stopped', { params: { key } });
  await refuseBadLists(parts, before, rules);
  const after = contentOf(before, asked, rules);
  return { before, after: await parts.flags.change(key, { expected, after, action: 'changed', reason, by: parts.by }) };
}

const mostTries = 5;

/** Works at once: whoever changes it at the same moment does not keep it from being stopped. */
export async function stopFlag(
  { flags, by }: Changing,
  asked: { readonly key: string; readonly reason: string },
): Promise<FlagChanged> {
  const { key, reason } = asked;
  for (let attempt = 1; ; attempt += 1) {
    const before = await getFlag({ flags }, key);
    if (before.stoppedFrom !== null) throw new AppError('conflict', 'flag.stopped', { params: { key } });
    const after = { ...contentOf(before, before, before), stage: 'disabled', stoppedFrom: before.stage } as const;
    try {
      return {
        before,
        after: await flags.change(key, { expected: before.version, after, action: 'stopped', reason, by }),
      };
    } catch (error) {
      const overtaken = error instanceof AppError && error.key === 'flag.changed';
      if (!overtaken || attempt === mostTries) throw error;
    }
  }
}

export async function resumeFlag(
  parts: Changing,
  asked: { readonly key: string; readonly expected: number; readonly reason: string },
): Promise<FlagChanged> {
  const { key, expected, reason } = asked;
  const before = await getFlag(parts, key);
  if (before.stoppedFrom === null) throw new AppError('conflict', 'flag.not_stopped', { params: { key } });
  const after = { ...contentOf(before, before, before), stage: before.stoppedFrom, stoppedFrom: null };
  return { before, after: await parts.flags.change(key, { expected, after, action: 'resumed', reason, by: parts.by }) };
}

/** A program that still asks for it is told that there is none: only where nobody would notice. */
export async function removeFlag(
  parts: Changing,
  asked: { readonly key: string; readonly expected: number; readonly typedKey: string; readonly reason: string },
): Promise<FeatureFlag> {
  const { key, expected, typedKey, reason } = asked;
  const flag = await getFlag(parts, key);
  if (typedKey !== key) throw new AppError('invalid_input', 'flag.not_confirmed', { field: 'typedKey' });
  const tally = createFlagTally(flag);
  await forEachSubject(await parts.flags.subjects(), tally.add);
  const count = tally.effect().on.tenants;
  if (count > 0) throw new AppError('conflict', 'flag.in_use', { params: { key, count } });
  await parts.flags.remove(key, { expected, reason, by: parts.by });
  return flag;
}
