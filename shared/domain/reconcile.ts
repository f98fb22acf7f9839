import type { CopyPurpose } from './copies.ts';
import type { CopyId, OperationId, RegistrationId, TenantId } from './ids.ts';
import type { Lifecycle } from './lifecycle.ts';
import { roleNameFor } from './names.ts';
import { type ObservationIndex as Index, indexed } from './observation-index.ts';

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

type ObservedCopy = Observation['copies'][number];
type Part = Pick<Finding, 'kind' | 'subject'> & Partial<Finding>;

const found = (part: Part): Finding => ({
  ...{ id: `${part.kind}:${part.subject}`, tenantId: null, registrationId: null, copyId: null },
  ...{ evidence: {}, removable: null },
  ...part,
});

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What nobody recorded the beginning of has lasted too long already. */
const lastedMs = (since: string | null, now: Date): number =>
  since === null ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(since);

const evidenceOf = ({ bytes, inside, invalid }: SeenDatabase): Finding['evidence'] => ({
  inside: inside.state,
  ...(inside.state === 'stamped' ? { stampedFor: inside.tenantId } : {}),
  ...(bytes === null ? {} : { bytes }),
  ...(invalid ? { invalid } : {}),
});

/** Whether what carries this tenant's stamp or mark, and is not the database of its row, may go. */
const isNobodys = (index: Index, tenantId: string): boolean =>
  index.livingTenant(tenantId) === undefined || index.isHoused(tenantId);

function halfDropped(index: Index, database: SeenDatabase): Finding {
  const { name, droppingFor, invalid } = database;
  const tenant = index.tenantNaming(name);
  const copy = index.copyNaming(name);
  const free = tenant === undefined && (invalid || (droppingFor !== null && isNobodys(index, droppingFor)));
  return found({
    ...{ kind: 'half_dropped_database', subject: name, tenantId: tenant?.id ?? null, copyId: copy?.id ?? null },
    evidence: { ...evidenceOf(database), ...(droppingFor === null ? {} : { droppingFor }) },
    removable: copy !== undefined ? 'copy' : free ? 'database' : null,
  });
}

/** A database that a tenant's row names. One without any stamp is how the platform made them before the console did. */
function ofTenant(tenant: SeenTenant, database: SeenDatabase): ReadonlyArray<Finding> {
  const { name, inside } = database;
  const about = { subject: name, tenantId: tenant.id, evidence: evidenceOf(database) };
  if (inside.state === 'stamped' && inside.tenantId !== tenant.id) return [found({ kind: 'foreign_stamp', ...about })];
  if (inside.state === 'empty' && tenant.lifecycle !== 'provisioning')
    return [found({ kind: 'unstamped_database', ...about })];
  return [];
}

function withoutTenant(index: Index, database: SeenDatabase): Finding {
  const { name, inside, copyId } = database;
  const deleted = index.deletedNaming(name);
  const evidence = { ...evidenceOf(database), ...(deleted === undefined ? {} : { tenantDeleted: true }) };
  const about = { subject: name, tenantId: deleted?.id ?? null, evidence };
  if (copyId !== null)
    return found({
      kind: 'database_without_tenant',
      ...about,
      evidence: { ...evidence, copyId },
      removable: 'database',
    });
  if (inside.state === 'unstamped') return found({ kind: 'unstamped_database', ...about });
  if (inside.state === 'empty') return found({ kind: 'database_without_tenant', ...about, removable: 'database' });
  if (inside.state !== 'stamped') return found({ kind: 'database_without_tenant', ...about });
  if (isNobodys(index, inside.tenantId))
    return found({ kind: 'database_without_tenant', ...about, removable: 'database' });
  // Its tenant lives, and has its data perhaps nowhere else.
  return found({ kind: 'foreign_stamp', ...about, tenantId: index.livingTenant(inside.tenantId)?.id ?? null });
}

function aboutDatabase(index: Index, database: SeenDatabase): ReadonlyArray<Finding> {
  const { name, creating, inside, droppingFor, copyId, invalid } = database;
  const owner = inside.state === 'stamped' ? inside.tenantId : droppingFor;
  if (creating || index.isBusyName(name) || index.isBusy(owner)) return [];
  const tenant = index.tenantNaming(name);
  if (tenant !== undefined && index.isBusy(tenant.id)) return [];
  if (invalid || droppingFor !== null) return [halfDropped(index, database)];
  if (tenant !== undefined) return ofTenant(tenant, database);
  if (index.copyNaming(name) !== undefined || (copyId !== null && index.copy(copyId) !== undefined)) return [];
  return [withoutTenant(index, database)];
}

