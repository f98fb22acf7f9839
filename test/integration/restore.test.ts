import { truncateSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OperationRoles } from '../../main/layouts/layout.ts';
import type { Archive } from '../../shared/domain/archives.ts';
import { startWorkingPlatform, type WorkingPlatform, type WorkingTenant } from '../builders/working-tenant.ts';
import type { MatrixConsole } from '../matrix/console.ts';

let world: WorkingPlatform;
let desk: MatrixConsole;
let tenant: WorkingTenant;
let archive: Archive;

beforeAll(async () => {
  world = await startWorkingPlatform();
  ({ desk } = world);
});
afterAll(() => world?.close());
beforeEach(async () => {
  tenant = await world.tenant();
  const { folder } = world;
  await world.ended(desk, await desk.archives.backUp({ tenants: [tenant.id], folder, verify: false }, 'ayse'));
  const [made] = await desk.layout.archives.list(tenant.id);
  if (made === undefined) throw new Error('no backup to restore');
  archive = made;
});

const notesIn = async (database: string) =>
  (await world.inside(database, 'SELECT count(*)::int AS n FROM tenant."Notes"'))[0]?.['n'];

describe('beside the living database', () => {
  it('D10: is what was backed up, compared with what is there now', async () => {
    await world.inside(tenant.database, `DELETE FROM tenant."Notes" WHERE id <= 10`);
    const plan = await desk.archives.planRestore(archive.id);
    const operation = await world.ended(desk, await desk.archives.restoreBeside(archive.id, 'ayse'));
    expect(operation).toMatchObject({ state: 'succeeded', warnings: [] });
    const [copy] = await desk.layout.copies.list(tenant.id);
    expect(copy).toMatchObject({ purpose: 'beside', database: plan.copyDatabase, exists: true, archiveId: archive.id });
    expect(copy?.comparison?.result).toMatchObject({
      same: false,
      structure: 'same',
      tables: expect.arrayContaining([{ table: 'tenant.Notes', left: 91, right: 102, differs: 'rows' }]),
    });
    expect(copy?.comparison?.result.tables.filter(({ differs }) => differs !== null)).toHaveLength(1);
    expect(await notesIn(tenant.database)).toBe(91);
    expect(await notesIn(plan.copyDatabase)).toBe(102);
    const [door] = await world.asAdmin('SELECT has_database_privilege($1, $2, $3) AS open', [
      ...[tenant.role, plan.copyDatabase, 'CONNECT'],
    ]);
    expect(door).toEqual({ open: false });
  });

  it('is refused where the file was changed meanwhile, and nothing is made', async () => {
    truncateSync(archive.path, archive.bytes - 1);
    await expect(desk.archives.restoreBeside(archive.id, 'ayse')).rejects.toMatchObject({
      key: 'archive.file_changed',
    });
    expect(await world.databases(tenant.database)).toEqual([tenant.database]);
  });

  it('undone leaves nothing', async () => {
    const failing = (roles: OperationRoles): OperationRoles => ({
      ...roles,
      copies: { ...roles.copies, keepComparison: async () => Promise.reject(new Error('it could not be kept')) },
    });
    const operation = await world.withRoles(failing, async (other) =>
      world.ended(other, await other.archives.restoreBeside(archive.id, 'ayse')),
    );
    expect(operation).toMatchObject({ state: 'failed', currentStep: 'comparing', canUndo: true });
    expect(await world.databases(tenant.database)).toHaveLength(2);
    await desk.engine.undo(operation.id, { operator: 'ayse', fence: null });
    expect(await world.ended(desk, operation.id)).toMatchObject({ state: 'cancelled' });
    expect(await world.databases(tenant.database)).toEqual([tenant.database]);
    expect(await desk.layout.copies.list(tenant.id)).toEqual([]);
  });

  it('goes on by itself when the server is lost while it is loaded', async () => {
    let restarted = false;
    const losing = (roles: OperationRoles): OperationRoles => ({
      ...roles,
      archiver: {
        ...roles.archiver,
        async load(ask, io) {
          await roles.archiver.load(ask, io);
          if (restarted) return;
          restarted = true;
          await world.platform.server.stop('crash');
          await world.platform.server.start();
        },
      },
    });
    const operation = await world.withRoles(losing, async (other) =>
      world.ended(other, await other.archives.restoreBeside(archive.id, 'ayse')),
    );
    expect(operation).toMatchObject({ state: 'succeeded', attempts: 2 });
    const [copy] = await desk.layout.copies.list(tenant.id);
    expect(copy?.comparison?.result.same).toBe(true);
  });
});

