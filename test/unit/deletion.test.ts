import { expect, it } from 'vitest';
import { classified } from '../../main/operations/error-class.ts';
import { deleting } from '../../main/tenants/delete.ts';
import { putHold } from '../../main/tenants/hold.ts';
import { createLifecycleOperations } from '../../main/tenants/lifecycle-operations.ts';
import type { DeletionAsk } from '../../main/tenants/start-deletion.ts';
import type { FileState } from '../../shared/contract/archives.ts';
import { calls } from '../../shared/contract/contract.ts';
import type { Archive } from '../../shared/domain/archives.ts';
import type { Certificate } from '../../shared/domain/deletion.ts';
import type { ArchiveId, CopyId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import type { Lifecycle } from '../../shared/domain/lifecycle.ts';
import { stepNouns } from '../../shared/domain/operation-steps.ts';
import { AppError } from '../../shared/errors.ts';
import { anArchive } from '../builders/archives.ts';
import { addTenant, operationId } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import type { FaultPoint } from '../fakes/memory/faults.ts';
import { newDatabase } from '../fakes/memory/storage.ts';
import type { MemoryTenant } from '../fakes/memory/world.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const operator = { name: 'Ayşe Yılmaz', email: 'ayse@example.com' };
const waiver = { waiver: 'the customer wants none' };
const copyId = '7d0f2f5e-5555-4000-8000-000000000001' as CopyId;
const copy = 'Stocker_cinar_Db_r_7d0f2f5e5555';

async function house(change: Partial<MemoryTenant> & { readonly fileState?: FileState; readonly hash?: string } = {}) {
  const { fileState = 'there', hash = 'ab'.repeat(32), ...tenantChange } = change;
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform, {
    ...{ lifecycle: 'deletion_scheduled' as Lifecycle, deleteAfter: '2026-11-21' },
    ...tenantChange,
  });
  const { world } = platform;
  world.users.push({
    ...{ tenantId: tenant.id, email: 'sahip@cinar.example', username: 's', passwordHash: 'h' },
    ...{ isAdmin: true, emailVerified: true },
  });
  world.invoices.set(tenant.id, 2);
  const backup = anArchive({ tenantId: tenant.id });
  const exported = anArchive({
    tenantId: tenant.id,
    purpose: 'export',
    path: '/disa/cinar.zip',
    verification: null,
    madeAt: '2026-11-19T09:00:00.000Z',
  });
  for (const archive of [backup, exported]) world.archives.set(archive.id, archive);
  const desk = await startDesk(platform);
  const { layout, engine, clock } = desk;
  const lifeOn = (server = layout.server, knownServer: string | null = null) =>
    createLifecycleOperations({
      ...{ layout: { ...layout, server }, engine, settings: platform.settings, knownServer, clock },
      fileState: async () => fileState,
      hashOf: async () => hash,
    });
  const ask: DeletionAsk = {
    id: tenant.id,
    typedCode: tenant.code,
    reason: 'the contract ended',
    backup: { archiveId: backup.id },
    export: { archiveId: exported.id },
  };
  const begin = async (asked: Partial<DeletionAsk> = {}): Promise<OperationId> =>
    (await lifeOn().delete({ ...ask, ...asked }, operator)).operationId;
  const certificate = async (): Promise<Certificate> => lifeOn().certificate(tenant.id);
  const everythingIsThere = () => {
    expect(world.databases.has('Stocker_cinar_Db')).toBe(true);
    expect(world.roles.has('stocker_cinar_app')).toBe(true);
    expect(world.users).toHaveLength(1);
    expect(world.domains).not.toEqual([]);
  };
  const nothingIsLeft = () => {
    expect([...world.databases.keys(), ...world.roles.keys(), ...world.users, ...world.domains]).toEqual([]);
    expect(world.tenants.get(tenant.id)).toMatchObject({ lifecycle: 'deleted', code: 'cinar' });
  };
  return {
    ...{ ...platform, tenant, desk, layout, engine, lifeOn, ask, begin, certificate, backup, exported },
    ...{ everythingIsThere, nothingIsLeft },
  };
}

