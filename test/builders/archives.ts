import type { Archive } from '../../shared/domain/archives.ts';
import type { ArchiveId, TenantId } from '../../shared/domain/ids.ts';

/** A backup that was proved, of a tenant with one table. */
export const anArchive = (change: Partial<Archive> & { readonly tenantId: TenantId }): Archive => ({
  id: crypto.randomUUID() as string as ArchiveId,
  purpose: 'backup',
  tenantCode: 'cinar',
  tenantName: 'Çınar A.Ş.',
  database: 'Stocker_cinar_Db',
  format: 'pg_dump',
  tool: 'pg_dump 18.4',
  server: 'PostgreSQL 18.4',
  machine: 'ofis-1',
  path: '/yedekler/cinar.dump',
  bytes: 1024,
  sha256: 'ab'.repeat(32),
  inventory: {
    tables: [{ schema: 'tenant', name: 'Companies', rows: 1, checksum: 'c' }],
    migrations: [],
    structure: 's',
  },
  madeAt: '2026-11-20T09:00:00.000Z',
  madeBy: 'ayse@example.com',
  verification: { at: '2026-11-20T09:05:00.000Z', by: 'ayse@example.com', problem: null },
  ...change,
});