describe('as a new tenant', () => {
  const namesFor = (code: string) => ({
    ...{ id: archive.id, code, name: `Yeni ${code}`, ownerEmail: `owner@${code}.example` },
  });

  it('has everything of its own, and leaves the other as it was', async () => {
    const code = `yeni-${tenant.code}`;
    const { operationId, tenantId } = await desk.archives.restoreAsNew(namesFor(code), 'ayse');
    expect(await world.ended(desk, operationId)).toMatchObject({ state: 'succeeded', warnings: [] });
    const found = await desk.layout.tenants.find(tenantId);
    expect(found).toMatchObject({ code, lifecycle: 'active', owner: { email: `owner@${code}.example` } });
    const database = found?.databaseName ?? '';
    expect(await notesIn(database)).toBe(102);
    const [stamp] = await world.inside(database, 'SELECT tenant_id FROM _tenantry.owner');
    expect(stamp).toEqual({ tenant_id: tenantId });
    const [role] = await world.asAdmin(
      `SELECT rolcanlogin AS login, has_database_privilege(oid, $1, 'CONNECT') AS open,
              has_database_privilege($3, $1, 'CONNECT') AS other
         FROM pg_roles WHERE rolname::text = $2`,
      [database, database.toLowerCase().replace(/_db$/, '_app'), tenant.role],
    );
    expect(role).toEqual({ login: true, open: true, other: false });
    expect(await notesIn(tenant.database)).toBe(102);
    expect(await desk.layout.copies.list(null)).not.toContainEqual(expect.objectContaining({ tenantId }));
    expect(await world.databases(database)).toEqual([database]);
  });

  it('undone leaves no database, role, row or copy', async () => {
    const code = `geri-${tenant.code}`;
    const failing = (roles: OperationRoles): OperationRoles => ({
      ...roles,
      lifecycle: { ...roles.lifecycle, createRestoredOwner: async () => Promise.reject(new Error('not today')) },
    });
    const { operation, tenantId } = await world.withRoles(failing, async (other) => {
      const begun = await other.archives.restoreAsNew(namesFor(code), 'ayse');
      return { operation: await world.ended(other, begun.operationId), tenantId: begun.tenantId };
    });
    expect(operation).toMatchObject({ state: 'failed', currentStep: 'creating_master_user', canUndo: true });
    await desk.engine.undo(operation.id, { operator: 'ayse', fence: null });
    expect(await world.ended(desk, operation.id)).toMatchObject({ state: 'cancelled' });
    const like = code.replaceAll('-', '_');
    expect(
      await world.asAdmin(
        `SELECT (SELECT count(*)::int FROM pg_database WHERE strpos(datname::text, $1) > 0) AS databases,
                (SELECT count(*)::int FROM pg_roles WHERE strpos(rolname::text, $1) > 0) AS roles,
                (SELECT count(*)::int FROM public."Tenants" WHERE "Id" = $2) AS tenants,
                (SELECT count(*)::int FROM tenantry.copies WHERE tenant_id = $2 AND dropped_at IS NULL) AS copies`,
        [like, tenantId],
      ),
    ).toEqual([{ databases: 0, roles: 0, tenants: 0, copies: 0 }]);
  });

  it('under a name that somebody has is refused before it begins', async () => {
    await expect(desk.archives.restoreAsNew({ ...namesFor('x'), code: tenant.code }, 'ayse')).rejects.toMatchObject({
      key: 'name.code_taken',
    });
  });
});
