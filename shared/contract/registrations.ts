import { z } from 'zod';
import type { OperationId, RegistrationId, TenantId } from '../domain/ids.ts';
import { type RegistrationState, registrationStates } from '../domain/lifecycle.ts';
import type { OperationView } from '../domain/operations.ts';
import type { ErrorKey } from '../error-keys.ts';
import type { AppErrorData } from '../errors.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

export interface RegistrationRow {
  readonly id: RegistrationId;
  readonly companyName: string;
  readonly companyCode: string;
  readonly email: string;
  readonly phone: string | null;
  readonly packageName: string | null;
  readonly billingPeriod: 'monthly' | 'yearly' | null;
  readonly state: RegistrationState;
  readonly emailVerified: boolean;
  readonly codeExpiresAt: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly failure: AppErrorData | null;
  /** Plain text that another program wrote as the reason, where it was not us. */
  readonly failureText: string | null;
  readonly tenantId: TenantId | null;
  /** The newest operation on it. */
  readonly operation: OperationView | null;
}

export const registrationTabs = ['all', 'open', 'failed', 'waiting', 'provisioning', 'completed', 'rejected'] as const;
export type RegistrationTab = (typeof registrationTabs)[number];

/** The tabs' states; `waiting` is for the company's own e-mail check, `open` is all that has not ended. */
export const tabStates: Readonly<Record<RegistrationTab, ReadonlyArray<RegistrationState>>> = {
  all: registrationStates,
  open: ['pending_verification', 'verified', 'provisioning', 'failed'],
  failed: ['failed'],
  waiting: ['pending_verification'],
  provisioning: ['provisioning'],
  completed: ['completed'],
  rejected: ['rejected', 'expired'],
};

const filter = z.strictObject({
  tab: z.enum(registrationTabs),
  search: field.searchText,
  packageId: z.string().max(64).nullable(),
  receivedWithinDays: z.number().int().min(1).max(3650).nullable(),
});
export type RegistrationFilter = z.output<typeof filter>;

export interface RegistrationPage {
  readonly rows: ReadonlyArray<RegistrationRow>;
  readonly total: number;
}

/** What a clean-up would remove, and what it would leave, as it is now on the server. */
export interface CleanUpPreview {
  readonly removes: {
    readonly subscriptions: number;
    readonly owner: string | null;
    readonly tenant: string | null;
    readonly domains: ReadonlyArray<string>;
    readonly database: { readonly name: string; readonly bytes: number | null; readonly sessions: number } | null;
    readonly role: string | null;
  };
  /** Set: nothing will be removed, for this reason. */
  readonly refusal: AppErrorData | null;
}

const owner = z.strictObject({
  companyName: z.string().trim().min(1).max(200),
  companyCode: z.string().trim().max(60),
  email: field.email,
  phone: z.string().trim().max(40).nullable(),
  packageId: z.string().max(64).nullable(),
  billingPeriod: z.enum(['monthly', 'yearly']).nullable(),
});
export type NewRegistration = z.output<typeof owner>;

export type NameChecks = Readonly<
  Record<
    'companyName' | 'companyCode' | 'email' | 'domain' | 'database',
    { readonly value: string; readonly problem: ErrorKey | null }
  >
>;

const one = z.strictObject({ id: field.registrationId });

export const registrationCalls = {
  'registrations.list': call<RegistrationPage>()({
    input: z.strictObject({
      filter,
      offset: z.number().int().min(0).max(100_000),
      limit: z.number().int().min(1).max(100),
    }),
    gate: { permission: 'read' },
  }),
  'registrations.counts': call<Readonly<Record<RegistrationTab, number>>>()({
    input: field.nothing,
    gate: { permission: 'read' },
  }),
  'registrations.get': call<RegistrationRow>()({ input: one, gate: { permission: 'read' } }),
  /** Checks while typing; changes nothing. */
  'registrations.checkNames': call<NameChecks>()({
    input: z.strictObject({
      companyName: z.string().max(400),
      companyCode: z.string().max(100),
      email: z.string().max(400),
    }),
    gate: { permission: 'registrations.create' },
  }),
  'registrations.create': call<{ readonly id: RegistrationId; readonly mail: AppErrorData | null }>()({
    input: owner,
    gate: { permission: 'registrations.create' },
    changes: true,
  }),
  'registrations.resendCode': call<{ readonly sentTo: string; readonly expiresAt: string }>()({
    input: one,
    gate: { permission: 'registrations.verify' },
    changes: true,
  }),
  /** The welcome mail that a provisioning could not send, under its own Message-ID. */
  'registrations.resendWelcome': call<{ readonly sentTo: string }>()({
    input: one,
    gate: { permission: 'registrations.verify' },
    changes: true,
  }),
  'registrations.confirm': call<null>()({
    input: z.strictObject({ id: field.registrationId, reason: field.reason }),
    gate: { permission: 'registrations.verify' },
    changes: true,
  }),
  'registrations.reject': call<null>()({
    input: z.strictObject({ id: field.registrationId, reason: field.reason }),
    gate: { permission: 'registrations.reject' },
    changes: true,
  }),
  'registrations.provision': call<{ readonly operationId: OperationId }>()({
    input: one,
    gate: { permission: 'registrations.provision' },
    changes: true,
  }),
  /** Goes on from the first unfinished step of the operation that failed or was interrupted. */
  'registrations.retry': call<{ readonly operationId: OperationId }>()({
    input: one,
    gate: { permission: 'registrations.retry' },
    changes: true,
  }),
  'registrations.previewCleanUp': call<CleanUpPreview>()({
    input: one,
    gate: { permission: 'registrations.clean_up' },
  }),
  'registrations.cleanUp': call<{ readonly operationId: OperationId }>()({
    input: z.strictObject({ id: field.registrationId, typedCode: z.string().max(100), reason: field.reason }),
    gate: { permission: 'registrations.clean_up' },
    changes: true,
    stepUp: true,
  }),
} as const;
