import { describe, expect, it } from 'vitest';
import { type ConformanceWorld, newCode, newId, register, reservationFor, reserved } from '../world.ts';

const everything = { tab: 'all', search: '', packageId: null, receivedWithinDays: null } as const;

export function describeRegistrations(world: () => ConformanceWorld): void {
  describe('registrations', () => {
    it('is found in its tab, by its name with Turkish letters folded', async () => {
      const { layout } = world();
      const reservation = reservationFor(newCode('cig'), { name: 'Çığ Işıklandırma Ltd. Şti.' });
      await register(layout, reservation);
      const filter = { ...everything, tab: 'open', search: 'CIG isik' } as const;
      const { rows, total } = await layout.registrations.page({ filter, offset: 0, limit: 10 });
      expect(total).toBe(1);
      expect(rows[0]).toMatchObject({ id: reservation.registrationId, state: 'verified', emailVerified: true });
      expect((await layout.registrations.counts()).open).toBeGreaterThanOrEqual(1);
      expect(JSON.stringify(rows)).not.toContain('123456');
      expect(JSON.stringify(rows)).not.toContain('a-hash-that');
    });

    it('moves by compare-and-set, and says both states when it is too late', async () => {
      const { layout } = world();
      const reservation = reservationFor(newCode());
      await register(layout, reservation);
      const { registrationId: id } = reservation;
      await layout.registrations.transition(id, ['verified'], 'rejected', 'A competitor');
      expect(await layout.registrations.find(id)).toMatchObject({ state: 'rejected', failureText: 'A competitor' });
      await expect(layout.registrations.transition(id, ['verified'], 'provisioning', null)).rejects.toMatchObject({
        key: 'registration.wrong_state',
      });
      await expect(layout.registrations.transition(newId(), ['verified'], 'rejected', null)).rejects.toMatchObject({
        key: 'registration.not_found',
      });
    });

    it('gives a new code a new end', async () => {
      const { layout } = world();
      const reservation = reservationFor(newCode());
      await register(layout, reservation);
      const { expiresAt } = await layout.registrations.setCode(reservation.registrationId, {
        code: '654321',
        validMinutes: 90,
      });
      expect((await layout.registrations.find(reservation.registrationId))?.codeExpiresAt).toBe(expiresAt);
    });

    it('knows which names are taken, whatever their case, and not by itself', async () => {
      const { layout } = world();
      const { reservation, roles } = await reserved(layout, newCode('taken'));
      const { code, ownerEmail, domain, database, registrationId } = reservation;
      await roles.tenants.createOwner(reservation);
      const shouted = {
        code: code.toUpperCase(),
        email: ownerEmail.toUpperCase(),
        domain: domain.toUpperCase(),
        database: database.toUpperCase(),
      };
      const all = { code: true, email: true, domain: true, database: true };
      const none = { code: false, email: false, domain: false, database: false };
      expect(await layout.registrations.namesTaken({ ...shouted, except: null })).toEqual(all);
      expect(await layout.registrations.namesTaken({ ...shouted, except: registrationId })).toEqual(none);
      const other = reservationFor(newCode('free'));
      expect(await layout.registrations.namesTaken({ ...other, email: other.ownerEmail, except: null })).toEqual(none);
      await roles.close();
    });
  });
}
