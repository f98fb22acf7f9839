import { describe, expect, it } from 'vitest';
import { activeTenant, type ConformanceWorld, heldTenant, lost, never, newCode, overtake, reserved } from '../world.ts';

/** What was done with a tenant's modules, and reading one of them alone. */
export function describeModuleEvents(world: () => ConformanceWorld): void {
  describe('the history of modules', () => {
    it('is told newest first, and by the operation that wrote it', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'modul');
      const { tenantId } = tenant;
      const other = await activeTenant(layout, 'modul');
      expect(await layout.moduleEvents.ofTenant(tenantId)).toEqual([]);
      const { roles, lease } = await heldTenant(layout, tenant);
      const line = { tenantId, module: 'CRM', action: 'purged', by: 'ayse', reason: 'İstediler' } as const;
      await roles.moduleRecords.write(line);
      await roles.moduleRecords.write({ ...line, module: 'Sales', reason: null });
      await roles.moduleRecords.write({ ...line, tenantId: other.tenantId });
      const told = await layout.moduleEvents.ofTenant(tenantId);
      expect(told).toEqual([
        { ...line, module: 'Sales', reason: null, at: expect.any(String) },
        { ...line, at: expect.any(String) },
      ]);
      expect(await roles.moduleRecords.writtenBy(lease.operationId, tenantId)).toEqual([...told].reverse());
      await roles.close();
      const next = await heldTenant(layout, await activeTenant(layout, 'modul'));
      expect(await next.roles.moduleRecords.writtenBy(next.lease.operationId, tenantId)).toEqual([]);
      await next.roles.close();
    });

    it('is not written by who was overtaken', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'modul');
      const before = await heldTenant(layout, tenant);
      const after = await overtake(world(), before);
      const line = { tenantId: tenant.tenantId, module: 'CRM', action: 'purged', by: 'ayse', reason: null } as const;
      await expect(before.roles.moduleRecords.write(line)).rejects.toMatchObject(lost);
      expect(await layout.moduleEvents.ofTenant(tenant.tenantId)).toEqual([]);
      await Promise.all([before.roles.close(), after.roles.close()]);
    });
  });

  describe('reading one module of a database', () => {
    it('hands out nothing of another', async () => {
      const { roles, reservation } = await reserved(world().layout, newCode());
      await roles.storage.create(reservation, world().passwordVerifier('password'), never);
      for (const module of ['core', 'HR', 'CRM'])
        for (const migration of roles.migrator.available(module))
          await roles.migrator.apply(reservation, migration, never);
      const seen: string[] = [];
      const inventory = await roles.archiver.read(
        reservation.database,
        {
          schema: async () => undefined,
          async table({ schema }, rows) {
            seen.push(schema);
            for await (const _ of rows);
          },
        },
        { signal: never, report: () => undefined },
        { module: 'HR', schema: 'hr' },
      );
      expect(inventory.module).toBe('HR');
      expect(new Set(inventory.migrations.map(({ module }) => module))).toEqual(new Set(['HR']));
      expect([...seen, ...inventory.tables.map(({ schema }) => schema)].filter((schema) => schema !== 'hr')).toEqual(
        [],
      );
      await roles.close();
    });
  });
}
