import { expect, it } from 'vitest';
import { classified } from '../../main/operations/error-class.ts';
import { deleting } from '../../main/tenants/delete.ts';
import type { Certificate } from '../../shared/domain/deletion.ts';
import { stepNouns } from '../../shared/domain/operation-steps.ts';
import { AppError } from '../../shared/errors.ts';
import { anArchive } from '../builders/archives.ts';
import { addCopy, copy, deletionHouse as house } from '../fakes/deletion-house.ts';
import type { FaultPoint } from '../fakes/memory/faults.ts';

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
