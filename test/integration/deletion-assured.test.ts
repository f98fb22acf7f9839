import { mkdtemp, open, rm, truncate } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Archive } from '../../shared/domain/archives.ts';
import type { Assurance } from '../../shared/domain/deletion.ts';
import { type LifeHouse, type LivingTenant, openLifeHouse } from '../servers/life-house.ts';

let house: LifeHouse;
let tenant: LivingTenant;
let folder: string;
let count = 0;

beforeAll(async () => {
  house = await openLifeHouse();
  folder = await mkdtemp(path.join(os.tmpdir(), 'tenantry-assured-'));
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  count += 1;
  tenant = await house.tenant(`cinar-${count}`);
});

const operator = { name: 'Ayşe Yılmaz', email: 'ayse@example.com' };
const waiver = { waiver: 'nobody wants a copy of it' };

async function doom(): Promise<void> {
  const today = new Date().toLocaleDateString('sv', { timeZone: house.platform.config.settings.timeZone });
  await house.life.cancel({ id: tenant.id, reason: 'the contract ended' }, operator.email);
  await house.life.schedule({ id: tenant.id, deleteAfter: today, reason: 'at once' }, operator.email);
}
const remove = (backup: Assurance, exported: Assurance = waiver) =>
  house.life.delete(
    { id: tenant.id, typedCode: tenant.code, reason: 'the contract ended', backup, export: exported },
    operator,
  );
const succeeded = async (operation: Promise<Parameters<typeof house.ended>[0]>) =>
  expect(await house.ended(await operation)).toMatchObject({ state: 'succeeded', error: null });
const backUp = async (verify: boolean): Promise<Archive> => {
  const ask = { tenants: [tenant.id], folder, verify };
  await succeeded(house.desk.archives.backUp(ask, operator.email));
  return newest('backup');
};
async function newest(purpose: Archive['purpose']): Promise<Archive> {
  const found = (await house.desk.layout.archives.list(tenant.id)).find((archive) => archive.purpose === purpose);
  if (found === undefined) throw new Error(`no ${purpose}`);
  return found;
}

it('is deleted with a proved backup and an export, and the copy beside it goes along', async () => {
  const backup = await backUp(true);
  await succeeded(house.desk.archives.export({ tenantId: tenant.id, folder }, operator.email));
  const exported = await newest('export');
  await succeeded(house.desk.archives.restoreBeside(backup.id, operator.email));
  const [copy] = await house.desk.layout.copies.list(tenant.id);
  await doom();
  const plan = await house.life.plan(tenant.id);
  expect(plan).toMatchObject({ backup: { id: backup.id, file: 'there' }, export: { id: exported.id, file: 'there' } });
  expect(plan.removes.copies).toEqual([copy?.database]);
  const { operationId } = await remove({ archiveId: backup.id }, { archiveId: exported.id });
  expect(await house.ended(operationId)).toMatchObject({ state: 'succeeded' });
  const certificate = await house.life.certificate(tenant.id);
  expect(certificate).toMatchObject({
    backup: { archiveId: backup.id, sha256: backup.sha256 },
    export: { archiveId: exported.id, sha256: exported.sha256 },
    removed: expect.arrayContaining([{ kind: 'copy', name: copy?.database }]),
    toDo: expect.arrayContaining([
      { kind: 'backup_file', name: path.basename(backup.path), where: `${os.hostname()}: ${backup.path}` },
      { kind: 'export_file', name: path.basename(exported.path), where: `${os.hostname()}: ${exported.path}` },
    ]),
  });
  const left = await house.asAdmin('SELECT datname::text AS name FROM pg_database WHERE datname LIKE $1', [
    `${tenant.database}%`,
  ]);
  expect(left).toEqual([]);
  // Its backup brings nobody back.
  const again = house.desk.archives.restoreAsNew(
    { id: backup.id, code: tenant.code, name: 'Again', ownerEmail: 'a@b.example' },
    operator.email,
  );
  await expect(again).rejects.toMatchObject({ code: 'conflict' });
});

it('D04: a backup that was cut off is never proved, and so assures nothing', async () => {
  const backup = await backUp(false);
  await truncate(backup.path, Math.floor(backup.bytes * 0.9));
  const proving = await house.ended(await house.desk.archives.verify(backup.id, operator.email));
  expect(proving).toMatchObject({ state: 'failed', error: { key: 'archive.file_changed' } });
  await doom();
  await expect(remove({ archiveId: backup.id })).rejects.toMatchObject({ key: 'archive.not_verified' });
  expect(await house.desk.layout.lifecycle.info(tenant.id)).toMatchObject({ lifecycle: 'deletion_scheduled' });
});

it('D04: a proved backup whose file was damaged or cut off since, or is gone, assures nothing', async () => {
  const backup = await backUp(true);
  await doom();
  const damage = await open(backup.path, 'r+');
  await damage.write('x', Math.floor(backup.bytes / 2));
  await damage.close();
  await expect(remove({ archiveId: backup.id })).rejects.toMatchObject({ key: 'archive.file_changed' });
  await truncate(backup.path, Math.floor(backup.bytes * 0.9));
  await expect(remove({ archiveId: backup.id })).rejects.toMatchObject({ key: 'archive.file_changed' });
  await rm(backup.path);
  await expect(remove({ archiveId: backup.id })).rejects.toMatchObject({ key: 'archive.file_missing' });
});
