import { expect, it } from 'vitest';
import { putHold } from '../../main/tenants/hold.ts';
import type { DeletionAsk } from '../../main/tenants/start-deletion.ts';
import { calls } from '../../shared/contract/contract.ts';
import type { Archive } from '../../shared/domain/archives.ts';
import type { ArchiveId, TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { copyId, deletionHouse as house, operator, waiver } from '../fakes/deletion-house.ts';

it('D02: refuses on another server than the profile knows, before any statement', async () => {
  const { lifeOn, ask, layout, faults, tenant } = await house();
  const life = lifeOn(layout.server, '7009');
  const found = layout.server.systemIdentifier;
  await expect(life.delete(ask, operator)).rejects.toMatchObject({
    ...{ code: 'wrong_server', key: 'platform.other_server', params: { expected: '7009', found } },
  });
  expect(faults.calls).toEqual([]);
  expect((await life.plan(tenant.id)).problem).toMatchObject({ key: 'platform.other_server' });
});

it('D02: refuses when the address leads to another server by the time that it runs', async () => {
  const { lifeOn, ask, layout, desk, everythingIsThere, faults } = await house();
  const elsewhere = lifeOn({ ...layout.server, systemIdentifier: '7009' }, '7009');
  const { operationId } = await elsewhere.delete(ask, operator);
  expect(await desk.settled(operationId)).toMatchObject({
    ...{ state: 'failed', currentStep: 'checking', error: { key: 'platform.other_server' } },
  });
  everythingIsThere();
  expect(faults.calls).not.toContain('gate.seal');
});

it('D07: takes one tenant; a list of them is refused by the type and by the schema', () => {
  const id = '7d0f2f5e-2222-4000-8000-000000000001';
  const good = { id, typedCode: 'cinar', reason: 'the contract ended', backup: waiver, export: waiver };
  const { input } = calls['lifecycle.delete'];
  expect(input.safeParse(good).success).toBe(true);
  for (const bad of [
    { ...good, id: [id] },
    { ...good, id: ['CRM', 'Sales'] },
    { ...good, id: 'CRM' },
    { ...good, ids: [id] },
    { ...good, tenants: [id] },
  ])
    expect(input.safeParse(bad).success).toBe(false);
  // @ts-expect-error a list is not an id
  const list: DeletionAsk = { ...good, id: [id as string as TenantId] };
  expect(list).toBeDefined();
});

it('D08: there is no call that deletes many', () => {
  const many = Object.entries(calls).filter(([name]) => /delete|erase|destroy/i.test(name));
  expect(many.map(([name]) => name)).toEqual(['lifecycle.delete']);
  expect(Object.keys(calls).filter((name) => /deleteMany|bulkDelete/i.test(name))).toEqual([]);
});

it.each([
  ['İ for i', 'cİnar', 'field.invalid'],
  ['ı for i', 'cınar', 'field.invalid'],
  ['capitals', 'CINAR', 'field.invalid'],
  ['a space after it', 'cinar ', 'field.invalid'],
  ['a space before it', ' cinar', 'field.invalid'],
  ['a Cyrillic а', 'cin\u0430r', 'field.invalid'],
  ['a combining dot', 'ci\u0307nar', 'field.invalid'],
  ['nothing', '', 'field.invalid'],
  ['a zero-width space', 'cin\u200bar', 'name.hidden_characters'],
  ['a joiner', 'cinar\u200d', 'name.hidden_characters'],
  ['a turning mark', '\u202ecinar', 'name.hidden_characters'],
])('D09: %s is not the name', async (_, typedCode, key) => {
  const { begin, engine } = await house();
  await expect(begin({ typedCode })).rejects.toMatchObject({ code: 'invalid_input', key, field: 'typedCode' });
  expect(await engine.list(10)).toEqual([]);
});

it.each([
  ['a tenant that is cancelled only', { lifecycle: 'cancelled', deleteAfter: null }, 'tenant.not_scheduled'],
  ['an active tenant', { lifecycle: 'active', deleteAfter: null }, 'tenant.not_scheduled'],
  ['a tenant whose grace runs', { deleteAfter: '2026-11-22' }, 'tenant.grace_runs'],
  ['a tenant that was deleted', { lifecycle: 'deleted', deleteAfter: null }, 'tenant.deleted'],
] as const)('%s is not deleted', async (_, change, key) => {
  const { begin, engine } = await house(change);
  await expect(begin()).rejects.toMatchObject({ code: 'conflict', key });
  expect(await engine.list(10)).toEqual([]);
});

it('a computer whose clock runs ahead deletes nothing early', async () => {
  const { begin, desk, everythingIsThere } = await house({ deleteAfter: '2026-12-21' });
  await expect(begin()).rejects.toMatchObject({ key: 'tenant.grace_runs', params: { date: '2026-12-21' } });
  // The server's clock says what it said.
  desk.clock.sleep(40 * 86_400_000);
  expect(await desk.settled(await begin())).toMatchObject({
    ...{ state: 'failed', currentStep: 'checking', error: { key: 'tenant.grace_runs' } },
  });
  everythingIsThere();
});

it('a legal hold stands in the way, before it begins and when it is gone on with', async () => {
  const { begin, desk, engine, layout, faults, tenant, everythingIsThere } = await house();
  const legal = { id: tenant.id, kind: 'legal', effects: ['block_write'], reason: 'a court', reviewOn: null } as const;
  faults.fail('lifecycleRecords.beginDeleting', new AppError('refused', 'server.refused_statement'));
  const id = await begin();
  expect(await desk.settled(id)).toMatchObject({ state: 'failed', currentStep: 'starting_deletion' });
  await putHold({ layout, engine, by: 'cem' }, legal);
  await engine.resume(id, { operator: 'cem', fence: null });
  expect(await desk.settled(id)).toMatchObject({ state: 'failed', error: { key: 'tenant.legal_hold' } });
  everythingIsThere();
  await expect(begin()).rejects.toMatchObject({ key: 'tenant.legal_hold' });
});

const unfit: ReadonlyArray<readonly [string, Partial<Archive>, string]> = [
  ['of another tenant', { tenantId: crypto.randomUUID() as string as TenantId }, 'archive.of_other_tenant'],
  ['that is an export', { purpose: 'export' }, 'archive.not_a_backup'],
  ['D04: that was not proved', { verification: null }, 'archive.not_verified'],
  [
    'D04: that differed when it was brought back',
    { verification: { at: '', by: '', problem: new AppError('conflict', 'archive.differs').toData() } },
    'archive.not_verified',
  ],
];
it.each(unfit)('%s a backup is no assurance', async (_, change, key) => {
  const { begin, world, backup, engine } = await house();
  world.archives.set(backup.id, { ...backup, ...change });
  await expect(begin()).rejects.toMatchObject({ key });
  expect(await engine.list(10)).toEqual([]);
});

it('an assurance is what it is said to be, and there', async () => {
  const { begin, backup } = await house();
  await expect(begin({ backup: { archiveId: copyId as string as ArchiveId } })).rejects.toMatchObject({
    key: 'archive.not_found',
  });
  await expect(begin({ export: { archiveId: backup.id } })).rejects.toMatchObject({ key: 'archive.not_an_export' });
});

it.each([
  ['missing', 'archive.file_missing'],
  ['changed', 'archive.file_changed'],
] as const)('a file that is %s is no assurance', async (fileState, key) => {
  const { begin } = await house({ fileState });
  await expect(begin()).rejects.toMatchObject({ key, params: { path: '/yedekler/cinar.dump' } });
});

it('a file of the right length with other contents is no assurance', async () => {
  const { begin, engine } = await house({ hash: 'cd'.repeat(32) });
  await expect(begin()).rejects.toMatchObject({ key: 'archive.file_changed' });
  expect(await engine.list(10)).toEqual([]);
});

it('a file on another computer is taken at its word, and a waiver stands in the certificate', async () => {
  const { begin, desk, certificate } = await house({ fileState: 'elsewhere' });
  expect(await desk.settled(await begin({ export: waiver }))).toMatchObject({ state: 'succeeded' });
  expect(await certificate()).toMatchObject({ export: waiver, backup: { sha256: 'ab'.repeat(32) } });
});