function aboutCopy(index: Index, copy: ObservedCopy, now: Date): ReadonlyArray<Finding> {
  const { id, tenantId, database, purpose, madeAt } = copy;
  if (index.isBusyName(database) || index.isBusy(tenantId)) return [];
  const there = index.database(database);
  const about = { subject: database, tenantId, copyId: id, removable: 'copy' as const };
  const evidence = { purpose, madeAt };
  if (there === undefined) return [found({ kind: 'copy_without_database', ...about, evidence })];
  if (there.creating || there.invalid || there.droppingFor !== null) return [];
  const normalMs = purpose === 'scratch' ? normalMinutes.provisioning * minuteMs : normalMinutes.copyDays * dayMs;
  if (index.livingTenant(tenantId) !== undefined && lastedMs(madeAt, now) <= normalMs) return [];
  return [found({ kind: 'forgotten_copy', ...about, evidence: { ...evidence, ...evidenceOf(there) } })];
}

const sinceIn = (since: string | null): Finding['evidence'] => (since === null ? {} : { since });

function aboutTenant(index: Index, tenant: SeenTenant, now: Date): ReadonlyArray<Finding> {
  const { id, code, lifecycle, database, since } = tenant;
  const registration = index.registrationOf(id);
  if (index.isBusy(id) || index.isBusy(registration?.id ?? null)) return [];
  if (database !== null && index.isBusyName(database)) return [];
  const about = { subject: code, tenantId: id, evidence: { lifecycle, ...sinceIn(since) } };
  if (lifecycle === 'deleted') return [];
  if (lifecycle === 'deleting')
    return lastedMs(since, now) > normalMinutes.deleting * minuteMs
      ? [found({ kind: 'stuck_deleting', ...about })]
      : [];
  if (lifecycle === 'provisioning')
    return lastedMs(since, now) > normalMinutes.provisioning * minuteMs
      ? [found({ kind: 'stuck_provisioning', ...about, registrationId: registration?.id ?? null })]
      : [];
  if (database !== null && index.database(database) !== undefined) return [];
  const named = { ...about.evidence, ...(database === null ? {} : { database }) };
  return [found({ kind: 'tenant_without_database', ...about, evidence: named })];
}

/** Those whose tenant is stuck as well are told once, with the tenant. */
function aboutRegistration(
  index: Index,
  { id, name, tenantId, since }: Observation['registrations'][number],
  now: Date,
): ReadonlyArray<Finding> {
  if (index.isBusy(id) || index.isBusy(tenantId)) return [];
  if (tenantId !== null && index.livingTenant(tenantId)?.lifecycle === 'provisioning') return [];
  if (lastedMs(since, now) <= normalMinutes.provisioning * minuteMs) return [];
  const evidence = sinceIn(since);
  const part = { kind: 'stuck_provisioning', subject: name, registrationId: id, tenantId, evidence } as const;
  return [found({ ...part, id: `stuck_provisioning:${id}` })];
}

function aboutRole(
  index: Index,
  { databases }: Observation,
  { name, tenantId }: Observation['roles'][number],
): ReadonlyArray<Finding> {
  if (index.isBusyName(name) || index.isBusy(tenantId) || index.livingTenant(tenantId) !== undefined) return [];
  const serves = (database: SeenDatabase): boolean =>
    roleNameFor(database.name) === name ||
    (database.inside.state === 'stamped' && database.inside.tenantId === tenantId && database.copyId === null);
  if (databases.some(serves)) return [];
  return [
    found({ kind: 'role_without_database', subject: name, evidence: { markedFor: tenantId }, removable: 'role' }),
  ];
}

/** Everything of one observation that waits for a person; nothing that an operation works on or still has to end. */
export function reconcile(observation: Observation, now: Date): ReadonlyArray<Finding> {
  const index = indexed(observation);
  const { databases, copies, tenants, registrations, roles } = observation;
  return [
    ...databases.flatMap((database) => aboutDatabase(index, database)),
    ...copies.flatMap((copy) => aboutCopy(index, copy, now)),
    ...tenants.flatMap((tenant) => aboutTenant(index, tenant, now)),
    ...registrations.flatMap((registration) => aboutRegistration(index, registration, now)),
    ...roles.flatMap((role) => aboutRole(index, observation, role)),
  ];
}
