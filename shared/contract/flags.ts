import { z } from 'zod';
import type { FlagEffect, FlagShare } from '../domain/flag-effect.ts';
import {
  type FeatureFlag,
  type FlagDecision,
  type FlagEvent,
  type FlagRules,
  type FlagState,
  type FlagSubject,
  type FlagVerdict,
  flagKeyPattern,
  flagLists,
  flagStages,
  longestFlagKey,
} from '../domain/flags.ts';
import type { OperationId, PackageId, TenantId } from '../domain/ids.ts';
import type { Money } from '../domain/money.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

/** Of a flag that is there already: others made theirs by their own rules. */
const key = z.string().min(1).max(200);
const newKey = z.string().trim().min(1).max(longestFlagKey).regex(flagKeyPattern);
const list = z.array(field.tenantId).max(5000);

const rules = z.strictObject({
  stage: z.enum(flagStages),
  alwaysOn: list,
  neverOn: list,
  requiresPackage: field.packageId.nullable(),
  rollout: z.number().int().min(0).max(100),
});
/** The rules as an operator edits them; the package is told by its id alone. */
export type FlagRulesInput = z.output<typeof rules>;

const optionalText = (max: number) => z.string().trim().max(max).nullable();
const about = {
  name: z.string().trim().min(1).max(200),
  description: optionalText(1000),
  owner: optionalText(100),
  expiresOn: field.day.nullable(),
};

const offset = z.number().int().min(0).max(1_000_000);
export const flagPageSize = 50;

export interface FlagRow extends FeatureFlag {
  readonly state: FlagState;
  /** How many tenants have it now. */
  readonly on: number;
}

export interface FlagList {
  readonly flags: ReadonlyArray<FlagRow>;
  /** That are not gone. */
  readonly tenants: number;
}

export interface FlagPackageChoice {
  readonly id: PackageId;
  readonly name: string;
  readonly order: number;
}

export interface FlagDetail {
  readonly flag: FlagRow;
  /** Of both lists. The name is null where there is no such tenant, or it is gone. */
  readonly listed: ReadonlyArray<{ readonly id: TenantId; readonly name: string | null }>;
  /** What it can require, the best last. */
  readonly packages: ReadonlyArray<FlagPackageChoice>;
  readonly effect: FlagEffect;
}

export interface FlagTenantRow extends FlagVerdict {
  readonly id: TenantId;
  readonly name: string;
  readonly code: string;
  readonly packageName: string | null;
  readonly mrr: Money | null;
}

/** Who has it, or has it not, each with the rule that says so. */
export interface FlagTenantPage extends FlagShare {
  readonly rows: ReadonlyArray<FlagTenantRow>;
}

export interface FlagPreview {
  readonly effect: FlagEffect;
  readonly turnsOn: FlagShare;
  readonly turnsOff: FlagShare;
  /** From the offset that was asked for. `on` and `by` are as they will be. */
  readonly rows: ReadonlyArray<FlagTenantRow>;
}

export interface FlagEvaluation {
  readonly subject: FlagSubject;
  /** The rules that were asked about, with the package by name. */
  readonly rules: FlagRules;
  readonly decision: FlagDecision;
  /** By the rules as they are saved. */
  readonly saved: FlagDecision;
}

/** One flag, as it stands for one tenant. */
export interface TenantFlag {
  readonly key: string;
  readonly name: string;
  readonly state: FlagState;
  readonly rules: FlagRules;
  readonly decision: FlagDecision;
}

export interface TenantFlags {
  readonly subject: FlagSubject;
  readonly flags: ReadonlyArray<TenantFlag>;
}

const manage = { gate: { permission: 'tenants.manage' }, changes: true } as const;
const readable = { gate: { permission: 'read' } } as const;

export const flagCalls = {
  'flags.list': call<FlagList>()({ input: field.nothing, ...readable }),
  'flags.get': call<FlagDetail>()({ input: z.strictObject({ key }), ...readable }),
  /** What saving these rules would do. Changes nothing. */
  'flags.preview': call<FlagPreview>()({ input: z.strictObject({ key, rules, offset }), ...readable }),
  'flags.who': call<FlagTenantPage>()({
    input: z.strictObject({ key, on: z.boolean(), search: field.searchText, offset }),
    ...readable,
  }),
  /** By these rules; by the saved ones where none are given. */
  'flags.evaluate': call<FlagEvaluation>()({
    input: z.strictObject({ key, tenantId: field.tenantId, rules: rules.nullable() }),
    ...readable,
  }),
  'flags.ofTenant': call<TenantFlags>()({ input: z.strictObject({ id: field.tenantId }), ...readable }),
  /** Newest first; of every flag where no key is given. */
  'flags.history': call<ReadonlyArray<FlagEvent>>()({ input: z.strictObject({ key: key.nullable() }), ...readable }),
  /** Planned, for nobody yet. */
  'flags.create': call<FeatureFlag>()({ input: z.strictObject({ key: newKey, ...about }), ...manage }),
  'flags.save': call<FeatureFlag>()({
    input: z.strictObject({
      key,
      /** The version that was seen. */
      expected: z.number().int().min(1),
      rules,
      ...about,
      reason: field.reason,
    }),
    ...manage,
  }),
  /** Off for everybody at once, whatever version of it was seen. */
  'flags.stop': call<FeatureFlag>()({ input: z.strictObject({ key, reason: field.reason }), ...manage }),
  'flags.resume': call<FeatureFlag>()({
    input: z.strictObject({ key, expected: z.number().int().min(1), reason: field.reason }),
    ...manage,
  }),
  'flags.remove': call<null>()({
    input: z.strictObject({ key, expected: z.number().int().min(1), typedKey: field.typed, reason: field.reason }),
    ...manage,
  }),
  /** Puts each of a selection onto one list, or off both. */
  'flags.setMany': call<{ readonly operationId: OperationId }>()({
    input: z.strictObject({ tenants: field.selection, key, to: z.enum(flagLists), reason: field.reason }),
    ...manage,
  }),
} as const;
