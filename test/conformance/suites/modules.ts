import { describe, expect, it } from 'vitest';
import type { OperationRoles } from '../../../main/layouts/layout.ts';
import type { ModuleManifest } from '../../../main/layouts/roles/migrations.ts';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { type ConformanceWorld, never, newCode, newId, reserved } from '../world.ts';

interface Installed {
  readonly roles: OperationRoles;
  readonly reservation: Reservation;
}

function manifestOf({ roles }: Pick<Installed, 'roles'>, module: string): ModuleManifest {
  const found = roles.migrator.modules().find(({ code }) => code === module);
  if (found === undefined) throw new Error(`no module ${module}`);
  return found;
}

/** What is in a tenant's database of modules, how it is looked at, and how it goes. */
export function describeModules(world: () => ConformanceWorld): void {
  const withModules = async (...modules: string[]): Promise<Installed> => {
    const { roles, reservation } = await reserved(world().layout, newCode());
    await roles.tenants.createOwner(reservation);
    await roles.storage.create(reservation, world().passwordVerifier('password'), never);
    for (const module of ['core', ...modules])
      for (const migration of roles.migrator.available(module))
        await roles.migrator.apply(reservation, migration, never);
    await roles.seeder.seed(reservation);
    return { roles, reservation };
  };
  const installed = (reservation: Reservation) => world().layout.modules.installed(reservation);

  describe('modules in a database', () => {
    it('are told by its own history, with their tables as they are', async () => {
      const { roles, reservation } = await withModules('HR');
      await world().administrator.addDepartments(reservation.database, 3);
      const found = await installed(reservation);
      expect(found?.map(({ module }) => module)).toEqual(['HR', 'core']);
      const available = world().layout.modules.available('HR');
      const [hr] = found ?? [];
      expect(hr).toMatchObject({ module: 'HR', version: available.at(-1)?.version });
      expect(hr?.history.map(({ version, name }) => ({ version, name }))).toEqual(
        available.map(({ version, name }) => ({ version, name })),
      );
      expect(hr?.appliedAt).toBe(hr?.history.at(-1)?.appliedAt);
      expect(hr?.tables).toEqual([
        { name: 'Departments', rows: 3 },
        { name: 'Employees', rows: 0 },
        { name: 'LeaveRequests', rows: 0 },
        { name: 'Payroll', rows: 0 },
        { name: 'Positions', rows: 0 },
      ]);
      expect(hr?.bytes).toBeGreaterThan(0);
      await roles.close();
    });

    it('are behind where not all of them was applied', async () => {
      const { roles, reservation } = await withModules();
      const [first] = roles.migrator.available('HR');
      if (first === undefined) throw new Error('there is a bundle of HR');
      await roles.migrator.apply(reservation, first, never);
      const found = await installed(reservation);
      expect(found?.find(({ module }) => module === 'HR')).toMatchObject({
        version: '0001',
        history: [{ version: '0001' }],
      });
      expect(found?.find(({ module }) => module === 'HR')?.tables).toHaveLength(3);
      await roles.close();
    });

    it("are not told where there is no database, or it is another tenant's", async () => {
      const { roles, reservation } = await withModules();
      expect(await installed({ ...reservation, tenantId: newId<TenantId>() })).toBeNull();
      expect(await installed({ ...reservation, database: `${reservation.database}_gone` })).toBeNull();
      await roles.close();
    });

    it('are none where nothing was stamped', async () => {
      const database = `Stocker_${newId<string>().slice(0, 8)}_Db`;
      await world().administrator.createDatabase(database, 1);
      expect(await world().layout.modules.installed({ tenantId: newId<TenantId>(), database })).toEqual([]);
    });
  });

  describe('removing a module', () => {
    it('takes schema and history of that one, and can be done twice', async () => {
      const { roles, reservation } = await withModules('HR', 'Inventory');
      await world().administrator.addDepartments(reservation.database, 2);
      const manifest = manifestOf({ roles }, 'HR');
      expect(await roles.modules.contents(reservation, manifest)).toEqual({ tables: 5, rows: 2 });
      await roles.modules.purge(reservation, manifest, never);
      await roles.modules.purge(reservation, manifest, never);
      expect(await roles.modules.contents(reservation, manifest)).toBeUndefined();
      expect((await installed(reservation))?.map(({ module }) => module)).toEqual(['Inventory', 'core']);
      for (const migration of roles.migrator.available('HR')) await roles.migrator.apply(reservation, migration, never);
      expect(await roles.modules.contents(reservation, manifest)).toEqual({ tables: 5, rows: 0 });
      await roles.close();
    });

    it('is refused while something outside refers to it', async () => {
      const { roles, reservation } = await withModules('HR');
      const manifest = manifestOf({ roles }, 'HR');
      const { administrator } = world();
      await administrator.refer(reservation.database, manifest.schema, true);
      await expect(roles.modules.purge(reservation, manifest, never)).rejects.toMatchObject({
        code: 'conflict',
        key: 'module.used_elsewhere',
        params: { module: 'HR', schema: manifest.schema },
      });
      expect(await roles.modules.contents(reservation, manifest)).toEqual({ tables: 5, rows: 0 });
      await administrator.refer(reservation.database, manifest.schema, false);
      await roles.modules.purge(reservation, manifest, never);
      await roles.close();
    });

    it('is refused for the core, for what is no module, and when called off', async () => {
      const { roles, reservation } = await withModules('HR');
      for (const manifest of [
        { code: 'core', schema: 'tenant', dependsOn: [] },
        { code: 'HR', schema: 'tenant', dependsOn: [] },
      ])
        await expect(roles.modules.purge(reservation, manifest, never)).rejects.toMatchObject({
          key: 'module.not_shipped',
        });
      const stopped = AbortSignal.abort();
      await expect(roles.modules.purge(reservation, manifestOf({ roles }, 'HR'), stopped)).rejects.toThrow();
      expect((await installed(reservation))?.map(({ module }) => module)).toEqual(['HR', 'core']);
      await roles.close();
    });
  });

  describe('the catalogue of modules', () => {
    it('says what the platform defines, core first, with what is shipped of it', async () => {
      const { administrator, layout } = world();
      const own = { description: null, isCore: false };
      await administrator.defineModule({ ...own, code: 'Unknown', name: 'Bilinmeyen' });
      await administrator.defineModule({ ...own, code: 'Sales', name: 'Satış', description: 'Siparişler' });
      await administrator.defineModule({ ...own, code: 'Base', name: 'Temel', isCore: true });
      expect(await layout.modules.list()).toEqual([
        ...[
          { code: 'Base', name: 'Temel', description: null, isCore: true, dependsOn: [], schema: null, latest: null },
        ],
        {
          ...{ code: 'Sales', name: 'Satış', description: 'Siparişler', isCore: false },
          ...{ dependsOn: ['CRM'], schema: 'sales', latest: '0003' },
        },
        {
          ...{ code: 'Unknown', name: 'Bilinmeyen', description: null, isCore: false },
          ...{ dependsOn: [], schema: null, latest: null },
        },
      ]);
      expect(layout.modules.available('Unknown')).toEqual([]);
    });

    it('counts every tenant for what is always on', async () => {
      const { layout } = world();
      const before = (await layout.modules.use()).get('Base') ?? 0;
      const { roles } = await reserved(layout, newCode());
      const after = await layout.modules.use();
      expect(after.get('Base')).toBe(before + 1);
      expect(after.get('Unknown')).toBeUndefined();
      await roles.close();
    });
  });
}
