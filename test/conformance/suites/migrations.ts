import { describe, expect, it } from 'vitest';
import { type ConformanceWorld, never, newCode, reserved } from '../world.ts';

export function describeMigrations(world: () => ConformanceWorld): void {
  const withDatabase = async () => {
    const held = await reserved(world().layout, newCode());
    await held.roles.tenants.createOwner(held.reservation);
    await held.roles.storage.create(held.reservation, world().passwordVerifier('password'), never);
    return held;
  };

  describe('migrations and seed', () => {
    it('applies what the console ships, in order and once', async () => {
      const { roles, reservation, lease } = await withDatabase();
      const all = roles.migrator.available('core');
      expect(all.length).toBeGreaterThanOrEqual(2);
      expect(await roles.migrator.applied(reservation)).toEqual([]);
      for (const migration of all) await roles.migrator.apply(reservation, migration, never);
      for (const migration of all) await roles.migrator.apply(reservation, migration, never);
      const { operationId } = lease;
      expect(await roles.migrator.applied(reservation)).toEqual(
        all.map(({ module, version, checksum }) => ({ module, version, checksum, operationId })),
      );
      await roles.close();
    });

    it('refuses a migration that was edited after it was applied', async () => {
      const { roles, reservation } = await withDatabase();
      const [first] = roles.migrator.available('core');
      if (first === undefined) throw new Error('there is a core bundle');
      await roles.migrator.apply(reservation, first, never);
      const edited = { ...first, checksum: 'f'.repeat(64) };
      await expect(roles.migrator.apply(reservation, edited, never)).rejects.toMatchObject({
        key: 'migration.checksum',
      });
      expect(await roles.migrator.applied(reservation)).toHaveLength(1);
      await roles.close();
    });

    it('ships modules after those that they stand on, the core left out', async () => {
      const { roles } = await withDatabase();
      const modules = roles.migrator.modules();
      expect(modules.length).toBeGreaterThan(0);
      for (const [index, { code, dependsOn }] of modules.entries()) {
        expect(code).not.toBe('core');
        expect(roles.migrator.available(code)).not.toEqual([]);
        const earlier = modules.slice(0, index).map((module) => module.code);
        expect(dependsOn.filter((needed) => !earlier.includes(needed))).toEqual([]);
      }
      await roles.close();
    });

    it('takes the newest back, and only once', async () => {
      const { roles, reservation } = await withDatabase();
      const all = roles.migrator.available('core');
      for (const migration of all) await roles.migrator.apply(reservation, migration, never);
      const [newest, ...earlier] = all.toReversed();
      if (newest === undefined || earlier[0] === undefined) throw new Error('there is a core bundle');
      await expect(roles.migrator.revert(reservation, earlier[0], never)).rejects.toMatchObject({
        code: 'conflict',
        key: 'migration.later_applied',
        params: { later: newest.version },
      });
      await roles.migrator.revert(reservation, newest, never);
      await roles.migrator.revert(reservation, newest, never);
      const versions = async () => (await roles.migrator.applied(reservation)).map(({ version }) => version);
      expect(await versions()).toEqual(earlier.map(({ version }) => version).reverse());
      await roles.migrator.apply(reservation, newest, never);
      expect(await versions()).toEqual(all.map(({ version }) => version));
      await roles.close();
    });

    it('takes nothing back that has no way back, or is another by now', async () => {
      const { roles, reservation } = await withDatabase();
      const [first] = roles.migrator.available('core');
      if (first === undefined) throw new Error('there is a core bundle');
      await roles.migrator.apply(reservation, first, never);
      await expect(roles.migrator.revert(reservation, { ...first, down: null }, never)).rejects.toMatchObject({
        key: 'migration.irreversible',
      });
      const edited = { ...first, checksum: 'f'.repeat(64) };
      await expect(roles.migrator.revert(reservation, edited, never)).rejects.toMatchObject({
        key: 'migration.checksum',
      });
      expect(await roles.migrator.applied(reservation)).toHaveLength(1);
      await roles.close();
    });

    it('knows no bundle for a module that is none', async () => {
      const { roles } = await withDatabase();
      for (const module of ['nothing', '../core', '', 'constructor'])
        expect(roles.migrator.available(module)).toEqual([]);
      await roles.close();
    });

    it('seeds company, branch, department and owner once', async () => {
      const { roles, reservation } = await withDatabase();
      for (const migration of roles.migrator.available('core'))
        await roles.migrator.apply(reservation, migration, never);
      expect(await roles.seeder.isSeeded(reservation)).toBeUndefined();
      const seeded = { seedVersion: 1, companies: 1, branches: 1, departments: 1, users: 1 };
      expect(await roles.seeder.seed(reservation)).toEqual(seeded);
      expect(await roles.seeder.seed(reservation)).toEqual(seeded);
      expect(await roles.seeder.isSeeded(reservation)).toEqual(seeded);
      await roles.close();
    });

    it('leaves no marker where seeding failed', async () => {
      const { roles, reservation } = await withDatabase();
      await expect(roles.seeder.seed(reservation)).rejects.toMatchObject({ server: { code: '42P01' } });
      expect(await roles.seeder.isSeeded(reservation)).toBeUndefined();
      await roles.close();
    });
  });
}
