import { describe, expect, it } from 'vitest';
import type { OperationRoles } from '../../../main/layouts/layout.ts';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import { type ConformanceWorld, hold, never, newCode, newId, reservationFor, reserved } from '../world.ts';

const foreign = { code: 'conflict', key: 'tenant.foreign_stamp' };

export function describeStorage(world: () => ConformanceWorld): void {
  const verifier = (password: string): string => world().passwordVerifier(password);
  const create = (roles: OperationRoles, reservation: Reservation) =>
    roles.storage.create(reservation, verifier('first password'), never);

  describe("a tenant's database", () => {
    it('is created, stamped and closed to everybody else, once', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      const { database, role } = reservation;
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'absent' });
      expect(await roles.storage.isReady(reservation)).toBeUndefined();
      const evidence = await create(roles, reservation);
      expect(evidence).toEqual({ database, stamped: true, role, publicMayConnect: false, publicSchemaClosed: true });
      expect(await roles.storage.isReady(reservation)).toEqual(evidence);
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'ours' });
      expect(await roles.storage.roleExists(reservation)).toBe(true);
      expect(await administrator.mayLogIn(role, 'first password', database)).toBe(true);
      // Made again with another password: the newest counts, for it is the one that was kept.
      expect(await roles.storage.create(reservation, verifier('second password'), never)).toEqual(evidence);
      expect(await administrator.mayLogIn(role, 'first password', database)).toBe(false);
      expect(await administrator.mayLogIn(role, 'second password', database)).toBe(true);
      await roles.close();
    });

    it('is dropped with its role, and found gone the second time', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      const { database, role } = reservation;
      await create(roles, reservation);
      expect(await roles.storage.drop(reservation, never)).toMatchObject({ database, databaseDropped: true });
      expect(await administrator.tablesIn(database)).toBeUndefined();
      expect(await roles.storage.drop(reservation, never)).toEqual({ database, databaseDropped: false });
      expect(await roles.storage.dropRole(reservation)).toEqual({ role, roleDropped: true });
      expect(await roles.storage.dropRole(reservation)).toEqual({ role, roleDropped: false });
      expect(await roles.storage.roleExists(reservation)).toBe(false);
      await roles.close();
    });

    it("P06: leaves somebody else's database as it is, provisioning and cleaning up alike", async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      await administrator.createDatabase(reservation.database, 1);
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'foreign', owner: null });
      await expect(create(roles, reservation)).rejects.toMatchObject(foreign);
      await expect(roles.storage.drop(reservation, never)).rejects.toMatchObject(foreign);
      expect(await administrator.tablesIn(reservation.database)).toBe(1);
      expect(await roles.storage.roleExists(reservation)).toBe(false);
      await roles.close();
    });

    it("neither adopts nor drops another tenant's, nor takes its role", async () => {
      const { layout, administrator } = world();
      const { reservation: first, roles } = await reserved(layout, newCode());
      await create(roles, first);
      const other = { ...first, tenantId: newId<Reservation['tenantId']>() };
      expect(await roles.storage.state(other)).toEqual({ kind: 'foreign', owner: first.tenantId });
      await expect(create(roles, other)).rejects.toMatchObject(foreign);
      await expect(roles.storage.drop(other, never)).rejects.toMatchObject(foreign);
      expect(await roles.storage.roleExists(other)).toBe(false);
      expect(await roles.storage.dropRole(other)).toMatchObject({ roleDropped: false });
      expect(await administrator.mayLogIn(first.role, 'first password', first.database)).toBe(true);
      const rival = await reserved(layout, newCode());
      await expect(create(rival.roles, { ...rival.reservation, role: first.role })).rejects.toMatchObject({
        key: 'tenant.foreign_role',
        params: { role: first.role },
      });
      await Promise.all([roles.close(), rival.roles.close()]);
    });

    it('adopts an empty one that its row names, and no other', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      await administrator.createDatabase(reservation.database, 0);
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'empty_unstamped' });
      const nobody = await hold(layout, reservationFor(newCode()));
      const unnamed = reservationFor(newCode(), { database: reservation.database, role: reservation.role });
      await expect(create(nobody.roles, unnamed)).rejects.toMatchObject(foreign);
      await expect(nobody.roles.storage.drop(unnamed, never)).rejects.toMatchObject(foreign);
      await create(roles, reservation);
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'ours' });
      await Promise.all([roles.close(), nobody.roles.close()]);
    });

    it('drops an empty one that an earlier try left before its stamp', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      await administrator.createDatabase(reservation.database, 0);
      expect(await roles.storage.drop(reservation, never)).toMatchObject({ databaseDropped: true });
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'absent' });
      await roles.close();
    });

    it('P07: refuses a name that the server would cut, before any statement', async () => {
      const { layout } = world();
      const long = `Stocker_${'a'.repeat(60)}`;
      const { roles } = await hold(layout, reservationFor(newCode()));
      const refused = { code: 'invalid_input', key: 'name.database_too_long' };
      const cut = reservationFor(newCode(), { database: long });
      await expect(roles.storage.state(cut)).rejects.toMatchObject(refused);
      await expect(create(roles, cut)).rejects.toMatchObject(refused);
      await expect(roles.storage.drop(cut, never)).rejects.toMatchObject(refused);
      await expect(create(roles, reservationFor(newCode(), { role: long }))).rejects.toMatchObject(refused);
      for (const database of ['postgres', 'template1', 'a"; DROP TABLE x; --', 'pg_x', '', 'Stoçker'])
        await expect(roles.storage.state({ ...cut, database })).rejects.toMatchObject({ code: 'invalid_input' });
      await roles.close();
    });

    it('F2: makes one of six that are asked for at once', async () => {
      const { layout } = world();
      const { reservation, roles, lease } = await reserved(layout, newCode());
      const six = await Promise.all(Array.from({ length: 6 }, () => layout.openOperation(lease)));
      const tries = await Promise.allSettled(six.map((one) => create(one, reservation)));
      expect(tries.some(({ status }) => status === 'fulfilled')).toBe(true);
      for (const one of tries)
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'busy', retry: true });
      expect(await roles.storage.isReady(reservation)).toMatchObject({ stamped: true });
      await Promise.all([roles, ...six].map((one) => one.close()));
    });

    it('P23: names the prepared transaction that keeps it, and drops it when that is gone', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      const { database } = reservation;
      await create(roles, reservation);
      await administrator.prepareTransaction(database, `kept ${database}`);
      await expect(roles.storage.drop(reservation, never)).rejects.toMatchObject({
        key: 'operation.prepared_transactions',
        params: { database, names: `kept ${database}`, count: 1 },
      });
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'ours' });
      await administrator.rollbackPrepared(database, `kept ${database}`);
      expect(await roles.storage.drop(reservation, never)).toMatchObject({ databaseDropped: true });
      await roles.close();
    });

    it('P24: tells a half-dropped one, uses it for nothing, and drops it', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      await administrator.createDatabase(reservation.database, 0);
      await administrator.invalidate(reservation.database);
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'invalid' });
      await expect(create(roles, reservation)).rejects.toMatchObject({ key: 'tenant.database_invalid' });
      expect(await roles.storage.drop(reservation, never)).toMatchObject({ databaseDropped: true });
      await create(roles, reservation);
      await roles.close();
    });

    it("P23, D06: drops a deleting tenant's, and names what blocks it before and while it does", async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      const { database, tenantId } = reservation;
      await create(roles, reservation);
      await roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'tr' });
      const move = { tenantId, deleteAfter: null, reason: 'it ended', by: 'ayse' };
      await layout.lifecycle.move({ ...move, from: ['active'], to: 'cancelled' });
      await expect(roles.storage.drop(reservation, never)).rejects.toMatchObject({ key: 'tenant.wrong_state' });
      await layout.lifecycle.move({
        ...move,
        from: ['cancelled'],
        to: 'deletion_scheduled',
        deleteAfter: '2026-01-01',
      });
      await expect(roles.storage.drop(reservation, never)).rejects.toMatchObject({ key: 'tenant.wrong_state' });
      await roles.lifecycle.beginDeleting({ tenantId, reason: 'it ended', by: 'ayse' });
      await layout.storage.seal({ id: tenantId, database });
      expect(await roles.storage.blockers(reservation)).toEqual([]);
      await administrator.prepareTransaction(database, `kept ${database}`);
      expect(await roles.storage.blockers(reservation)).toEqual([`kept ${database}`]);
      await expect(roles.storage.drop(reservation, never)).rejects.toMatchObject({
        key: 'operation.prepared_transactions',
      });
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'ours' });
      await administrator.rollbackPrepared(database, `kept ${database}`);
      expect(await roles.storage.drop(reservation, never)).toMatchObject({ databaseDropped: true });
      expect(await roles.storage.dropRole(reservation)).toMatchObject({ roleDropped: true });
      await roles.close();
    });

    it("keeps a working tenant's password and doors, however often its rights are set", async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      const { role, database, tenantId: id } = reservation;
      await create(roles, reservation);
      await roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'tr' });
      await roles.storage.create(reservation, verifier('second password'), never);
      expect(await administrator.mayLogIn(role, 'first password', database)).toBe(true);
      expect(await administrator.mayLogIn(role, 'second password', database)).toBe(false);
      await layout.storage.seal({ id, database });
      await roles.storage.create(reservation, verifier('second password'), never);
      expect(await administrator.mayLogIn(role, 'first password', database)).toBe(false);
      expect(await roles.storage.isReady(reservation)).toMatchObject({ stamped: true });
      await layout.storage.unseal({ id, database });
      expect(await administrator.mayLogIn(role, 'first password', database)).toBe(true);
      await roles.close();
    });

    it("does not drop an active tenant's, whoever asks", async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      await create(roles, reservation);
      await roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'tr' });
      await expect(roles.storage.drop(reservation, never)).rejects.toMatchObject({ key: 'tenant.wrong_state' });
      expect(await administrator.mayLogIn(reservation.role, 'first password', reservation.database)).toBe(true);
      await roles.close();
    });

    it('does nothing that was called off before it began', async () => {
      const { layout } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      await expect(roles.storage.create(reservation, verifier('x'), AbortSignal.abort())).rejects.toThrow();
      expect(await roles.storage.state(reservation)).toEqual({ kind: 'absent' });
      await roles.close();
    });

    it('is closed and opened again for a hold', async () => {
      const { layout, administrator } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      const { role, database, tenantId: id } = reservation;
      await create(roles, reservation);
      const mayLogIn = (): Promise<boolean> => administrator.mayLogIn(role, 'first password', database);
      expect(await layout.storage.seal({ id, database })).toMatchObject({ sealed: true, role, sessionsLeft: 0 });
      expect(await mayLogIn()).toBe(false);
      expect(await layout.storage.seal({ id, database })).toMatchObject({ sealed: true });
      expect(await layout.storage.unseal({ id, database })).toMatchObject({ sealed: false, role });
      expect(await mayLogIn()).toBe(true);
      expect(await layout.storage.inspect({ id, database })).toMatchObject({
        exists: true,
        publicCanConnect: false,
        role: { name: role, canLogin: true, isSuperuser: false },
        stamp: { state: 'ours', tenantId: id },
      });
      await roles.close();
    });
  });
}
