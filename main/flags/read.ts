import {
  type FlagDetail,
  type FlagEvaluation,
  type FlagList,
  type FlagPreview,
  type FlagRulesInput,
  type FlagTenantPage,
  type FlagTenantRow,
  flagPageSize,
  type TenantFlags,
} from '../../shared/contract/flags.ts';
import { createFlagTally, createShare } from '../../shared/domain/flag-effect.ts';
import {
  type FlagSubject,
  type FlagVerdict,
  flagDecider,
  flagDecision,
  flagState,
  type PlaceOf,
} from '../../shared/domain/flags.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { foldForSearch } from '../../shared/domain/names.ts';
import { AppError } from '../../shared/errors.ts';
import { type FlagParts, forEachSubject, getFlag, rulesFrom } from './subjects.ts';

interface Asking extends FlagParts {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly placeOf?: PlaceOf;
}

const rowOf = ({ tenantId, name, code, mrr, package: has }: FlagSubject, verdict: FlagVerdict): FlagTenantRow => ({
  ...{ id: tenantId, name, code, mrr, packageName: has?.name ?? null },
  ...verdict,
});

export async function listFlags({ flags, signal, placeOf }: Asking): Promise<FlagList> {
  const [all, subjects] = await Promise.all([flags.list(), flags.subjects()]);
  const deciders = all.map((flag) => flagDecider(flag, placeOf));
  const on = all.map(() => 0);
  await forEachSubject(
    subjects,
    (subject) => {
      for (const [at, decide] of deciders.entries()) if (decide(subject).on) on[at] = (on[at] ?? 0) + 1;
    },
    signal,
  );
  return {
    flags: all.map((flag, at) => ({ ...flag, state: flagState(flag), on: on[at] ?? 0 })),
    tenants: subjects.length,
  };
}

export async function flagDetail(parts: Asking, key: string): Promise<FlagDetail> {
  const { flags, signal, placeOf } = parts;
  const [flag, subjects, packages] = await Promise.all([getFlag(parts, key), flags.subjects(), flags.packages()]);
  const wanted = new Set([...flag.alwaysOn, ...flag.neverOn]);
  const names = new Map<TenantId, string>();
  const tally = createFlagTally(flag, placeOf);
  await forEachSubject(
    subjects,
    (subject) => {
      tally.add(subject);
      if (wanted.has(subject.tenantId)) names.set(subject.tenantId, subject.name);
    },
    signal,
  );
  const effect = tally.effect();
  return {
    flag: { ...flag, state: flagState(flag), on: effect.on.tenants },
    listed: [...wanted].map((id) => ({ id, name: names.get(id) ?? null })),
    packages,
    effect,
  };
}

export async function previewFlag(
  parts: Asking,
  asked: { readonly key: string; readonly rules: FlagRulesInput; readonly offset: number },
): Promise<FlagPreview> {
  const [before, after, subjects] = await Promise.all([
    getFlag(parts, asked.key),
    rulesFrom(parts, asked.key, asked.rules),
    parts.flags.subjects(),
  ]);
  const [had, tally] = [flagDecider(before, parts.placeOf), createFlagTally(after, parts.placeOf)];
  const [turnsOn, turnsOff] = [createShare(), createShare()];
  const rows: FlagTenantRow[] = [];
  let changing = 0;
  await forEachSubject(
    subjects,
    (subject) => {
      const verdict = tally.add(subject);
      if (had(subject).on === verdict.on) return;
      (verdict.on ? turnsOn : turnsOff).add(subject.mrr);
      if (changing >= asked.offset && rows.length < flagPageSize) rows.push(rowOf(subject, verdict));
      changing += 1;
    },
    parts.signal,
  );
  return { effect: tally.effect(), turnsOn: turnsOn.share(), turnsOff: turnsOff.share(), rows };
}

export async function whoHasFlag(
  parts: Asking,
  asked: { readonly key: string; readonly on: boolean; readonly search: string; readonly offset: number },
): Promise<FlagTenantPage> {
  const [flag, subjects] = await Promise.all([getFlag(parts, asked.key), parts.flags.subjects()]);
  const decide = flagDecider(flag, parts.placeOf);
  const words = foldForSearch(asked.search).split(' ');
  const share = createShare();
  const rows: FlagTenantRow[] = [];
  let found = 0;
  await forEachSubject(
    subjects,
    (subject) => {
      const verdict = decide(subject);
      if (verdict.on !== asked.on) return;
      const text = foldForSearch(`${subject.name} ${subject.code}`);
      if (!words.every((word) => text.includes(word))) return;
      share.add(subject.mrr);
      if (found >= asked.offset && rows.length < flagPageSize) rows.push(rowOf(subject, verdict));
      found += 1;
    },
    parts.signal,
  );
  return { ...share.share(), rows };
}

async function findSubject({ flags }: FlagParts, id: TenantId): Promise<FlagSubject> {
  const subject = (await flags.subjects(id))[0];
  if (subject === undefined) throw new AppError('not_found', 'tenant.not_found');
  return subject;
}

export async function evaluateFlag(
  parts: FlagParts,
  asked: { readonly key: string; readonly tenantId: TenantId; readonly rules: FlagRulesInput | null },
): Promise<FlagEvaluation> {
  const [flag, subject] = await Promise.all([getFlag(parts, asked.key), findSubject(parts, asked.tenantId)]);
  const rules = asked.rules === null ? flag : await rulesFrom(parts, asked.key, asked.rules);
  return { subject, rules, decision: flagDecision(rules, subject), saved: flagDecision(flag, subject) };
}

export async function flagsOfTenant(parts: FlagParts, id: TenantId): Promise<TenantFlags> {
  const [all, subject] = await Promise.all([parts.flags.list(), findSubject(parts, id)]);
  return {
    subject,
    flags: all.map((flag) => ({
      ...{ key: flag.key, name: flag.name, state: flagState(flag), rules: flag },
      decision: flagDecision(flag, subject),
    })),
  };
}
