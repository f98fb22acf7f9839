import type { Lease, TenantStorage } from '../../../main/layouts/layout.ts';
import type { StorageBuilder, StorageNames, StorageState } from '../../../main/layouts/roles/provisioning.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { databaseNameProblem, sameDatabaseName } from '../../../shared/domain/names.ts';
import type { Evidence } from '../../../shared/domain/operations.ts';
import { AppError } from '../../../shared/errors.ts';
import { closeRole, openRole, roleOfTenant } from './seal.ts';
import type { MemoryDatabase, MemoryWorld } from './world.ts';

export function newDatabase(name: string): MemoryDatabase {
  return {
    ...{ name, stamp: undefined, foreignTables: 0, invalid: false, allowsConnections: true, publicMayConnect: true },
    ...{
      prepared: [],
      sessions: 0,
      migrations: [],
      seeded: false,
      users: [],
      mark: null,
      mayConnect: new Set(),
      referredSchemas: new Set(),
    },
  };
}

export function memoryState(
  world: MemoryWorld,
  { database, tenantId }: Pick<StorageNames, 'database' | 'tenantId'>,
): StorageState {
  const found = world.databases.get(database);
  if (found === undefined) return { kind: world.creating.has(database) ? 'creating' : 'absent' };
  if (found.invalid) return { kind: 'invalid' };
  if (found.stamp?.tenantId === tenantId) return { kind: 'ours' };
  if (found.stamp !== undefined) return { kind: 'foreign', owner: found.stamp.tenantId };
  return found.foreignTables === 0 ? { kind: 'empty_unstamped' } : { kind: 'foreign', owner: null };
}

/** The database, if it is this tenant's and no later fence has been there. Raises its fence. */
export function fencedDatabase(
  world: MemoryWorld,
  { database, tenantId }: Pick<StorageNames, 'database' | 'tenantId'>,
  fence: bigint,
): MemoryDatabase {
  const found = world.databases.get(database);
  if (found === undefined) throw new AppError('not_found', 'server.no_database', { params: { database } });
  if (found.stamp === undefined) throw new AppError('conflict', 'tenant.stamp_missing', { params: { database } });
  if (found.stamp.tenantId !== tenantId)
    throw new AppError('conflict', 'tenant.foreign_stamp', { params: { database } });
  if (found.stamp.fence > fence) throw new AppError('lost', 'operation.lost');
  found.stamp.fence = fence;
  return found;
}

const identities = new WeakMap<MemoryDatabase, string>();

function identityOf(database: MemoryDatabase): string {
  const identity = identities.get(database) ?? crypto.randomUUID();
  identities.set(database, identity);
  return identity;
}

const foreign = (database: string): AppError =>
  new AppError('conflict', 'tenant.foreign_stamp', { params: { database } });
const inFlight = (database: string): AppError =>
  new AppError('busy', 'operation.creation_in_flight', { params: { database }, retry: true });

interface Builder {
  readonly world: MemoryWorld;
  readonly settings: ProfileSettings;
  readonly lease: Lease;
  /** Throws `operation.lost` unless the lease still holds. */
  assertFence(): void;
}

