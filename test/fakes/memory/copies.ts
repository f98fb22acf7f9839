import type { Lease } from '../../../main/layouts/layout.ts';
import type {
  CopyBuilder,
  CopyCatalog,
  CopyNames,
  CopyState,
  NewCopy,
  Swap,
} from '../../../main/layouts/roles/copies.ts';
import type { CopyRow } from '../../../shared/contract/archives.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import { databaseNameProblem } from '../../../shared/domain/names.ts';
import { AppError } from '../../../shared/errors.ts';
import { fencedDatabase, memoryState, newDatabase } from './storage.ts';
import { isoNow, type MemoryCopy, type MemoryDatabase, type MemoryWorld } from './world.ts';

interface Parts {
  readonly world: MemoryWorld;
  readonly settings: ProfileSettings;
  readonly lease: Lease;
  assertFence(): void;
}

const refusal = (key: 'copy.gone' | 'copy.foreign' | 'copy.not_swappable', { database }: { database: string }) =>
  new AppError('conflict', key, { params: { database } });

export function assertNotBlocked({ name, prepared }: MemoryDatabase): void {
  if (prepared.length > 0)
    throw new AppError('busy', 'operation.prepared_transactions', {
      params: { database: name, names: prepared.join(', '), count: prepared.length },
    });
}

const isMarked = (here: MemoryDatabase, { id }: CopyNames): boolean =>
  here.mark !== null && 'copy' in here.mark && here.mark.copy === id;

function rowOf(world: MemoryWorld, { id, tenantId, database }: CopyNames): MemoryCopy | undefined {
  const row = world.copies.get(id);
  return row?.tenantId === tenantId && row.database === database ? row : undefined;
}

function stateOf(world: MemoryWorld, copy: CopyNames): CopyState {
  const here = world.databases.get(copy.database);
  if (here === undefined) return world.creating.has(copy.database) ? 'creating' : 'absent';
  const marked = isMarked(here, copy);
  const reserved = here.mark === null && rowOf(world, copy)?.dropped === false;
  if (!marked && !reserved) return 'foreign';
  if (here.invalid) return 'invalid';
  if (!marked) return here.foreignTables === 0 && here.stamp === undefined ? 'loading' : 'foreign';
  return here.mark !== null && 'loaded' in here.mark && here.mark.loaded ? 'loaded' : 'loading';
}

/** One name for another, as one statement does it. */
function rename(world: MemoryWorld, here: MemoryDatabase, name: string): void {
  world.databases.delete(here.name);
  here.name = name;
  world.databases.set(name, here);
}

function swap({ world, lease }: Parts, { tenant, copy, rollback }: Swap, reserve: (copy: NewCopy) => void): void {
  const live = world.databases.get(tenant.database);
  const params = { database: tenant.database };
  if (live === undefined) throw new AppError('not_found', 'tenant.no_database', { params });
  if (memoryState(world, tenant).kind !== 'ours') throw new AppError('conflict', 'tenant.foreign_stamp', { params });
  const role = world.roles.get(tenant.role);
  if (role !== undefined && role.tenantId !== tenant.tenantId)
    throw new AppError('conflict', 'tenant.foreign_role', { params: { role: tenant.role } });
  const row = rowOf(world, copy);
  if (row === undefined || row.dropped) throw refusal('copy.gone', copy);
  if (copy.tenantId !== tenant.tenantId) throw refusal('copy.not_swappable', copy);
  const next = world.databases.get(copy.database);
  if (next === undefined) throw refusal('copy.gone', copy);
  if (stateOf(world, copy) === 'foreign') throw refusal('copy.foreign', copy);
  if (stateOf(world, copy) !== 'loaded') throw refusal('copy.not_swappable', copy);
  for (const one of [live, next]) assertNotBlocked(one);
  fencedDatabase(world, tenant, BigInt(lease.fence));
  reserve(rollback);
  row.dropped = true;
  rename(world, live, rollback.database);
  rename(world, next, tenant.database);
  live.mark = { copy: rollback.id, loaded: true };
  live.mayConnect.clear();
  live.sessions = 0;
  next.mark = null;
  next.stamp = { tenantId: tenant.tenantId, operationId: lease.operationId, fence: BigInt(lease.fence) };
}

const isSwapped = (world: MemoryWorld, { tenant, copy, rollback }: Swap): boolean => {
  const kept = rowOf(world, rollback);
  if (rowOf(world, copy)?.dropped !== true || kept === undefined) return false;
  if (world.databases.get(tenant.database)?.mark !== null) return false;
  return kept.dropped || stateOf(world, rollback) === 'loaded';
};

