import type { CopyPurpose } from './copies.ts';
import type { CopyId, OperationId, RegistrationId, TenantId } from './ids.ts';
import type { Lifecycle } from './lifecycle.ts';

/** What a look into a database said of whose it is. `closed`: nobody may look. */
export type SeenInside =
  | { readonly state: 'stamped'; readonly tenantId: string }
  | { readonly state: 'empty' | 'unstamped' | 'closed' | 'not_looked' };

export interface SeenDatabase {
  readonly name: string;
  /** Dropped half-way. */
  readonly invalid: boolean;
  readonly bytes: number | null;
  /** A CREATE DATABASE of this name still runs. */
  readonly creating: boolean;
  /** From the mark that the console leaves on it: whose it is while it is being dropped, or which copy it is. */
  readonly droppingFor: string | null;
  readonly copyId: string | null;
  readonly inside: SeenInside;
}

export interface SeenTenant {
  readonly id: TenantId;
  readonly code: string;
  readonly name: string;
  readonly lifecycle: Lifecycle;
  readonly database: string | null;
  /** Since when its row says so, where that is known. */
  readonly since: string | null;
}

/** Everything that was seen at one moment. Only what may be a tenant's: by the name pattern, a stamp or a mark of ours. */
export interface Observation {
  readonly at: string;
  readonly databases: ReadonlyArray<SeenDatabase>;
  /** Login roles that carry the console's mark. */
  readonly roles: ReadonlyArray<{ readonly name: string; readonly tenantId: string }>;
  readonly tenants: ReadonlyArray<SeenTenant>;
  readonly registrations: ReadonlyArray<{
    readonly id: RegistrationId;
    readonly name: string;
    readonly tenantId: TenantId | null;
    readonly since: string | null;
  }>;
  readonly copies: ReadonlyArray<{
    readonly id: CopyId;
    readonly tenantId: TenantId;
    readonly purpose: CopyPurpose;
    readonly database: string;
    readonly madeAt: string;
  }>;
  /** Operations that have not ended, with the databases and tenants that they name. */
  readonly operations: ReadonlyArray<{
    readonly id: OperationId;
    readonly databases: ReadonlyArray<string>;
    readonly tenantId: string | null;
    readonly registrationId: string | null;
  }>;
}

export const findingKinds = [
  'database_without_tenant',
  'tenant_without_database',
  'foreign_stamp',
  'half_dropped_database',
  'unstamped_database',
  'role_without_database',
  'copy_without_database',
  'forgotten_copy',
  'stuck_provisioning',
  'stuck_deleting',
] as const;
export type FindingKind = (typeof findingKinds)[number];

export interface Finding {
  /** The same for the same thing in every look. */
  readonly id: string;
  readonly kind: FindingKind;
  /** The database, role or tenant that it is about. */
  readonly subject: string;
  readonly tenantId: TenantId | null;
  readonly registrationId: RegistrationId | null;
  readonly copyId: CopyId | null;
  readonly evidence: Readonly<Record<string, string | number | boolean>>;
  /** What the report allows to be offered once it was seen a second time; nothing else is ever removed from here. */
  readonly removable: 'database' | 'role' | 'copy' | null;
}

/** How long a state that should pass may last before a person should look, in minutes. */
export const normalMinutes = { provisioning: 15, deleting: 60, copyDays: 7 } as const;

/** Between the first look and the one that lets a removal be offered, in seconds. */
export const secondLookAfterSeconds = 60;
