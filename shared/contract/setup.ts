import { z } from 'zod';
import type { OperationId, PackageId } from '../domain/ids.ts';
import type { ModuleDefinition } from '../domain/modules.ts';
import type { Package } from '../domain/packages.ts';
import type { BillingPeriod } from '../domain/subscriptions.ts';
import { plainTaxNumber, taxNumberProblem } from '../domain/tax-numbers.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

const text = (longest: number) => z.string().trim().max(longest);
/** What is empty is not known. */
const optional = (longest: number) =>
  text(longest)
    .nullable()
    .transform((value) => (value === '' ? null : value));

/** As the tenant's own database keeps its company. */
export const companyDetails = z
  .strictObject({
    name: text(200).min(1, { error: 'field.required' }),
    legalName: optional(300),
    taxNumber: optional(16).transform((value) => (value === null ? null : plainTaxNumber(value))),
    taxOffice: optional(100),
    email: optional(254),
    phone: optional(40),
    address: optional(500),
    district: optional(100),
    city: optional(100),
    postalCode: optional(20),
    countryCode: z.string().regex(/^[A-Z]{2}$/),
  })
  .check(({ value, issues }) => {
    const problem =
      value.taxNumber === null || value.countryCode !== 'TR' ? undefined : taxNumberProblem(value.taxNumber);
    if (problem !== undefined)
      issues.push({ code: 'custom', message: problem, path: ['taxNumber'], input: value.taxNumber });
    if (value.email !== null && !field.email.safeParse(value.email).success)
      issues.push({ code: 'custom', message: 'field.email', path: ['email'], input: value.email });
  });
export type CompanyForm = z.output<typeof companyDetails>;

export const setupSchema = z.strictObject({
  tenantId: field.tenantId,
  company: companyDetails,
  packageId: field.packageId,
  period: z.enum(['monthly', 'yearly']),
  modules: z.array(field.moduleCode).max(50),
});
export type SetupForm = z.input<typeof setupSchema>;

/** What a setup can choose from, and what the registration asked for. */
export interface SetupOptions {
  /** Null where the tenant's database could not be read. */
  readonly company: CompanyForm | null;
  /** Those that are sold now. */
  readonly packages: ReadonlyArray<Package>;
  readonly modules: ReadonlyArray<ModuleDefinition>;
  readonly wished: { readonly packageId: PackageId | null; readonly period: BillingPeriod | null };
  readonly trialDays: number;
  /** The last day of a trial that begins today. */
  readonly trialEndsOn: string;
}

export const setupCalls = {
  'setup.options': call<SetupOptions>()({
    input: z.strictObject({ tenantId: field.tenantId }),
    gate: { permission: 'read' },
  }),
  'setup.start': call<{ readonly operationId: OperationId }>()({
    input: setupSchema,
    gate: { permission: 'tenants.manage' },
    changes: true,
  }),
} as const;