/** Databases beside a tenant's own, in this process. */
export function memoryCopies(parts: Parts): CopyBuilder {
  const { world, settings, lease, assertFence } = parts;
  const check = ({ database }: { readonly database: string }): void => {
    const problem = databaseNameProblem(database, settings.database);
    if (problem !== undefined)
      throw new AppError('invalid_input', problem, { params: { name: database.slice(0, 63) } });
  };
  const refuseDeleted = ({ tenantId }: NewCopy): void => {
    const { lifecycle, code } = world.tenants.get(tenantId) ?? {};
    if (lifecycle === 'deleting' || lifecycle === 'deleted')
      throw new AppError('conflict', 'archive.tombstoned', { params: { code: code ?? '' } });
  };
  const reserve = (copy: NewCopy): void => {
    const known = rowOf(world, copy);
    if (known?.dropped === false) return;
    if (known !== undefined && known.operationId !== lease.operationId) throw refusal('copy.gone', copy);
    world.copies.set(copy.id, {
      ...{ ...copy, madeAt: isoNow(world), operationId: lease.operationId, comparison: null, dropped: false },
    });
  };
  const dropDatabase = (copy: CopyNames): boolean => {
    const here = world.databases.get(copy.database);
    const state = stateOf(world, copy);
    if (state === 'creating')
      throw new AppError('busy', 'operation.creation_in_flight', { params: { database: copy.database }, retry: true });
    if (state === 'foreign') throw refusal('copy.foreign', copy);
    if (here === undefined) return false;
    assertNotBlocked(here);
    return world.databases.delete(copy.database);
  };
  const open = (copy: CopyNames): MemoryCopy => {
    const row = rowOf(world, copy);
    if (row === undefined || row.dropped) throw refusal('copy.gone', copy);
    return row;
  };

  return {
    async reserve(copy) {
      check(copy);
      assertFence();
      refuseDeleted(copy);
      reserve(copy);
    },
    async state(copy) {
      check(copy);
      return stateOf(world, copy);
    },
    async create(copy, signal) {
      check(copy);
      signal.throwIfAborted();
      assertFence();
      if (open(copy).purpose === 'rollback') throw refusal('copy.not_swappable', copy);
      dropDatabase(copy);
      const made = newDatabase(copy.database);
      world.databases.set(copy.database, made);
      Object.assign(made, { publicMayConnect: false, mark: { copy: copy.id, loaded: false } });
      return { database: copy.database, created: true, publicMayConnect: false };
    },
    async markLoaded(copy) {
      check(copy);
      assertFence();
      const here = world.databases.get(copy.database);
      if (here === undefined) throw refusal('copy.gone', copy);
      if (!isMarked(here, copy)) throw refusal('copy.foreign', copy);
      here.mark = { copy: copy.id, loaded: true };
    },
    async keepComparison(copy, result) {
      assertFence();
      open(copy).comparison = { at: isoNow(world), result: structuredClone(result) };
    },
    comparison: async (copy) => structuredClone(world.copies.get(copy.id)?.comparison?.result),
    async drop(copy, signal) {
      check(copy);
      signal.throwIfAborted();
      assertFence();
      const databaseDropped = dropDatabase(copy);
      const row = rowOf(world, copy);
      if (row !== undefined) row.dropped = true;
      return { database: copy.database, databaseDropped };
    },
    isDropped: async (copy) =>
      rowOf(world, copy)?.dropped !== false && ['absent', 'foreign'].includes(stateOf(world, copy)),
    async swap(ask, signal) {
      signal.throwIfAborted();
      const evidence = { database: ask.tenant.database, rollbackDatabase: ask.rollback.database, swapped: true };
      if (isSwapped(world, ask)) return evidence;
      assertFence();
      swap(parts, ask, reserve);
      return evidence;
    },
    isSwapped: async (ask) => isSwapped(world, ask),
    async adopt(copy, names, signal) {
      signal.throwIfAborted();
      assertFence();
      const here = world.databases.get(copy.database);
      if (here === undefined) {
        if (memoryState(world, names).kind !== 'ours') throw refusal('copy.gone', copy);
        return;
      }
      if (stateOf(world, copy) !== 'loaded') throw refusal('copy.not_swappable', copy);
      const params = { database: names.database };
      if (world.tenants.get(names.tenantId)?.database !== names.database || world.databases.has(names.database))
        throw new AppError('conflict', 'tenant.foreign_stamp', { params });
      assertNotBlocked(here);
      here.stamp = { tenantId: names.tenantId, operationId: lease.operationId, fence: BigInt(lease.fence) };
      here.mark = null;
      rename(world, here, names.database);
      const row = rowOf(world, copy);
      if (row !== undefined) row.dropped = true;
    },
    ofTenant: async (tenantId) =>
      [...world.copies.values()]
        .filter((row) => row.tenantId === tenantId && !row.dropped)
        .map(({ id, database }) => ({ id, tenantId, database })),
  };
}

export function memoryCopyCatalog(world: MemoryWorld): CopyCatalog {
  const rows = (): ReadonlyArray<CopyRow> =>
    [...world.copies.values()]
      .filter(({ dropped }) => !dropped)
      .toReversed()
      .map((copy) => {
        const { id, tenantId, purpose, database, archiveId, madeAt, madeBy, comparison } = copy;
        const tenant = world.tenants.get(tenantId);
        const exists = world.databases.has(database);
        return {
          ...{ id, tenantId, purpose, database, archiveId, madeAt, madeBy, exists, bytes: exists ? 8_000_000 : null },
          ...{
            tenantCode: tenant?.code ?? '',
            tenantName: tenant?.name ?? '',
            comparison: structuredClone(comparison),
          },
        };
      });
  return {
    list: async (tenantId) => rows().filter((row) => tenantId === null || row.tenantId === tenantId),
    find: async (id) => rows().find((row) => row.id === id),
  };
}