export function memoryBuilder({ world, settings, lease, assertFence }: Builder): StorageBuilder {
  const check = ({ database, role }: StorageNames): void => {
    for (const name of [database, role]) {
      const problem = databaseNameProblem(name, settings.database);
      if (problem !== undefined) throw new AppError('invalid_input', problem, { params: { name: name.slice(0, 63) } });
    }
  };
  const ownRole = ({ role, tenantId }: StorageNames) => {
    const found = world.roles.get(role);
    return found?.tenantId === tenantId ? found : undefined;
  };
  const isProvisioning = ({ tenantId }: StorageNames): boolean =>
    (world.tenants.get(tenantId)?.lifecycle ?? 'provisioning') === 'provisioning';
  const evidence = (names: StorageNames): Evidence | undefined => {
    const database = world.databases.get(names.database);
    const role = ownRole(names);
    const ready =
      memoryState(world, names).kind === 'ours' &&
      database?.publicMayConnect === false &&
      database.mayConnect.has(names.role) &&
      role !== undefined &&
      (role.canLogin || !isProvisioning(names));
    return ready
      ? {
          database: names.database,
          stamped: true,
          role: names.role,
          publicMayConnect: false,
          publicSchemaClosed: true,
        }
      : undefined;
  };
  const stamp = (database: MemoryDatabase, { tenantId }: StorageNames): void => {
    database.stamp = { tenantId, operationId: lease.operationId, fence: BigInt(lease.fence) };
  };
  const refuseClaimed = ({ database, tenantId }: StorageNames): void => {
    const other = [...world.tenants.values()].some(
      (tenant) => tenant.id !== tenantId && tenant.database !== null && sameDatabaseName(tenant.database, database),
    );
    if (other) throw foreign(database);
    if (!['provisioning', 'deleting'].includes(world.tenants.get(tenantId)?.lifecycle ?? 'provisioning'))
      throw new AppError('conflict', 'tenant.wrong_state', { params: { from: 'active', to: 'deleted' } });
  };

  return {
    async state(names) {
      check(names);
      return memoryState(world, names);
    },
    async identityOf(names) {
      check(names);
      const here = world.databases.get(names.database);
      return here === undefined ? undefined : identityOf(here);
    },
    nameOf: async (identity) => [...world.databases.values()].find((one) => identityOf(one) === identity)?.name,
    async roleExists(names) {
      check(names);
      return ownRole(names) !== undefined;
    },
    async create(names, passwordVerifier, signal) {
      check(names);
      signal.throwIfAborted();
      assertFence();
      const { database, role, tenantId } = names;
      const { kind } = memoryState(world, names);
      if (kind === 'creating') throw inFlight(database);
      if (kind === 'invalid') throw new AppError('conflict', 'tenant.database_invalid', { params: { database } });
      const reserved = world.tenants.get(tenantId)?.database === database;
      if (kind === 'foreign' || (kind !== 'ours' && !reserved)) throw foreign(database);
      const here = world.databases.get(database) ?? newDatabase(database);
      if (kind !== 'ours') stamp(here, names);
      world.databases.set(database, here);
      const found = world.roles.get(role);
      if (found !== undefined && found.tenantId !== tenantId)
        throw new AppError('conflict', 'tenant.foreign_role', { params: { role } });
      const canLogin = world.seals.get(tenantId)?.open !== false;
      if (found === undefined) world.roles.set(role, { name: role, tenantId, verifier: passwordVerifier, canLogin });
      // Once its tenant works, a role keeps its password, and stays closed where it was closed.
      else if (isProvisioning(names)) Object.assign(found, { verifier: passwordVerifier, canLogin: true });
      fencedDatabase(world, names, BigInt(lease.fence)).publicMayConnect = false;
      here.mayConnect.add(role);
      return evidence(names) ?? {};
    },
    async isReady(names) {
      check(names);
      return evidence(names);
    },
    async blockers(names) {
      check(names);
      return world.databases.get(names.database)?.prepared ?? [];
    },
    async drop(names, signal) {
      check(names);
      signal.throwIfAborted();
      const { database } = names;
      const { kind } = memoryState(world, names);
      if (kind === 'absent') return { database, databaseDropped: false };
      if (kind === 'creating') throw inFlight(database);
      if (kind === 'foreign') throw foreign(database);
      assertFence();
      refuseClaimed(names);
      const here = world.databases.get(database);
      if (kind === 'ours') fencedDatabase(world, names, BigInt(lease.fence));
      if (here !== undefined && here.prepared.length > 0)
        throw new AppError('busy', 'operation.prepared_transactions', {
          params: { database, names: here.prepared.join(', '), count: here.prepared.length },
        });
      world.databases.delete(database);
      return { database, databaseDropped: true, sessionsEnded: here?.sessions ?? 0 };
    },
    async dropRole(names) {
      check(names);
      assertFence();
      const roleDropped = ownRole(names) !== undefined && world.roles.delete(names.role);
      return { role: names.role, roleDropped };
    },
  };
}

export function memoryStorage(world: MemoryWorld, settings: ProfileSettings, server: string): TenantStorage {
  const roleOf = (id: TenantId) => roleOfTenant(world, id);

  return {
    async inspect({ id, database }) {
      const here = world.databases.get(database);
      const role = roleOf(id);
      const mine = here?.stamp?.tenantId === id;
      const stampState =
        here === undefined ? 'unreadable' : here.stamp === undefined ? 'missing' : mine ? 'ours' : 'foreign';
      return {
        ...{ name: database, host: settings.host, server, exists: here !== undefined },
        invalid: here?.invalid ?? false,
        allowsConnections: here?.allowsConnections ?? false,
        latencyMs: here === undefined ? null : 0,
        bytes: here === undefined ? null : 8_000_000,
        schemas: here !== undefined && here.migrations.length > 0 ? [{ name: 'tenant', bytes: 0, tables: 5 }] : [],
        role:
          role === undefined ? null : { name: role.name, exists: true, canLogin: role.canLogin, isSuperuser: false },
        passwordKept: false,
        publicCanConnect: here?.publicMayConnect ?? null,
        sessions: [],
        connectionLimit: here?.invalid === true ? -2 : -1,
        stamp: {
          state: stampState,
          tenantId: here?.stamp?.tenantId ?? null,
          operationId: here?.stamp?.operationId ?? null,
        },
        migrations: (here?.migrations ?? []).map(({ module, version, name, appliedAt }) => ({
          module,
          version,
          name,
          appliedAt,
        })),
      };
    },
    seal: async (tenant) => closeRole(world, tenant),
    unseal: async (tenant) => openRole(world, tenant),
  };
}
