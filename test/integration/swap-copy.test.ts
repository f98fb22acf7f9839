import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { OperationRoles } from '../../main/layouts/layout.ts';
import { putHold, releaseHold } from '../../main/tenants/hold.ts';
import type { CopyRow } from '../../shared/contract/archives.ts';
import type { CopyId } from '../../shared/domain/ids.ts';
import { startWorkingPlatform, type WorkingPlatform, type WorkingTenant } from '../builders/working-tenant.ts';
import type { MatrixConsole } from '../matrix/console.ts';

let world: WorkingPlatform;
let desk: MatrixConsole;
let tenant: WorkingTenant;
let copy: CopyRow;

beforeAll(async () => {
  world = await startWorkingPlatform();
  ({ desk } = world);
});
afterAll(() => world?.close());
beforeEach(async () => {
  tenant = await world.tenant();
  const { folder } = world;
  await world.ended(desk, await desk.archives.backUp({ tenants: [tenant.id], folder, verify: false }, 'ayse'));
  const [archive] = await desk.layout.archives.list(tenant.id);
  if (archive === undefined) throw new Error('no backup');
  await world.ended(desk, await desk.archives.restoreBeside(archive.id, 'ayse'));
  const [made] = await desk.layout.copies.list(tenant.id);
  if (made === undefined) throw new Error('no copy');
  copy = made;
  await world.inside(tenant.database, `DELETE FROM tenant."Notes" WHERE id <= 10`);
});

const reason = 'rows were deleted by mistake';
const notesIn = async (database: string) =>
  (await world.inside(database, 'SELECT count(*)::int AS n FROM tenant."Notes"'))[0]?.['n'];
const swap = async (by: MatrixConsole, id: CopyId = copy.id) =>
  by.copies.swap({ id, typedCode: tenant.code, reason }, 'ayse');
const door = async () => {
  const [found] = await world.asAdmin(
    `SELECT rolcanlogin AS login, has_database_privilege(oid, $2, 'CONNECT') AS open,
            EXISTS (SELECT FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname::text = $2 AND a.grantee = 0) AS public
       FROM pg_roles WHERE rolname::text = $1`,
    [tenant.role, tenant.database],
  );
  return found;
};
const hold = () =>
  putHold(
    { layout: desk.layout, engine: desk.engine, by: 'ayse' },
    { id: tenant.id, kind: 'maintenance', effects: ['block_login'], reason, reviewOn: null },
  );

it('the restored rows are the tenant’s, the others are kept, and back again', async () => {
  expect(await world.ended(desk, await swap(desk))).toMatchObject({ state: 'succeeded', warnings: [] });
  expect(await notesIn(tenant.database)).toBe(102);
  expect(await door()).toEqual({ login: true, open: true, public: false });
  const [rollback, ...others] = await desk.layout.copies.list(tenant.id);
  expect(others).toEqual([]);
  expect(rollback).toMatchObject({ purpose: 'rollback', exists: true });
  expect(await notesIn(rollback?.database ?? '')).toBe(91);
  if (rollback === undefined) return;

  expect(await world.ended(desk, await swap(desk, rollback.id))).toMatchObject({ state: 'succeeded' });
  expect(await notesIn(tenant.database)).toBe(91);
  const [again] = await desk.layout.copies.list(tenant.id);
  if (again === undefined) throw new Error('what was put aside is gone');
  const drop = await desk.copies.drop({ id: again.id, typedDatabase: again.database, reason }, 'ayse');
  expect(await world.ended(desk, drop)).toMatchObject({ state: 'succeeded' });
  expect(await world.databases(tenant.database)).toEqual([tenant.database]);
  expect(await desk.layout.copies.list(tenant.id)).toEqual([]);
});