function addCopy({ world, tenant }: Pick<Awaited<ReturnType<typeof house>>, 'world' | 'tenant'>): void {
  const database = newDatabase(copy);
  database.mark = { copy: copyId, loaded: true };
  world.databases.set(copy, database);
  world.copies.set(copyId, {
    ...{ id: copyId, tenantId: tenant.id, database: copy, purpose: 'beside', archiveId: null },
    ...{ madeBy: operator.email, madeAt: '2026-11-20T10:00:00.000Z', comparison: null, dropped: false, operationId },
  });
}

const removed: Certificate['removed'] = [
  { kind: 'database', name: 'Stocker_cinar_Db' },
  { kind: 'copy', name: copy },
  { kind: 'role', name: 'stocker_cinar_app' },
  { kind: 'secret', name: 'stocker_cinar_app' },
  { kind: 'domain', name: 'cinar.stoocker.app' },
  { kind: 'rows', name: 'MasterUsers', count: 1 },
];

it('removes everything, in its order, and leaves a certificate', async () => {
  const here = await house();
  const { desk, begin, nothingIsLeft, certificate, backup, exported } = here;
  addCopy(here);
  const id = await begin();
  const view = await desk.settled(id);
  expect(view).toMatchObject({ kind: 'delete', state: 'succeeded', warnings: [] });
  expect(view.steps.map(({ name, state }) => [name, state])).toEqual(stepNouns.delete.map((name) => [name, 'done']));
  nothingIsLeft();
  expect(await certificate()).toEqual({
    ...{ version: 1, tenantId: here.tenant.id, code: 'cinar', name: 'Çınar A.Ş.', platform: 'Memory' },
    ...{ server: 'PostgreSQL 18.4', systemIdentifier: '7000000000000000001', operationId: id },
    ...{ reason: 'the contract ended', startedBy: 'Ayşe Yılmaz', finishedAt: expect.stringMatching(/^2026-11-21T/) },
    backup: { archiveId: backup.id, sha256: backup.sha256 },
    export: { archiveId: exported.id, sha256: exported.sha256 },
    removed,
    kept: expect.arrayContaining([
      { name: 'Invoices', count: 2, reason: 'invoices_by_law' },
      { name: 'Tenants', count: 1, reason: 'tombstone' },
      { name: 'operation', count: 1, reason: 'operation_log' },
    ]),
    toDo: [
      { kind: 'backup_file', name: 'cinar.dump', where: 'ofis-1: /yedekler/cinar.dump' },
      { kind: 'export_file', name: 'cinar.zip', where: 'ofis-1: /disa/cinar.zip' },
    ],
  });
  expect(JSON.stringify(await certificate())).not.toContain('@');
});

it('closes the door before it can no longer be stopped, and says so in its journal', async () => {
  const { desk, begin, faults } = await house();
  const view = await desk.settled(await begin());
  expect(view.steps[1]?.evidence).toMatchObject({
    sealed: true,
    sessionsEnded: 3,
    sessionsLeft: 0,
    loginRefused: true,
  });
  const order = ['gate.seal', 'lifecycleRecords.beginDeleting', 'storage.drop', 'storage.dropRole'] as const;
  expect(faults.calls.filter((call) => order.some((one) => one === call))).toEqual(order);
});

it('lists the DNS of domains that the customer owns', async () => {
  const { desk, begin, world, tenant, certificate } = await house();
  world.domains.push({
    ...{ id: 'd', tenantId: tenant.id, name: 'www.cinar.example', isPrimary: false, isVerified: true },
    createdAt: tenant.createdAt,
  });
  await desk.settled(await begin());
  expect((await certificate()).toDo.at(-1)).toEqual({
    ...{ kind: 'dns', name: 'www.cinar.example', where: 'CNAME cinar.stoocker.app' },
  });
});

it('takes a tenant without a database of its own', async () => {
  const { desk, begin, certificate, world, tenant } = await house({ database: null });
  expect(await desk.settled(await begin())).toMatchObject({ state: 'succeeded' });
  expect(world.tenants.get(tenant.id)?.lifecycle).toBe('deleted');
  expect((await certificate()).removed.map(({ kind }) => kind)).toEqual(['domain', 'rows']);
});

