import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { OperationRoles } from '../../main/layouts/layout.ts';
import { cancelTenant, reactivateTenant } from '../../main/tenants/cancel.ts';
import type { CopyRow } from '../../shared/contract/archives.ts';
import { startWorkingPlatform, type WorkingPlatform, type WorkingTenant } from '../builders/working-tenant.ts';
import type { MatrixConsole } from '../matrix/console.ts';
import { connected } from '../servers/databases.ts';

/** What happens to tenants and copies by other hands while copies are exchanged. */
let world: WorkingPlatform;
let desk: MatrixConsole;
let tenant: WorkingTenant;
let copy: CopyRow;
const password = 'of-the-tenant';

beforeAll(async () => {
  world = await startWorkingPlatform();
  ({ desk } = world);
});
afterAll(() => world?.close());
beforeEach(async () => {
  tenant = await world.tenant();
  await world.asAdmin(`ALTER ROLE ${tenant.role} PASSWORD '${password}' CONNECTION LIMIT 9`);
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
const swap = () => desk.copies.swap({ id: copy.id, typedCode: tenant.code, reason }, 'ayse');
/** As the tenant's own program does. */
const notes = async (): Promise<unknown> => {
  const { database, role: user } = tenant;
  try {
    return await connected({ ...world.platform.admin, database, user, password }, async (client) => {
      await client.query(`UPDATE tenant."Notes" SET ok = true WHERE id = 50`);
      return (await client.query('SELECT count(*)::int AS n FROM tenant."Notes"')).rows[0].n;
    });
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
};

it('the tenant’s program comes in with the password that it had, in the middle of a storm of its own', async () => {
  let storm = true;
  const program = async (): Promise<void> => {
    while (storm) await notes();
  };
  const programs = Promise.all([program(), program(), program(), program()]);
  const operation = await world.ended(desk, await swap());
  storm = false;
  await programs;
  expect(operation).toMatchObject({ state: 'succeeded' });
  expect(await notes()).toBe(102);
  const [role] = await world.asAdmin('SELECT rolconnlimit AS n FROM pg_roles WHERE rolname = $1::text', [tenant.role]);
  expect(role).toEqual({ n: 9 });
});

it('a cancelled tenant gets the copy and stays closed until it is brought back', async () => {
  const parts = { layout: desk.layout, engine: desk.engine, by: 'ayse' };
  await cancelTenant(parts, { id: tenant.id, reason });
  expect(await world.ended(desk, await swap())).toMatchObject({ state: 'succeeded' });
  expect(await notes()).toContain('not permitted to log in');
  await reactivateTenant(parts, { id: tenant.id, reason }, '2026-11-22');
  expect(await notes()).toBe(102);
});

it('a copy that is dropped by hand in the middle is told as gone, and the tenant works on', async () => {
  const dropping = (roles: OperationRoles): OperationRoles => ({
    ...roles,
    gate: {
      ...roles.gate,
      async seal(asked) {
        await world.asAdmin(`DROP DATABASE IF EXISTS "${copy.database}" WITH (FORCE)`);
        return roles.gate.seal(asked);
      },
    },
  });
  const operation = await world.withRoles(dropping, async (other) =>
    world.ended(other, await other.copies.swap({ id: copy.id, typedCode: tenant.code, reason }, 'ayse')),
  );
  expect(operation).toMatchObject({ state: 'failed', currentStep: 'swapping', error: { key: 'copy.gone' } });
  // Nothing was exchanged: the tenant's people do not wait for whoever looks at it.
  expect(await notes()).toBe(91);
  await desk.engine.resume(operation.id, { operator: 'ayse', fence: null });
  expect(await world.ended(desk, operation.id)).toMatchObject({ currentStep: 'checking', error: { key: 'copy.gone' } });
  await desk.engine.resolve(operation.id, { operator: 'ayse', note: 'its copy is gone' });
  await expect(swap()).rejects.toMatchObject({ key: 'copy.gone' });
  const drop = await desk.copies.drop({ id: copy.id, typedDatabase: copy.database, reason }, 'ayse');
  expect(await world.ended(desk, drop)).toMatchObject({ state: 'succeeded' });
  expect(await desk.layout.copies.list(tenant.id)).toEqual([]);
});

it('a copy whose database somebody put another in the place of is left, and the tenant works on', async () => {
  await world.asAdmin(`DROP DATABASE "${copy.database}" WITH (FORCE)`);
  await world.asAdmin(`CREATE DATABASE "${copy.database}"`);
  await world.asAdmin(`COMMENT ON DATABASE "${copy.database}" IS 'somebody else''s'`);
  const operation = await world.ended(desk, await swap());
  expect(operation).toMatchObject({
    ...{ state: 'failed', currentStep: 'checking', canUndo: true, error: { key: 'copy.foreign' } },
  });
  await desk.engine.undo(operation.id, { operator: 'ayse', fence: null });
  expect(await world.ended(desk, operation.id)).toMatchObject({ state: 'cancelled' });
  expect(await notes()).toBe(91);
  expect(await world.databases(copy.database)).toEqual([copy.database]);
});
