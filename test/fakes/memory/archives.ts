import type { Lease } from '../../../main/layouts/layout.ts';
import type { ArchiveCatalog, ArchiveRecords } from '../../../main/layouts/roles/archives.ts';
import { AppError } from '../../../shared/errors.ts';
import type { MemoryWorld } from './world.ts';

const bytesOfDatabase = 8_000_000;

export function memoryArchives(world: MemoryWorld): ArchiveCatalog {
  return {
    list: async (tenantId) =>
      [...world.archives.values()]
        .filter((archive) => tenantId === null || archive.tenantId === tenantId)
        .sort((a, b) => (a.madeAt === b.madeAt ? (a.id < b.id ? -1 : 1) : a.madeAt < b.madeAt ? 1 : -1)),
    find: async (id) => world.archives.get(id),
    tool: async () => ({ format: 'pg_dump', label: 'pg_dump 18.4', problem: null }),
    sizes: async (tenants) =>
      new Map(
        tenants.flatMap((id) => {
          const tenant = world.tenants.get(id);
          if (tenant === undefined) return [];
          const there = tenant.database !== null && world.databases.has(tenant.database);
          return [[id, there ? bytesOfDatabase : null] as const];
        }),
      ),
    cronLine: (databases, folder) => `15 2 * * * pg_dump ${databases.join(' ')} > ${folder}`,
  };
}

export function memoryArchiveRecords({
  world,
  assertFence,
}: {
  readonly world: MemoryWorld;
  readonly lease: Lease;
  assertFence(): void;
}): ArchiveRecords {
  return {
    async record(archive) {
      assertFence();
      if (!world.archives.has(archive.id)) world.archives.set(archive.id, structuredClone(archive));
    },
    find: async (id) => world.archives.get(id),
    async keepVerification(id, verification) {
      assertFence();
      const archive = world.archives.get(id);
      if (archive === undefined) throw new AppError('not_found', 'archive.not_found');
      world.archives.set(id, { ...archive, verification });
    },
  };
}
