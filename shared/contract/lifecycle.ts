import { z } from 'zod';
import type { Certificate, DeletionObstacle } from '../domain/deletion.ts';
import type { OperationId, TenantId } from '../domain/ids.ts';
import type { Lifecycle } from '../domain/lifecycle.ts';
import type { ErrorKey } from '../error-keys.ts';
import type { AppErrorData } from '../errors.ts';
import type { ArchiveRow } from './archives.ts';
import { call } from './call.ts';
import * as field from './fields.ts';
import type { SealReceipt } from './tenants.ts';

export interface LifecycleEvent {
  readonly at: string;
  readonly by: string;
  readonly from: Lifecycle;
  readonly to: Lifecycle;
  readonly reason: string;
}

export interface Redirect {
  readonly domain: string;
  readonly to: string;
  readonly since: string;
}

/** Where a tenant stands in its life, and how it came there. */
export interface LifecycleInfo {
  readonly lifecycle: Lifecycle;
  /** The day from which deleting may begin. */
  readonly deleteAfter: string | null;
  /** Newest first. */
  readonly events: ReadonlyArray<LifecycleEvent>;
  readonly redirects: ReadonlyArray<Redirect>;
  readonly certificate: Certificate | null;
}

/** Everything that an operator sees before a tenant is deleted. */
export interface DeletionPlan {
  readonly obstacles: ReadonlyArray<DeletionObstacle>;
  readonly deleteAfter: string | null;
  /** This server is not the one that the profile knows: nothing is begun. */
  readonly problem: AppErrorData | null;
  readonly server: { readonly label: string; readonly host: string; readonly systemIdentifier: string };
  readonly removes: {
    readonly database: { readonly name: string; readonly bytes: number | null; readonly sessions: number } | null;
    readonly role: string | null;
    readonly copies: ReadonlyArray<string>;
    readonly domains: ReadonlyArray<string>;
    readonly users: number;
  };
  readonly keeps: { readonly invoices: number; readonly subscriptions: number };
  /** What keeps a database from being dropped: prepared transactions, replication slots, subscriptions. */
  readonly blockers: ReadonlyArray<string>;
  /** The newest of each, proved ones first. */
  readonly backup: ArchiveRow | null;
  readonly export: ArchiveRow | null;
}

const one = z.strictObject({ id: field.tenantId });
const withReason = z.strictObject({ id: field.tenantId, reason: field.reason });
const assurance = z.union([
  z.strictObject({ archiveId: field.archiveId }),
  z.strictObject({ waiver: z.string().trim().min(10).max(500) }),
]);

export const lifecycleCalls = {
  'lifecycle.get': call<LifecycleInfo>()({ input: one, gate: { permission: 'read' } }),
  /** Closes it to its people, and in its database; everything is kept. */
  'lifecycle.cancel': call<{ readonly receipt: SealReceipt }>()({
    input: withReason,
    gate: { permission: 'tenants.delete' },
    changes: true,
  }),
  'lifecycle.reactivate': call<{ readonly receipt: SealReceipt }>()({
    input: withReason,
    gate: { permission: 'tenants.delete' },
    changes: true,
  }),
  'lifecycle.schedule': call<{ readonly deleteAfter: string }>()({
    input: z.strictObject({ id: field.tenantId, deleteAfter: field.day, reason: field.reason }),
    gate: { permission: 'tenants.delete' },
    changes: true,
    stepUp: true,
  }),
  'lifecycle.unschedule': call<null>()({
    input: withReason,
    gate: { permission: 'tenants.delete' },
    changes: true,
  }),
  'lifecycle.plan': call<DeletionPlan>()({ input: one, gate: { permission: 'tenants.delete' } }),
  'lifecycle.delete': call<{ readonly operationId: OperationId }>()({
    input: z.strictObject({
      id: field.tenantId,
      typedCode: field.typed,
      reason: field.reason,
      backup: assurance,
      export: assurance,
    }),
    gate: { permission: 'tenants.delete' },
    changes: true,
    stepUp: true,
  }),
  /** Asks for a file and writes the certificate there. Null when the dialog was closed. */
  'lifecycle.saveCertificate': call<{ readonly file: string } | null>()({
    input: z.strictObject({ id: field.tenantId, format: z.enum(['json', 'pdf']), language: z.enum(['en', 'tr']) }),
    gate: { permission: 'read' },
  }),
  'lifecycle.rename': call<null>()({
    input: z.strictObject({ id: field.tenantId, name: z.string().trim().min(1).max(200) }),
    gate: { permission: 'tenants.manage' },
    changes: true,
  }),
  'lifecycle.checkCode': call<{
    readonly code: string;
    readonly domain: string;
    readonly problem: ErrorKey | null;
    /** Stays as it is. */
    readonly database: string | null;
  }>()({
    input: z.strictObject({ id: field.tenantId, code: z.string().max(100) }),
    gate: { permission: 'tenants.manage' },
  }),
  /** A new code and primary domain; the database keeps its name, the old domain becomes a redirect. */
  'lifecycle.recode': call<{ readonly operationId: OperationId }>()({
    input: z.strictObject({ id: field.tenantId, code: z.string().trim().max(60), reason: field.reason }),
    gate: { permission: 'tenants.manage' },
    changes: true,
  }),
  'lifecycle.removeRedirect': call<null>()({
    input: z.strictObject({ id: field.tenantId, domain: z.string().max(253) }),
    gate: { permission: 'tenants.manage' },
    changes: true,
  }),
} as const;

export interface DeletedTenant {
  readonly id: TenantId;
  readonly code: string;
  readonly name: string;
  readonly deletedAt: string;
}
