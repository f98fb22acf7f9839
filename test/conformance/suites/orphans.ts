import { describe, expect, it } from 'vitest';
import {
  type ConformanceWorld,
  hold,
  lost,
  never,
  newCode,
  newOperation,
  overtake,
  reservationFor,
  reserved,
} from '../world.ts';
import { copyOf } from './copies.ts';

export function describeOrphans(world: () => ConformanceWorld): void {
  /** Somebody who repairs, under an operation of their own. */
  const repairing = () => hold(world().layout, reservationFor(newCode()));
  const freeName = (): string => reservationFor(newCode()).database;
  /** A database with its tenant's stamp and a role with its mark, and no tenant any more. */
  const leftBehind = async () => {
    const { roles, reservation } = await reserved(world().layout, newCode());
    await roles.storage.create(reservation, world().passwordVerifier('x'), never);
    await roles.tenants.removeTenant(reservation);
    await roles.close();
    return reservation;
  };

  describe('an orphan', () => {
    it('is an empty database under a name of tenants that nobody names, and goes once', async () => {
      const { administrator } = world();
      const { roles } = await repairing();
      const name = freeName();
      expect(await roles.orphans.database(name)).toEqual({ kind: 'absent' });
      await administrator.createDatabase(name, 0);
      expect(await roles.orphans.database(name)).toEqual({ kind: 'orphan', evidence: { database: name, empty: true } });
      expect(await roles.orphans.dropDatabase(name, never)).toMatchObject({ databaseDropped: true });
      expect(await roles.orphans.database(name)).toEqual({ kind: 'absent' });
      expect(await roles.orphans.dropDatabase(name, never)).toMatchObject({ databaseDropped: false });
      await roles.close();
    });

    it('is what carries the stamp of a tenant that is gone, and then its role', async () => {
      const { administrator } = world();
      const { database, role, tenantId } = await leftBehind();
      const { roles } = await repairing();
      await administrator.addTables(database, 1);
      expect(await roles.orphans.database(database)).toEqual({
        kind: 'orphan',
        evidence: { database, stampedFor: tenantId },
      });
      expect(await roles.orphans.role(role)).toEqual({ kind: 'in_use', by: database });
      await expect(roles.orphans.dropRole(role)).rejects.toMatchObject({ key: 'finding.changed' });
      await roles.orphans.dropDatabase(database, never);
      expect(await roles.orphans.role(role)).toEqual({ kind: 'orphan', evidence: { role, markedFor: tenantId } });
      expect(await roles.orphans.dropRole(role)).toEqual({ role, roleDropped: true });
      expect(await roles.orphans.role(role)).toEqual({ kind: 'absent' });
      expect(await roles.orphans.dropRole(role)).toEqual({ role, roleDropped: false });
      await roles.close();
    });

    it('P24: is what was dropped half-way and nobody names', async () => {
      const { administrator } = world();
      const { roles } = await repairing();
      const name = freeName();
      await administrator.createDatabase(name, 1);
      await administrator.invalidate(name);
      expect(await roles.orphans.database(name)).toEqual({
        kind: 'orphan',
        evidence: { database: name, invalid: true },
      });
      expect(await roles.orphans.dropDatabase(name, never)).toMatchObject({ databaseDropped: true });
      expect(await administrator.tablesIn(name)).toBeUndefined();
      await roles.close();
    });

    it('P23, D06: that a prepared transaction blocks stays, is told, and goes when that is gone', async () => {
      const { administrator } = world();
      const { database } = await leftBehind();
      const { roles } = await repairing();
      await administrator.prepareTransaction(database, `kept ${database}`);
      await expect(roles.orphans.dropDatabase(database, never)).rejects.toMatchObject({
        key: 'operation.prepared_transactions',
        params: { database, names: `kept ${database}`, count: 1 },
      });
      expect(await roles.orphans.database(database)).toMatchObject({ kind: 'orphan' });
      await administrator.rollbackPrepared(database, `kept ${database}`);
      expect(await roles.orphans.dropDatabase(database, never)).toMatchObject({ databaseDropped: true });
      await roles.close();
    });
  });

  describe('no orphan', () => {
    const refused = { code: 'conflict', key: 'finding.changed' };

    it("P06: is a database with somebody's tables, nor an empty one that is called otherwise", async () => {
      const { administrator } = world();
      const { roles } = await repairing();
      const full = freeName();
      await administrator.createDatabase(full, 1);
      const other = `analytics_${newCode().replaceAll('-', '_')}`;
      await administrator.createDatabase(other, 0);
      for (const name of [full, other]) {
        expect(await roles.orphans.database(name)).toMatchObject({ kind: 'in_use' });
        await expect(roles.orphans.dropDatabase(name, never)).rejects.toMatchObject(refused);
      }
      expect(await administrator.tablesIn(full)).toBe(1);
      expect(await administrator.tablesIn(other)).toBe(0);
      await roles.close();
    });

    it('is what a tenant, a copy or an operation that has not ended names', async () => {
      const { layout, administrator } = world();
      const { roles, reservation } = await reserved(layout, newCode());
      const { database, role, code } = reservation;
      await administrator.createDatabase(database, 0);
      expect(await roles.orphans.database(database)).toEqual({ kind: 'in_use', by: code });
      await roles.storage.create(reservation, world().passwordVerifier('x'), never);
      expect(await roles.orphans.database(database)).toEqual({ kind: 'in_use', by: code });
      expect(await roles.orphans.role(role)).toEqual({ kind: 'in_use', by: code });
      const copy = copyOf(reservation);
      await roles.copies.reserve(copy);
      await roles.copies.create(copy, never);
      expect(await roles.orphans.database(copy.database)).toEqual({ kind: 'in_use', by: copy.database });
      const begun = freeName();
      await administrator.createDatabase(begun, 0);
      await layout.journal.begin(newOperation(newCode(), { params: { reservation: { database: begun } } }));
      expect(await roles.orphans.database(begun)).toMatchObject({ kind: 'in_use' });
      for (const name of [database, copy.database, begun])
        await expect(roles.orphans.dropDatabase(name, never)).rejects.toMatchObject(refused);
      await expect(roles.orphans.dropRole(role)).rejects.toMatchObject(refused);
      expect(await administrator.tablesIn(begun)).toBe(0);
      await roles.close();
    });

    it('is dropped by whoever was overtaken', async () => {
      const { administrator } = world();
      const { database, role } = await leftBehind();
      const empty = freeName();
      await administrator.createDatabase(empty, 0);
      const before = await repairing();
      const after = await overtake(world(), before);
      await expect(before.roles.orphans.dropDatabase(empty, never)).rejects.toMatchObject(lost);
      await expect(before.roles.orphans.dropDatabase(database, never)).rejects.toMatchObject(lost);
      expect(await after.roles.orphans.database(empty)).toMatchObject({ kind: 'orphan' });
      await after.roles.orphans.dropDatabase(database, never);
      await expect(before.roles.orphans.dropRole(role)).rejects.toMatchObject(lost);
      expect(await after.roles.orphans.dropRole(role)).toMatchObject({ roleDropped: true });
      await Promise.all([before.roles.close(), after.roles.close()]);
    });
  });
}
