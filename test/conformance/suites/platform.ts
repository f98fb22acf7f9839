import { describe, expect, it } from 'vitest';
import { type ConformanceWorld, never, newOperation } from '../world.ts';

export function describePlatform(world: () => ConformanceWorld): void {
  describe('the platform', () => {
    it('says which server it is, and is up to date', async () => {
      const { layout } = world();
      expect(layout.kind).toBe('postgres-per-tenant');
      expect(layout.server.label).toMatch(/^PostgreSQL \d+/);
      expect(layout.server.systemIdentifier).toMatch(/^\d+$/);
      expect(await layout.ping(never)).toBeGreaterThanOrEqual(0);
      expect(await layout.capabilities()).toEqual({
        bookkeeping: true,
        createDatabases: true,
        tenantRoles: true,
        endSessions: true,
        indexedList: true,
      });
    });

    it('has nothing left to upgrade, and refuses a plan that is not its own', async () => {
      const { schema } = world().layout;
      const report = await schema.check();
      expect(report).toMatchObject({ state: 'current', plan: [] });
      expect(report.version).toBe(report.target);
      await expect(schema.upgrade('0'.repeat(64))).rejects.toMatchObject({ key: 'platform.plan_changed' });
      expect(await schema.upgrade(report.planHash)).toMatchObject({ state: 'current' });
    });

    it('refuses every change until it is opened for writing', async () => {
      const closed = await world().another();
      await closed.setWritable(false);
      const refused = { code: 'read_only' };
      await expect(closed.journal.begin(newOperation('r'))).rejects.toMatchObject(refused);
      await expect(closed.openOperation({ operationId: newOperation('r').id, fence: '1' })).rejects.toMatchObject(
        refused,
      );
    });
  });
}