it('a tenant whose database was lost works with the copy of it', async () => {
  await world.asAdmin(`DROP DATABASE "${tenant.database}" WITH (FORCE)`);
  expect(await world.ended(desk, await swap(desk))).toMatchObject({ state: 'succeeded', warnings: [] });
  expect(await notesIn(tenant.database)).toBe(102);
  expect(await door()).toEqual({ login: true, open: true, public: false });
  expect(await desk.layout.copies.list(tenant.id)).toEqual([]);
  expect(await world.databases(tenant.database)).toEqual([tenant.database]);
});

it('a tenant on hold stays closed, and opens when the hold is lifted', async () => {
  const { hold: put } = await hold();
  expect(await world.ended(desk, await swap(desk))).toMatchObject({ state: 'succeeded' });
  expect(await notesIn(tenant.database)).toBe(102);
  expect(await door()).toMatchObject({ login: false });
  await releaseHold(
    { layout: desk.layout, engine: desk.engine, by: 'ayse' },
    { id: tenant.id, holdId: put.id, kind: 'maintenance', reason },
  );
  expect(await door()).toEqual({ login: true, open: true, public: false });
});

it('a prepared transaction is named before anything is closed', async () => {
  await world.inside(tenant.database, `BEGIN; CREATE TABLE public.prepared (n int); PREPARE TRANSACTION 'swap-x'`);
  const operation = await world.ended(desk, await swap(desk));
  expect(operation).toMatchObject({
    ...{ state: 'failed', currentStep: 'checking' },
    error: { key: 'operation.prepared_transactions', params: { names: expect.stringContaining('swap-x') } },
  });
  expect(await door()).toMatchObject({ login: true });
  await world.inside(tenant.database, `ROLLBACK PREPARED 'swap-x'`);
  await desk.engine.resume(operation.id, { operator: 'ayse', fence: null });
  expect(await world.ended(desk, operation.id)).toMatchObject({ state: 'succeeded' });
});

it('a tenant without a login of its own is refused before anything is closed', async () => {
  await world.asAdmin(`ALTER ROLE ${tenant.role} RENAME TO ${tenant.role}_of_before`);
  expect(await world.ended(desk, await swap(desk))).toMatchObject({
    ...{ state: 'failed', currentStep: 'checking' },
    error: { key: 'copy.no_login', params: { database: copy.database } },
  });
  expect(await notesIn(tenant.database)).toBe(91);
});

it('one that failed before the exchange is undone, and the tenant is open again', async () => {
  const failing = (roles: OperationRoles): OperationRoles => ({
    ...roles,
    gate: {
      ...roles.gate,
      async seal(asked) {
        await roles.gate.seal(asked);
        throw new Error('the answer was lost');
      },
    },
  });
  const operation = await world.withRoles(failing, async (other) => world.ended(other, await swap(other)));
  expect(operation).toMatchObject({ state: 'failed', currentStep: 'closing', canUndo: true });
  expect(await door()).toMatchObject({ login: true });
  await desk.engine.undo(operation.id, { operator: 'ayse', fence: null });
  expect(await world.ended(desk, operation.id)).toMatchObject({ state: 'cancelled' });
  expect(await door()).toMatchObject({ login: true });
  expect(await notesIn(tenant.database)).toBe(91);
});

it('the server lost in the exchange is found again, on one side of it', async () => {
  let restarted = false;
  const losing = (roles: OperationRoles): OperationRoles => ({
    ...roles,
    copies: {
      ...roles.copies,
      async swap(ask, signal) {
        const evidence = await roles.copies.swap(ask, signal);
        if (restarted) return evidence;
        restarted = true;
        await world.platform.server.stop('crash');
        await world.platform.server.start();
        return evidence;
      },
    },
  });
  const operation = await world.withRoles(losing, async (other) => world.ended(other, await swap(other)));
  expect(operation).toMatchObject({ state: 'succeeded', attempts: 2 });
  expect(await notesIn(tenant.database)).toBe(102);
  expect(await door()).toEqual({ login: true, open: true, public: false });
});
