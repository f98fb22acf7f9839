import type { ArchiveParts } from '../../main/archives/ports.ts';
import type { ArchiveId, TenantId } from '../../shared/domain/ids.ts';
import { type ArchiveServer, createArchiveServer, inventoryWith } from './archive-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const begunAt = '2026-11-21T12:00:05.000Z';
export const machine = 'here';
export const by = 'ayse@stocker.example';

const tenantIdOf = (n: number) => `7d0f2f5e-1111-4000-8000-00000000000${n}` as TenantId;
export const archiveIdOf = (n: number) => `1a2b3c4d-2222-4000-8000-00000000000${n}` as ArchiveId;

export const tenant = (code: string, n: number) => ({
  tenantId: tenantIdOf(n),
  code,
  name: `${code} A.Ş.`,
  database: `Stocker_${code}_Db`,
  archiveId: archiveIdOf(n),
  bytes: 1000,
});

export interface ArchiveWorld {
  readonly server: ArchiveServer;
  readonly parts: ArchiveParts;
  readonly folder: string;
  readonly changed: ReadonlyArray<TenantId>;
}

/** A server with the databases of these tenants, a console at it, and a folder to write into. */
export function archiveWorld(codes: ReadonlyArray<string> = ['acme']): ArchiveWorld {
  const server = createArchiveServer();
  for (const code of codes) server.databases.set(`Stocker_${code}_Db`, inventoryWith({ Companies: 2, Users: 40 }));
  const changed: TenantId[] = [];
  const parts: ArchiveParts = {
    openRoles: async (lease) => server.rolesFor(lease),
    ...{ machine, version: '0.1.0', server: { label: 'PostgreSQL 18.4' } },
    passwords: { verifierFor: async () => 'verifier', forget: async () => undefined },
    throwawayVerifier: async () => 'verifier',
    clock: { now: () => new Date('2026-11-21T12:01:00.000Z') },
    changed: (id) => void changed.push(id),
  };
  return { server, parts, folder: temporaryFolder(), changed };
}
