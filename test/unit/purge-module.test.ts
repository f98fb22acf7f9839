import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { OperationRoles } from '../../main/layouts/layout.ts';
import { type PurgeModuleParams, purgeModuleOperation } from '../../main/modules/purge-module.ts';
import type { Archive } from '../../shared/domain/archives.ts';
import { inventoryWith, lease } from '../fakes/archive-server.ts';
import { archiveWorld, begunAt, by, machine, tenant } from '../fakes/archive-work.ts';

const manifest = { code: 'CRM', schema: 'crm', dependsOn: [] };

/** The purge of a module whose export was made by an attempt before this one. */
async function purgeAfterExport(rowsNow: number | undefined) {
  const world = archiveWorld();
  const { server, parts, folder } = world;
  const acme = tenant('acme', 1);
  const path = join(folder, 'export.zip');
  writeFileSync(path, 'rows');
  const archive: Archive = {
    ...{ id: acme.archiveId, purpose: 'export', format: 'zip', tenantId: acme.tenantId, tenantCode: 'acme' },
    ...{ tenantName: acme.name, database: acme.database, tool: 'Tenantry', server: 'here', machine, path },
    ...{ bytes: 4, sha256: createHash('sha256').update('rows').digest('hex'), madeAt: begunAt, madeBy: by },
    ...{ inventory: inventoryWith({ Customers: 3, Contacts: 4 }), verification: null },
  };
  server.archives.set(archive.id, archive);
  const purged: string[] = [];
  const written: string[] = [];
  const roles = {
    ...server.rolesFor(lease()),
    subscriptions: { current: async () => undefined },
    migrator: { modules: () => [manifest], applied: async () => [] },
    modules: {
      contents: async () => (rowsNow === undefined ? undefined : { tables: 2, rows: rowsNow }),
      purge: async () => void purged.push('CRM'),
    },
    moduleRecords: { writtenBy: async () => [], write: async () => void written.push('purged') },
  } as unknown as OperationRoles;
  const params: PurgeModuleParams = {
    ...{ tenant: acme, module: 'CRM', moduleName: 'CRM', subscription: null, timeZone: 'Europe/Istanbul' },
    ...{ language: 'tr', reason: 'they left', folder, machine, by, begunAt },
  };
  const operation = await purgeModuleOperation({ ...parts, openRoles: async () => roles }).open(params, lease());
  const step = operation.steps.find(({ name }) => name === 'purging');
  const run = async () => step?.run({ signal: new AbortController().signal, report: () => undefined });
  return { run, path, purged, written };
}

it('removes what was exported', async () => {
  const { run, purged, written } = await purgeAfterExport(7);
  await run();
  expect([purged, written]).toEqual([['CRM'], ['purged']]);
});

it('removes nothing whose export is not where it was written any more', async () => {
  const { run, path, purged } = await purgeAfterExport(7);
  rmSync(path);
  await expect(run()).rejects.toMatchObject({ key: 'archive.file_missing' });
  expect(purged).toEqual([]);
});

it('removes nothing that was written into since it was exported', async () => {
  const { run, purged } = await purgeAfterExport(8);
  await expect(run()).rejects.toMatchObject({ key: 'module.written_since_export' });
  expect(purged).toEqual([]);
});

it('needs no file any more to write down that it is gone', async () => {
  const { run, path, written } = await purgeAfterExport(undefined);
  rmSync(path);
  await run();
  expect(written).toEqual(['purged']);
});
