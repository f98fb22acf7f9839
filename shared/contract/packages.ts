import { z } from 'zod';
import type { PackageId } from '../domain/ids.ts';
import { limitKeys } from '../domain/limits.ts';
import type { ModuleDefinition } from '../domain/modules.ts';
import type { Money } from '../domain/money.ts';
import type { PackageChange } from '../domain/package-diff.ts';
import type { Package, PackageDefinition, PackageVersion } from '../domain/packages.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

/** More than anybody sells, and what every column of the platform can hold. */
const highestPrice = 1_000_000_000_000;
const highestLimit = 1_000_000_000;

const name = z.string().trim().min(1).max(80);
const price = z.number().int().min(0).max(highestPrice);
const amount = z.number().int().min(1).max(highestLimit).nullable();
const key = z.string().regex(/^[a-z][a-z0-9_.-]{0,59}$/i);

export const packageDefinition = z.strictObject({
  names: z.strictObject({ en: name, tr: name }),
  type: z.string().trim().min(1).max(40),
  monthlyPrice: price,
  yearlyPrice: price.nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  limits: z.strictObject(
    Object.fromEntries(limitKeys.map((one) => [one, amount])) as Record<(typeof limitKeys)[number], typeof amount>,
  ),
  modules: z
    .array(
      z.strictObject({
        code: field.moduleCode,
        name: z.string().trim().min(1).max(200),
        included: z.boolean(),
        maxEntities: amount,
      }),
    )
    .max(50),
  features: z.array(key).max(50),
  flags: z.array(key).max(100),
  order: z.number().int().min(1).max(9_999),
  active: z.boolean(),
});
export type PackageForm = z.output<typeof packageDefinition>;

export interface PackageUseInfo {
  readonly tenants: number;
  readonly mrr: ReadonlyArray<Money>;
  readonly versions: ReadonlyArray<{ readonly version: number; readonly tenants: number }>;
}

export interface ListedPackage extends Package {
  readonly use: PackageUseInfo;
}

export interface PackageDetail {
  readonly package: ListedPackage;
  /** Newest first. */
  readonly versions: ReadonlyArray<PackageVersion>;
}

/** What a package can be made of. */
export interface PackageChoices {
  readonly modules: ReadonlyArray<ModuleDefinition>;
  readonly flags: ReadonlyArray<{ readonly key: string; readonly name: string }>;
  /** Of packages that are there. */
  readonly types: ReadonlyArray<string>;
  readonly features: ReadonlyArray<string>;
  readonly currency: string;
  /** The first place that is free. */
  readonly nextOrder: number;
}

/** What saving would do. */
export interface PackagePreview {
  readonly changes: ReadonlyArray<PackageChange>;
  readonly use: PackageUseInfo;
  /** What stays for those who have it, by the version that they bought. */
  readonly keeps: ReadonlyArray<{
    readonly version: number;
    readonly tenants: number;
    readonly definition: PackageDefinition;
  }>;
}

const one = z.strictObject({ id: field.packageId });
const change = z.strictObject({
  id: field.packageId,
  /** The version that was looked at. */
  expected: z.number().int().min(1),
  definition: packageDefinition,
});

export const packageCalls = {
  'packages.list': call<ReadonlyArray<ListedPackage>>()({ input: field.nothing, gate: { permission: 'read' } }),
  'packages.get': call<PackageDetail>()({ input: one, gate: { permission: 'read' } }),
  'packages.choices': call<PackageChoices>()({ input: field.nothing, gate: { permission: 'read' } }),
  /** Refuses what saving would refuse. Changes nothing. */
  'packages.preview': call<PackagePreview>()({ input: change, gate: { permission: 'billing.manage' } }),
  'packages.create': call<{ readonly id: PackageId }>()({
    input: z.strictObject({ definition: packageDefinition }),
    gate: { permission: 'billing.manage' },
    changes: true,
  }),
  'packages.change': call<{ readonly version: number }>()({
    input: change.extend({ reason: field.reason }),
    gate: { permission: 'billing.manage' },
    changes: true,
  }),
  /** Not active: nobody can begin a subscription to it. Those that live stay. */
  'packages.setActive': call<{ readonly version: number }>()({
    input: z.strictObject({
      id: field.packageId,
      expected: z.number().int().min(1),
      active: z.boolean(),
      reason: field.reason,
    }),
    gate: { permission: 'billing.manage' },
    changes: true,
  }),
  /** All of them, the least first. */
  'packages.reorder': call<null>()({
    input: z.strictObject({ order: z.array(field.packageId).min(1).max(200) }),
    gate: { permission: 'billing.manage' },
    changes: true,
  }),
} as const;
