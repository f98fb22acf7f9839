import { readFileSync, writeFileSync } from 'node:fs';
import type { Lease, OperationRoles } from '../../main/layouts/layout.ts';
import type { CopyNames, CopyState, NewCopy } from '../../main/layouts/roles/copies.ts';
import type { Reservation } from '../../main/layouts/roles/provisioning.ts';
import type { Archive, ArchiveFormat } from '../../shared/domain/archives.ts';
import type { ArchiveId, CopyId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import type { Comparison, Inventory } from '../../shared/domain/inventory.ts';
import { AppError } from '../../shared/errors.ts';

export interface FakeCopy extends CopyNames {
  readonly purpose: NewCopy['purpose'];
  state: CopyState;
  dropped: boolean;
  comparison: Comparison | undefined;
}

/** A server whose databases are their inventories, and whose dumps are those as text. */
export interface ArchiveServer {
  readonly databases: Map<string, Inventory>;
  readonly archives: Map<ArchiveId, Archive>;
  readonly copies: Map<CopyId, FakeCopy>;
  readonly lifecycles: Map<TenantId, 'active' | 'deleting' | 'deleted'>;
  /** The holder that is not too late; null: whoever asks. */
  fence: string | null;
  format: Extract<ArchiveFormat, 'pg_dump' | 'console'>;
  /** In place of what the archiver does. */
  instead: Partial<OperationRoles['archiver']>;
  rolesFor(lease: Lease): OperationRoles;
}

export const inventoryWith = (rows: Readonly<Record<string, number>>): Inventory => ({
  tables: Object.entries(rows).map(([name, count]) => ({
    schema: 'tenant',
    name,
    rows: count,
    checksum: `${name}:${count}`,
  })),
  migrations: [{ module: 'core', version: '0003', checksum: 'c' }],
  structure: Object.keys(rows).join(),
});

const nothing: Inventory = { tables: [], migrations: [], structure: '' };

export const lease = (fence = '1', operationId = '7d0f2f5e-0000-4000-8000-00000000000a'): Lease => ({
  operationId: operationId as OperationId,
  fence,
});

export function createArchiveServer(): ArchiveServer {
  const server: ArchiveServer = {
    databases: new Map(),
    archives: new Map(),
    copies: new Map(),
    lifecycles: new Map(),
    fence: null,
    format: 'pg_dump',
    instead: {},
    rolesFor: (held) => rolesOf(server, held),
  };
  return server;
}

function rolesOf(server: ArchiveServer, { fence }: Lease): OperationRoles {
  const assertHeld = (): void => {
    if (server.fence !== null && server.fence !== fence) throw new AppError('lost', 'operation.lost');
  };
  const inventoryIn = (database: string): Inventory => {
    const found = server.databases.get(database);
    if (found === undefined) throw new AppError('not_found', 'server.no_database', { params: { database } });
    return found;
  };
  const copy = ({ id }: CopyNames): FakeCopy => {
    const found = server.copies.get(id);
    if (found === undefined) throw new AppError('conflict', 'copy.gone');
    return found;
  };
  const roles: Pick<OperationRoles, 'archives' | 'archiver' | 'copies' | 'lifecycle' | 'storage'> = {
    archives: {
      find: async (id) => server.archives.get(id),
      async record(archive) {
        assertHeld();
        server.archives.set(archive.id, archive);
      },
      async keepVerification(id, verification) {
        assertHeld();
        const archive = server.archives.get(id);
        if (archive !== undefined) server.archives.set(id, { ...archive, verification });
      },
    },
    archiver: {
      tool: async () => ({ format: server.format, label: 'pg_dump 18.4', problem: null }),
      inventory: async (database) => inventoryIn(database),
      async dump({ database, file }) {
        assertHeld();
        const inventory = inventoryIn(database);
        writeFileSync(file, JSON.stringify(inventory), { flag: 'wx' });
        return { inventory, bytes: 0 };
      },
      async load({ database, file }) {
        assertHeld();
        try {
          server.databases.set(database, JSON.parse(readFileSync(file, 'utf8')) as Inventory);
        } catch {
          throw new AppError('invalid_input', 'archive.file_invalid', { params: { path: file } });
        }
      },
      read: async () => nothing,
      ...server.instead,
    },
    copies: {
      async reserve(asked) {
        assertHeld();
        const there = server.copies.get(asked.id);
        if (there === undefined || there.dropped)
          server.copies.set(asked.id, { ...asked, state: 'absent', dropped: false, comparison: undefined });
      },
      state: async ({ id }) => server.copies.get(id)?.state ?? 'absent',
      async create(names) {
        assertHeld();
        copy(names).state = 'loading';
        server.databases.set(names.database, nothing);
        return { created: true };
      },
      async markLoaded(names) {
        copy(names).state = 'loaded';
      },
      async keepComparison(names, comparison) {
        copy(names).comparison = comparison;
      },
      comparison: async ({ id }) => server.copies.get(id)?.comparison,
      async drop({ id, database }) {
        assertHeld();
        const found = server.copies.get(id);
        if (found !== undefined) Object.assign(found, { state: 'absent', dropped: true });
        return { database, databaseDropped: server.databases.delete(database) };
      },
      isDropped: async ({ id, database }) =>
        (server.copies.get(id)?.dropped ?? true) && !server.databases.has(database),
      swap: async () => ({}),
      isSwapped: async () => false,
      adopt: async () => undefined,
      ofTenant: async () => [],
    },
    lifecycle: {
      find: async (id: TenantId) => ({
        ...{ name: 'Çınar', code: 'cinar', database: 'Stocker_cinar_Db', primaryDomain: null, deleteAfter: null },
        lifecycle: server.lifecycles.get(id) ?? 'active',
      }),
    } as OperationRoles['lifecycle'],
    storage: {
      state: async ({ database }: Pick<Reservation, 'database'>) => ({
        kind: server.databases.has(database) ? 'ours' : 'absent',
      }),
    } as unknown as OperationRoles['storage'],
  };
  return {
    ...roles,
    systemIdentifier: async () => '7000000000000000001',
    close: async () => undefined,
  } as OperationRoles;
}
