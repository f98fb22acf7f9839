import type { Lease } from '../../../main/layouts/layout.ts';
import { matchesPattern } from '../../../main/layouts/postgres-per-tenant/name-pattern.ts';
import type { OrphanRemover, OrphanState } from '../../../main/layouts/roles/reconcile.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { roleNameFor, sameDatabaseName } from '../../../shared/domain/names.ts';
import { isLiveState, waitsForPerson } from '../../../shared/domain/operations.ts';
import { AppError } from '../../../shared/errors.ts';
import { assertNotBlocked } from './copies.ts';
import type { MemoryTenant, MemoryWorld } from './world.ts';

interface Parts {
  readonly world: MemoryWorld;
  readonly settings: ProfileSettings;
  readonly lease: Lease;
  assertFence(): void;
}

const inUse = (by: string): OrphanState => ({ kind: 'in_use', by });

const living = (world: MemoryWorld, id: string): MemoryTenant | undefined => {
  const tenant = world.tenants.get(id as TenantId);
  return tenant?.lifecycle === 'deleted' ? undefined : tenant;
};

/** An operation that has not ended and that names it, as one of its parameters. */
function namedByOperation({ world, lease }: Parts, name: string): string | undefined {
  const wanted = `"${name.toLowerCase()}"`;
  const found = [...world.operations.values()].find(
    ({ record, request }) =>
      record.id !== lease.operationId &&
      (isLiveState(record.state) || waitsForPerson(record.state)) &&
      JSON.stringify(request.params).toLowerCase().includes(wanted),
  );
  return found?.record.subject.label;
}

function claimOnDatabase(parts: Parts, name: string): string | undefined {
  const { world } = parts;
  const tenant = [...world.tenants.values()].find(
    ({ database, lifecycle }) => database !== null && lifecycle !== 'deleted' && sameDatabaseName(database, name),
  );
  const mark = world.databases.get(name)?.mark;
  const copy = [...world.copies.values()].find(
    (one) =>
      !one.dropped &&
      (sameDatabaseName(one.database, name) ||
        (mark !== undefined && mark !== null && 'copy' in mark && mark.copy === one.id)),
  );
  return tenant?.code ?? copy?.database ?? namedByOperation(parts, name);
}

function databaseState(parts: Parts, name: string): OrphanState {
  const { world, settings } = parts;
  if (!matchesPattern(settings.databasePattern, name)) return inUse(name);
  if (world.creating.has(name)) return inUse('CREATE DATABASE');
  const here = world.databases.get(name);
  if (here === undefined) return { kind: 'absent' };
  const claim = claimOnDatabase(parts, name);
  if (claim !== undefined) return inUse(claim);
  if (here.invalid) return { kind: 'orphan', evidence: { database: name, invalid: true } };
  if (here.mark !== null && 'copy' in here.mark)
    return { kind: 'orphan', evidence: { database: name, copy: here.mark.copy } };
  const owner = here.mark?.droppingFor ?? here.stamp?.tenantId;
  if (owner === undefined)
    return here.foreignTables === 0 ? { kind: 'orphan', evidence: { database: name, empty: true } } : inUse(name);
  const tenant = living(world, owner);
  const housed = tenant?.database !== null && world.databases.get(tenant?.database ?? '')?.stamp?.tenantId === owner;
  if (tenant !== undefined && !housed) return inUse(tenant.code);
  return { kind: 'orphan', evidence: { database: name, stampedFor: owner } };
}

function roleState(parts: Parts, name: string): OrphanState {
  const { world } = parts;
  const role = world.roles.get(name);
  if (role === undefined) return { kind: 'absent' };
  if (role.tenantId === null) return inUse(name);
  const database = [...world.databases.keys()].find((one) => roleNameFor(one) === name);
  const by = living(world, role.tenantId)?.code ?? database ?? namedByOperation(parts, name);
  return by === undefined ? { kind: 'orphan', evidence: { role: name, markedFor: role.tenantId } } : inUse(by);
}

/** What is nobody's, in this process. */
export function memoryOrphans(parts: Parts): OrphanRemover {
  const { world, assertFence } = parts;
  const assertOrphan = (name: string, state: OrphanState): void => {
    if (state.kind === 'in_use') throw new AppError('conflict', 'finding.changed', { params: { name, by: state.by } });
  };
  return {
    database: async (name) => databaseState(parts, name),
    async dropDatabase(name, signal) {
      signal.throwIfAborted();
      const state = databaseState(parts, name);
      assertOrphan(name, state);
      const here = world.databases.get(name);
      if (here === undefined) return { database: name, databaseDropped: false };
      assertFence();
      assertNotBlocked(here);
      world.databases.delete(name);
      return { database: name, databaseDropped: true, sessionsEnded: here.sessions };
    },
    role: async (name) => roleState(parts, name),
    async dropRole(name) {
      const state = roleState(parts, name);
      assertOrphan(name, state);
      if (state.kind === 'absent') return { role: name, roleDropped: false };
      assertFence();
      return { role: name, roleDropped: world.roles.delete(name) };
    },
  };
}
