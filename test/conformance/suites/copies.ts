import { describe, expect, it } from 'vitest';
import type { OperationRoles } from '../../../main/layouts/layout.ts';
import type { CopyNames, NewCopy, Swap } from '../../../main/layouts/roles/copies.ts';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import { type CopyPurpose, copyDatabaseName } from '../../../shared/domain/copies.ts';
import type { CopyId, TenantId } from '../../../shared/domain/ids.ts';
import type { Comparison } from '../../../shared/domain/inventory.ts';
import { type ConformanceWorld, lost, never, newCode, newId, overtake, reservationFor, reserved } from '../world.ts';

const foreign = { code: 'conflict', key: 'copy.foreign' };
const comparison: Comparison = {
  ...{ same: true, structure: 'same', tables: [], versions: [] },
  rows: { left: 3, right: 3 },
};

export const copyOf = ({ tenantId, database }: Reservation, purpose: CopyPurpose = 'beside'): NewCopy => {
  const id = newId<CopyId>();
  return { id, tenantId, purpose, archiveId: null, madeBy: 'ayse', database: copyDatabaseName(database, purpose, id) };
};

export function describeCopies(world: () => ConformanceWorld): void {
  /** A tenant that works, with its database and role. */
  const working = async () => {
    const held = await reserved(world().layout, newCode());
    const { roles, reservation } = held;
    await roles.storage.create(reservation, world().passwordVerifier('its password'), never);
    await roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'tr' });
    return held;
  };
  /** Whole, with so many tables in it. */
  const loaded = async (roles: OperationRoles, reservation: Reservation, tables: number): Promise<NewCopy> => {
    const copy = copyOf(reservation);
    await roles.copies.reserve(copy);
    await roles.copies.create(copy, never);
    await world().administrator.addTables(copy.database, tables);
    await roles.copies.markLoaded(copy);
    return copy;
  };
  const swapOf = (tenant: Reservation, copy: CopyNames): Swap => ({
    tenant,
    copy,
    rollback: copyOf(tenant, 'rollback'),
  });
  const mayLogIn = ({ role }: Reservation, database: string): Promise<boolean> =>
    world().administrator.mayLogIn(role, 'its password', database);

  describe('a copy', () => {
    it('is known before it is made, and made once', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await working();
      const copy = copyOf(reservation);
      expect(await roles.copies.state(copy)).toBe('absent');
      await roles.copies.reserve(copy);
      await roles.copies.reserve(copy);
      expect(await layout.copies.find(copy.id)).toMatchObject({ database: copy.database, exists: false });
      await roles.copies.create(copy, never);
      expect(await roles.copies.state(copy)).toBe('loading');
      await roles.copies.create(copy, never);
      await roles.copies.markLoaded(copy);
      await roles.copies.markLoaded(copy);
      expect(await roles.copies.state(copy)).toBe('loaded');
      expect(await roles.copies.ofTenant(reservation.tenantId)).toEqual([
        { id: copy.id, tenantId: copy.tenantId, database: copy.database },
      ]);
      expect(await layout.copies.find(copy.id)).toMatchObject({ exists: true, purpose: 'beside', madeBy: 'ayse' });
      expect(await mayLogIn(reservation, copy.database)).toBe(false);
      expect(await administrator.tablesIn(copy.database)).toBe(0);
      await roles.close();
    });

    it('keeps how it compared', async () => {
      const { layout } = world();
      const { reservation, roles } = await working();
      const copy = await loaded(roles, reservation, 1);
      expect(await roles.copies.comparison(copy)).toBeUndefined();
      await roles.copies.keepComparison(copy, comparison);
      expect(await roles.copies.comparison(copy)).toEqual(comparison);
      expect((await layout.copies.find(copy.id))?.comparison?.result).toEqual(comparison);
      await roles.copies.drop(copy, never);
      await expect(roles.copies.keepComparison(copy, comparison)).rejects.toMatchObject({ key: 'copy.gone' });
      await roles.close();
    });

    it('that is half full is dropped and made again', async () => {
      const { administrator } = world();
      const { reservation, roles } = await working();
      const copy = copyOf(reservation, 'scratch');
      await roles.copies.reserve(copy);
      await roles.copies.create(copy, never);
      await administrator.addTables(copy.database, 2);
      expect(await roles.copies.state(copy)).toBe('loading');
      await roles.copies.create(copy, never);
      expect(await administrator.tablesIn(copy.database)).toBe(0);
      await roles.close();
    });

    it('is not made without being known, and not again when it was kept for going back', async () => {
      const { reservation, roles } = await working();
      await expect(roles.copies.create(copyOf(reservation), never)).rejects.toMatchObject({ key: 'copy.gone' });
      const kept = copyOf(reservation, 'rollback');
      await roles.copies.reserve(kept);
      await expect(roles.copies.create(kept, never)).rejects.toMatchObject({ key: 'copy.not_swappable' });
      expect(await roles.copies.state(kept)).toBe('absent');
      await roles.close();
    });

    it("P06: neither takes nor drops a database of its name that is somebody else's", async () => {
      const { administrator } = world();
      const { reservation, roles } = await working();
      const copy = copyOf(reservation);
      await roles.copies.reserve(copy);
      await administrator.createDatabase(copy.database, 1);
      expect(await roles.copies.state(copy)).toBe('foreign');
      await expect(roles.copies.create(copy, never)).rejects.toMatchObject(foreign);
      await expect(roles.copies.markLoaded(copy)).rejects.toMatchObject(foreign);
      await expect(roles.copies.drop(copy, never)).rejects.toMatchObject(foreign);
      expect(await administrator.tablesIn(copy.database)).toBe(1);
      await roles.close();
    });

    it('takes an empty unmarked one where it is known, as it is left by a console that dies there', async () => {
      const { administrator } = world();
      const { reservation, roles } = await working();
      const copy = copyOf(reservation);
      await administrator.createDatabase(copy.database, 0);
      expect(await roles.copies.state(copy)).toBe('foreign');
      await roles.copies.reserve(copy);
      expect(await roles.copies.state(copy)).toBe('loading');
      await roles.copies.create(copy, never);
      await roles.copies.markLoaded(copy);
      expect(await roles.copies.state(copy)).toBe('loaded');
      await roles.close();
    });

    it('is dropped with its row, and found gone the second time', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await working();
      const copy = await loaded(roles, reservation, 1);
      expect(await roles.copies.isDropped(copy)).toBe(false);
      expect(await roles.copies.drop(copy, never)).toMatchObject({ database: copy.database, databaseDropped: true });
      expect(await administrator.tablesIn(copy.database)).toBeUndefined();
      expect(await roles.copies.isDropped(copy)).toBe(true);
      expect(await roles.copies.drop(copy, never)).toMatchObject({ databaseDropped: false });
      expect(await layout.copies.find(copy.id)).toBeUndefined();
      expect(await roles.copies.ofTenant(reservation.tenantId)).toEqual([]);
      const onlyRow = copyOf(reservation);
      await roles.copies.reserve(onlyRow);
      await roles.copies.drop(onlyRow, never);
      expect(await roles.copies.isDropped(onlyRow)).toBe(true);
      await roles.close();
    });

    it('P23: keeps its names while a prepared transaction blocks its drop, and goes when that is gone', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await working();
      const copy = await loaded(roles, reservation, 1);
      const { database } = copy;
      await administrator.prepareTransaction(database, `kept ${database}`);
      await expect(roles.copies.drop(copy, never)).rejects.toMatchObject({
        key: 'operation.prepared_transactions',
        params: { database, names: `kept ${database}`, count: 1 },
      });
      expect(await layout.copies.find(copy.id)).toMatchObject({ database, exists: true });
      await administrator.rollbackPrepared(database, `kept ${database}`);
      expect(await roles.copies.drop(copy, never)).toMatchObject({ databaseDropped: true });
      await roles.close();
    });

    it('P24: that was dropped half-way is told, made again, and dropped', async () => {
      const { administrator } = world();
      const { reservation, roles } = await working();
      const copy = await loaded(roles, reservation, 1);
      await administrator.invalidate(copy.database);
      expect(await roles.copies.state(copy)).toBe('invalid');
      await expect(roles.copies.swap(swapOf(reservation, copy), never)).rejects.toMatchObject({
        key: 'copy.not_swappable',
      });
      await roles.copies.create(copy, never);
      expect(await roles.copies.state(copy)).toBe('loading');
      await administrator.invalidate(copy.database);
      expect(await roles.copies.drop(copy, never)).toMatchObject({ databaseDropped: true });
      await roles.close();
    });

    it('P07: is refused under a name that the server would cut, before any statement', async () => {
      const { reservation, roles } = await working();
      const refused = { code: 'invalid_input', key: 'name.database_too_long' };
      const cut = { ...copyOf(reservation), database: `Stocker_${'a'.repeat(60)}` };
      for (const ask of [
        () => roles.copies.reserve(cut),
        () => roles.copies.state(cut),
        () => roles.copies.create(cut, never),
        () => roles.copies.drop(cut, never),
      ])
        await expect(ask()).rejects.toMatchObject(refused);
      await roles.close();
    });
  });

  describe('an exchange', () => {
    it("makes the copy the tenant's, keeps the one before, and can be taken back", async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await working();
      const { database } = reservation;
      const copy = await loaded(roles, reservation, 2);
      const ask = swapOf(reservation, copy);
      expect(await roles.copies.isSwapped(ask)).toBe(false);
      expect(await roles.copies.swap(ask, never)).toMatchObject({ database, swapped: true });
      expect(await roles.copies.isSwapped(ask)).toBe(true);
      await roles.copies.swap(ask, never);
      expect(await administrator.tablesIn(database)).toBe(2);
      expect(await administrator.tablesIn(ask.rollback.database)).toBe(0);
      expect(await administrator.tablesIn(copy.database)).toBeUndefined();
      expect(await layout.copies.find(copy.id)).toBeUndefined();
      expect(await layout.copies.find(ask.rollback.id)).toMatchObject({ purpose: 'rollback', exists: true });
      expect(await roles.copies.state(ask.rollback)).toBe('loaded');
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'ours' });
      // Nobody but us is let in until its rights are as they were.
      expect(await mayLogIn(reservation, database)).toBe(false);
      await roles.storage.create(reservation, world().passwordVerifier('another password'), never);
      expect(await mayLogIn(reservation, database)).toBe(true);
      expect(await mayLogIn(reservation, ask.rollback.database)).toBe(false);

      const back = swapOf(reservation, ask.rollback);
      await roles.copies.swap(back, never);
      await roles.storage.create(reservation, world().passwordVerifier('another password'), never);
      expect(await administrator.tablesIn(database)).toBe(0);
      expect(await administrator.tablesIn(back.rollback.database)).toBe(2);
      expect(await mayLogIn(reservation, database)).toBe(true);
      expect(await roles.copies.isSwapped(back)).toBe(true);
      expect(await roles.copies.drop(back.rollback, never)).toMatchObject({ databaseDropped: true });
      expect(await roles.copies.isSwapped(back)).toBe(true);
      await roles.close();
    });

    it('leaves a tenant on hold closed', async () => {
      const { layout } = world();
      const { reservation, roles } = await working();
      const { tenantId: id, database } = reservation;
      const copy = await loaded(roles, reservation, 1);
      await layout.storage.seal({ id, database });
      await roles.copies.swap(swapOf(reservation, copy), never);
      await roles.storage.create(reservation, world().passwordVerifier('another password'), never);
      expect(await roles.storage.isReady(reservation)).toMatchObject({ stamped: true });
      expect(await mayLogIn(reservation, database)).toBe(false);
      await layout.storage.unseal({ id, database });
      expect(await mayLogIn(reservation, database)).toBe(true);
      await roles.close();
    });

    it('takes only what is whole, and only its own', async () => {
      const { administrator } = world();
      const { reservation, roles } = await working();
      const other = await working();
      const copy = copyOf(reservation);
      const ask = swapOf(reservation, copy);
      await expect(roles.copies.swap(ask, never)).rejects.toMatchObject({ key: 'copy.gone' });
      await roles.copies.reserve(copy);
      await expect(roles.copies.swap(ask, never)).rejects.toMatchObject({ key: 'copy.gone' });
      await roles.copies.create(copy, never);
      await expect(roles.copies.swap(ask, never)).rejects.toMatchObject({ key: 'copy.not_swappable' });
      const theirs = await loaded(other.roles, other.reservation, 1);
      await expect(roles.copies.swap(swapOf(reservation, theirs), never)).rejects.toMatchObject({
        key: 'copy.not_swappable',
      });
      expect(await administrator.tablesIn(theirs.database)).toBe(1);
      expect(await mayLogIn(reservation, reservation.database)).toBe(true);
      await Promise.all([roles.close(), other.roles.close()]);
    });

    it('D06: that a prepared transaction blocks leaves both as they were, and is done when that is gone', async () => {
      const { administrator } = world();
      const { reservation, roles } = await working();
      const { database } = reservation;
      const copy = await loaded(roles, reservation, 3);
      const ask = swapOf(reservation, copy);
      await administrator.prepareTransaction(database, `kept ${database}`);
      await expect(roles.copies.swap(ask, never)).rejects.toMatchObject({
        key: 'operation.prepared_transactions',
        params: { database },
      });
      expect(await roles.copies.state(copy)).toBe('loaded');
      expect(await mayLogIn(reservation, database)).toBe(true);
      await administrator.rollbackPrepared(database, `kept ${database}`);
      await roles.copies.swap(ask, never);
      expect(await administrator.tablesIn(database)).toBe(3);
      await roles.close();
    });
  });

  describe('a copy that becomes a new tenant', () => {
    it('carries its stamp and name, and is a copy no more', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await working();
      const copy = await loaded(roles, reservation, 2);
      const next = await reserved(layout, newCode());
      await next.roles.copies.adopt(copy, next.reservation, never);
      await next.roles.copies.adopt(copy, next.reservation, never);
      expect(await next.roles.storage.state(next.reservation)).toEqual({ kind: 'ours' });
      expect(await next.roles.copies.state(copy)).toBe('absent');
      expect(await next.roles.copies.isDropped(copy)).toBe(true);
      expect(await administrator.tablesIn(next.reservation.database)).toBe(2);
      await next.roles.storage.create(next.reservation, world().passwordVerifier('its password'), never);
      expect(await mayLogIn(next.reservation, next.reservation.database)).toBe(true);
      expect(await next.roles.storage.drop(next.reservation, never)).toMatchObject({ databaseDropped: true });
      await Promise.all([roles.close(), next.roles.close()]);
    });

    it('is not adopted by a tenant that has no row, nor over what is there', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await working();
      const copy = await loaded(roles, reservation, 1);
      const taken = { key: 'tenant.foreign_stamp' };
      await expect(roles.copies.adopt(copy, reservationFor(newCode()), never)).rejects.toMatchObject(taken);
      const next = await reserved(layout, newCode());
      await administrator.createDatabase(next.reservation.database, 1);
      await expect(next.roles.copies.adopt(copy, next.reservation, never)).rejects.toMatchObject(taken);
      expect(await administrator.tablesIn(next.reservation.database)).toBe(1);
      expect(await roles.copies.state(copy)).toBe('loaded');
      await Promise.all([roles.close(), next.roles.close()]);
    });
  });

  describe('fences of copies', () => {
    it('let an overtaken operation neither make, mark, exchange, adopt nor drop one', async () => {
      const { administrator } = world();
      const before = await working();
      const { roles, reservation } = before;
      const whole = await loaded(roles, reservation, 1);
      const begun = copyOf(reservation);
      await roles.copies.reserve(begun);
      const half = copyOf(reservation);
      await roles.copies.reserve(half);
      await roles.copies.create(half, never);
      const next = await reserved(world().layout, newCode());
      const after = await overtake(world(), before);
      const writes: ReadonlyArray<() => Promise<unknown>> = [
        () => roles.copies.reserve(copyOf(reservation)),
        () => roles.copies.create(begun, never),
        () => roles.copies.markLoaded(half),
        () => roles.copies.keepComparison(whole, comparison),
        () => roles.copies.swap(swapOf(reservation, whole), never),
        () => roles.copies.adopt(whole, next.reservation, never),
        () => roles.copies.drop(whole, never),
        () => roles.copies.drop(begun, never),
      ];
      for (const write of writes) await expect(write()).rejects.toMatchObject(lost);
      expect(await after.roles.copies.state(begun)).toBe('absent');
      expect(await after.roles.copies.state(half)).toBe('loading');
      expect(await after.roles.copies.state(whole)).toBe('loaded');
      expect(await after.roles.copies.ofTenant(reservation.tenantId as TenantId)).toHaveLength(3);
      expect(await administrator.tablesIn(whole.database)).toBe(1);
      expect(await mayLogIn(reservation, reservation.database)).toBe(true);
      await Promise.all([roles.close(), after.roles.close(), next.roles.close()]);
    });
  });
}