it('says of what was gone already that it found it so', async () => {
  const { desk, begin, certificate, world } = await house();
  world.databases.delete('Stocker_cinar_Db');
  expect(await desk.settled(await begin())).toMatchObject({ state: 'succeeded' });
  expect((await certificate()).removed[0]).toEqual({ kind: 'database', name: 'Stocker_cinar_Db', found: 'gone' });
});

it('does not drop a database of that name that is not the tenant’s', async () => {
  const { desk, begin, world } = await house();
  const foreign = world.databases.get('Stocker_cinar_Db');
  if (foreign !== undefined) foreign.stamp = undefined;
  Object.assign(foreign ?? {}, { foreignTables: 3 });
  expect(await desk.settled(await begin())).toMatchObject({
    ...{ state: 'failed', currentStep: 'removing_database', error: { key: 'tenant.foreign_stamp' } },
  });
  expect(world.databases.has('Stocker_cinar_Db')).toBe(true);
});

const ambiguous = classified(new AppError('unreachable', 'server.lost', { retry: true }), 'ambiguous');
const effects: ReadonlyArray<FaultPoint> = [
  'gate.seal',
  'lifecycleRecords.beginDeleting',
  'copies.drop',
  'storage.drop',
  'storage.dropRole',
  'lifecycleRecords.removeRows',
  'lifecycleRecords.bury',
];
it.each(effects.flatMap((point) => (['before', 'after'] as const).map((when) => [point, when] as const)))(
  'certifies the same when the connection breaks at %s, %s it',
  async (point, when) => {
    const here = await house();
    addCopy(here);
    here.faults.fail(point, ambiguous, { when });
    expect(await here.desk.settled(await here.begin())).toMatchObject({ state: 'succeeded' });
    here.nothingIsLeft();
    expect((await here.certificate()).removed).toEqual(removed);
    expect((await here.certificate()).kept).toHaveLength(5);
  },
);

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

