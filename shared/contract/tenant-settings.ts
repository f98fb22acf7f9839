import { z } from 'zod';
import { languages } from '../domain/connection-profile.ts';
import { type EffectiveLimit, type LimitOverride, limitKeys } from '../domain/limits.ts';
import type { Language } from '../domain/platform.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

/** As the tenant's own database has it; all but two signs of the tax number stay there. */
export interface CompanyShown {
  readonly name: string;
  readonly legalName: string | null;
  readonly taxNumber: string | null;
  readonly taxOffice: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly countryCode: string;
}

export interface TenantSettings {
  /** Null: as the platform has it. */
  readonly timeZone: string | null;
  readonly language: string | null;
  readonly currency: string | null;
  readonly updatedAt: string | null;
  readonly updatedBy: string | null;
  readonly platform: { readonly timeZone: string; readonly language: Language; readonly currency: string };
  readonly limits: ReadonlyArray<EffectiveLimit>;
  /** Also those whose last day is over. */
  readonly overrides: ReadonlyArray<LimitOverride>;
  /** The version that this tenant bought, and the one that is sold now; null without a subscription. */
  readonly package: { readonly name: string; readonly version: number; readonly sold: number } | null;
  /** Null where its database can't be read. */
  readonly company: CompanyShown | null;
  /** A day in the seller's time zone. */
  readonly today: string;
}

const one = z.strictObject({ tenantId: field.tenantId });
const limitKey = z.enum(limitKeys);

export const tenantSettingsCalls = {
  'tenantSettings.get': call<TenantSettings>()({ input: one, gate: { permission: 'read' } }),
  /** Whole, and written down who looked: of a person in business it is the number of their identity. */
  'tenantSettings.taxNumber': call<{ readonly taxNumber: string | null }>()({
    input: one,
    gate: { permission: 'read' },
  }),
  'tenantSettings.save': call<null>()({
    input: z.strictObject({
      tenantId: field.tenantId,
      timeZone: z.string().max(64).nullable(),
      language: z.enum(languages).nullable(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .nullable(),
    }),
    gate: { permission: 'tenants.manage' },
    changes: true,
  }),
  'tenantSettings.setOverride': call<null>()({
    input: z.strictObject({
      tenantId: field.tenantId,
      key: limitKey,
      /** Null: no limit. */
      value: z.number().int().min(1).max(1_000_000_000).nullable(),
      /** The last day; null: until it is taken back. */
      until: field.day.nullable(),
      reason: field.reason,
    }),
    gate: { permission: 'tenants.manage' },
    changes: true,
  }),
  'tenantSettings.clearOverride': call<null>()({
    input: z.strictObject({ tenantId: field.tenantId, key: limitKey, reason: field.reason }),
    gate: { permission: 'tenants.manage' },
    changes: true,
  }),
} as const;