it('D06: what keeps the database from being dropped is named, and once it is gone it goes on', async () => {
  const { desk, begin, world, engine, nothingIsLeft } = await house();
  world.databases.get('Stocker_cinar_Db')?.prepared.push('invoice run');
  const id = await begin();
  expect(await desk.settled(id)).toMatchObject({
    ...{ state: 'failed', currentStep: 'checking_blockers', canCancel: false, canUndo: false },
    error: { key: 'operation.prepared_transactions', params: { database: 'Stocker_cinar_Db', names: 'invoice run' } },
  });
  expect(world.databases.has('Stocker_cinar_Db')).toBe(true);
  world.databases.get('Stocker_cinar_Db')?.prepared.splice(0);
  await engine.resume(id, { operator: 'cem', fence: null });
  expect(await desk.settled(id)).toMatchObject({ state: 'succeeded' });
  nothingIsLeft();
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

const points: Readonly<Record<(typeof stepNouns.delete)[number], FaultPoint>> = {
  checking: 'lifecycleRecords.find',
  closing: 'gate.seal',
  starting_deletion: 'lifecycleRecords.beginDeleting',
  checking_blockers: 'storage.blockers',
  removing_copies: 'copies.ofTenant',
  removing_database: 'storage.drop',
  removing_role: 'storage.dropRole',
  removing_rows: 'lifecycleRecords.removeRows',
  certifying: 'lifecycleRecords.bury',
  completed: 'journal.finish',
};
it.each(stepNouns.delete)('P25: cancelled while %s', async (noun) => {
  const { begin, desk, engine, faults, everythingIsThere, nothingIsLeft, tenant } = await house();
  const reached = faults.pause(points[noun]);
  const id = await begin();
  await reached.reached;
  const cancelling = engine.cancel(id, { operator: 'cem' });
  if (noun === 'checking' || noun === 'closing') {
    await cancelling;
    reached.release();
    expect(await desk.settled(id)).toMatchObject({ state: 'cancelled' });
    everythingIsThere();
    expect(tenant.lifecycle).toBe('deletion_scheduled');
    return;
  }
  await expect(cancelling).rejects.toMatchObject({ key: 'operation.past_pivot' });
  reached.release();
  expect(await desk.settled(id)).toMatchObject({ state: 'succeeded' });
  nothingIsLeft();
});

it('one that failed before it could not be stopped is undone, and gives the tenant free', async () => {
  const { begin, desk, engine, faults, everythingIsThere } = await house();
  faults.fail('gate.seal', new AppError('refused', 'server.refused_statement'));
  const id = await begin();
  expect(await desk.settled(id)).toMatchObject({ state: 'failed', canUndo: true });
  await engine.undo(id, { operator: 'cem', fence: null });
  expect(await desk.settled(id)).toMatchObject({ state: 'cancelled' });
  everythingIsThere();
  expect(await desk.settled(await begin())).toMatchObject({ state: 'succeeded' });
});

it('one that a person ended half-way is begun anew, and its certificate says what was gone by then', async () => {
  const { begin, desk, engine, faults, certificate, nothingIsLeft } = await house();
  faults.fail('storage.dropRole', new AppError('refused', 'server.refused_statement'));
  const id = await begin();
  expect(await desk.settled(id)).toMatchObject({ state: 'failed', currentStep: 'removing_role' });
  await expect(begin()).rejects.toMatchObject({ key: 'operation.running_on_resource' });
  await engine.resolve(id, { operator: 'cem', note: 'looked at by hand' });
  expect(await desk.settled(await begin())).toMatchObject({ state: 'succeeded' });
  nothingIsLeft();
  expect((await certificate()).removed.slice(0, 2)).toEqual([
    { kind: 'database', name: 'Stocker_cinar_Db', found: 'gone' },
    { kind: 'role', name: 'stocker_cinar_app' },
  ]);
});

it('looks at every attempt whether it may: a later day that was given meanwhile counts', async () => {
  const { begin, desk, engine, faults, lifeOn, tenant, everythingIsThere } = await house();
  faults.fail('gate.seal', new AppError('refused', 'server.refused_statement'));
  const id = await begin();
  expect(await desk.settled(id)).toMatchObject({ state: 'failed', currentStep: 'closing' });
  const asked = { id: tenant.id, reason: 'they think it over' };
  await lifeOn().unschedule(asked, 'cem');
  await lifeOn().schedule({ ...asked, deleteAfter: '2026-12-21' }, 'cem');
  await engine.resume(id, { operator: 'cem', fence: null });
  expect(await desk.settled(id)).toMatchObject({ state: 'failed', error: { key: 'tenant.grace_runs' } });
  everythingIsThere();
});

it('forgets the password while its role is still there to be come back for', async () => {
  const { begin, desk, faults, tenant, world } = await house();
  faults.fail('storage.dropRole', new AppError('refused', 'server.refused_statement'));
  expect(await desk.settled(await begin())).toMatchObject({ state: 'failed', currentStep: 'removing_role' });
  expect(desk.forgotten).toEqual([tenant.id]);
  expect(world.roles.has('stocker_cinar_app')).toBe(true);
});

it('shows before what it would remove and what keeps it from beginning', async () => {
  const here = await house({ deleteAfter: '2026-12-21' });
  addCopy(here);
  here.world.databases.get('Stocker_cinar_Db')?.prepared.push('invoice run');
  const newer = anArchive({ tenantId: here.tenant.id, madeAt: '2026-11-21T08:00:00.000Z', verification: null });
  here.world.archives.set(newer.id, newer);
  expect(await here.lifeOn().plan(here.tenant.id)).toMatchObject({
    ...{ obstacles: ['grace_runs'], deleteAfter: '2026-12-21', problem: null, blockers: ['invoice run'] },
    removes: {
      database: { name: 'Stocker_cinar_Db', bytes: 8_000_000 },
      role: 'stocker_cinar_app',
      copies: [copy],
      domains: ['cinar.stoocker.app'],
      users: 1,
    },
    keeps: { invoices: 2, subscriptions: 0 },
    // The one that was proved, though there is a newer one.
    backup: { id: here.backup.id, file: 'there', tables: 1, rows: 1 },
    export: { id: here.exported.id },
  });
  expect(deleting.map(({ name }) => name)).toEqual(stepNouns.delete);
});
