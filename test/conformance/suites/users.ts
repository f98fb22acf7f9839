import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { UserTab } from '../../../shared/contract/users.ts';
import type { UserId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import { type ArrangedUser, type ConformanceWorld, never, newCode, newId, reserved } from '../world.ts';

const by = 'ayse@stocker.example';
const reason = 'left the company';
const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
const sent = async (): Promise<void> => undefined;
/** Whatever a world's clock says. */
const ahead = (): string => '2099-01-01T00:00:00.000Z';

export function describeUsers(world: () => ConformanceWorld): void {
  const users = () => world().layout.users;
  const add = async (change: Partial<ArrangedUser> = {}): Promise<UserId> => {
    const id = newId<UserId>();
    const email = `${newCode('user')}@people.example`;
    await world().administrator.addUser({
      ...{ id, tenantId: null, email, username: email, isAdmin: false, emailVerified: true, active: true },
      ...{ lockedUntil: null, lastLoginAt: null },
      ...change,
    });
    return id;
  };
  /** A tenant with its own database, as provisioning leaves it, and its owner. */
  const withDatabase = async () => {
    const { roles, reservation } = await reserved(world().layout, newCode('people'));
    await roles.tenants.createOwner(reservation);
    await roles.storage.create(reservation, world().passwordVerifier('password'), never);
    for (const migration of roles.migrator.available('core')) await roles.migrator.apply(reservation, migration, never);
    await roles.seeder.seed(reservation);
    await roles.close();
    const [owner] = await users().ofTenant(reservation.tenantId);
    if (owner === undefined) throw new Error('there is an owner');
    return { reservation, owner };
  };

  describe('users', () => {
    it('finds them over the whole platform by e-mail and name, with Turkish letters folded', async () => {
      const word = newCode('ara').slice(4);
      const id = await add({ email: `isik.${word}@firma.example`, username: `Işık Şahin ${word}` });
      await add({ email: `baska.${word}@firma.example`, username: 'Başka' });
      const page = (search: string) => users().page({ tab: 'all', search, offset: 0, limit: 10 });
      for (const search of [`IŞIK ${word}`, `şahin ${word}`, `isik.${word}@FIRMA`, `ışı ${word}`]) {
        const { rows, total } = await page(search);
        expect([search, total, rows.map((row) => row.id)]).toEqual([search, 1, [id]]);
      }
      expect((await page(word)).rows.map(({ email }) => email)).toEqual([
        `baska.${word}@firma.example`,
        `isik.${word}@firma.example`,
      ]);
      expect((await users().page({ tab: 'all', search: word, offset: 1, limit: 1 })).rows.map((row) => row.id)).toEqual(
        [id],
      );
    });

    it('has a tab for each standing, and counts what the search finds', async () => {
      const word = newCode('tab').slice(4);
      const email = (name: string) => ({ email: `${name}.${word}@firma.example` });
      const { reservation } = await withDatabase();
      await add({ ...email('admin'), tenantId: reservation.tenantId, isAdmin: true });
      await add(email('platform'));
      await add({ ...email('locked'), lockedUntil: ahead() });
      await add({ ...email('unlocked'), lockedUntil: '2020-01-01T00:00:00.000Z' });
      await add({ ...email('disabled'), active: false, lockedUntil: ahead(), emailVerified: false });
      await add({ ...email('invited'), emailVerified: false });
      await add({ ...email('seen'), emailVerified: false, lastLoginAt: '2026-01-02T03:04:05Z' });
      const names = async (tab: UserTab) =>
        (await users().page({ tab, search: word, offset: 0, limit: 50 })).rows.map((row) => row.email.split('.')[0]);
      expect(await names('admins')).toEqual(['admin']);
      expect(await names('locked')).toEqual(['locked']);
      expect(await names('disabled')).toEqual(['disabled']);
      expect(await names('invited')).toEqual(['invited']);
      expect(await names('platform')).toEqual(['disabled', 'invited', 'locked', 'platform', 'seen', 'unlocked']);
      const { counts, total } = await users().page({ tab: 'disabled', search: word, offset: 0, limit: 1 });
      expect(counts).toEqual({ all: 7, admins: 1, platform: 6, locked: 1, disabled: 1, invited: 1 });
      expect(total).toBe(1);
    });

    it('tells a tenant’s people, administrators first, and what its own database says', async () => {
      const { reservation, owner } = await withDatabase();
      const second = await add({ tenantId: reservation.tenantId, email: `a@${reservation.code}.example` });
      expect(owner).toMatchObject({
        email: reservation.ownerEmail,
        tenant: { id: reservation.tenantId, name: reservation.name, code: reservation.code },
        ...{ isTenantAdmin: true, active: true, lockedUntil: null, disabledAt: null, resetExpiresAt: null },
      });
      expect((await users().ofTenant(reservation.tenantId)).map(({ id }) => id)).toEqual([owner.id, second]);
      expect(await users().inTenant(reservation)).toMatchObject([
        { userId: owner.id, email: reservation.ownerEmail, role: 'super_admin', active: true, lastLoginAt: null },
      ]);
      expect(await users().inTenant({ tenantId: reservation.tenantId, database: 'Stocker_nobody_Db' })).toBeNull();
      expect(await users().inTenant({ tenantId: newId(), database: reservation.database })).toBeNull();
    });

    it('disables in both places and takes a link back, and enables again', async () => {
      const { reservation, owner } = await withDatabase();
      const { id } = owner;
      await users().expectReset({ id, by, tokenHash: hash('a'), validHours: 24, action: 'reset_sent' }, sent);
      const disabled = await users().disable({ id, reason, by });
      expect(disabled).toMatchObject({ inTenant: 'changed', user: { active: false, resetExpiresAt: null } });
      expect(disabled.user.disabledAt).not.toBeNull();
      expect(await users().inTenant(reservation)).toMatchObject([{ active: false }]);
      await expect(users().disable({ id, reason, by })).rejects.toMatchObject({ key: 'user.wrong_state' });
      const enabled = await users().enable({ id, reason, by });
      expect(enabled).toMatchObject({ inTenant: 'changed', user: { active: true, disabledAt: null } });
      expect(await users().inTenant(reservation)).toMatchObject([{ active: true }]);
      await expect(users().enable({ id, reason, by })).rejects.toMatchObject({ key: 'user.wrong_state' });
      expect(await users().events(id)).toMatchObject([
        { action: 'enabled', by, reason },
        { action: 'disabled', by, reason },
        { action: 'reset_sent', by, reason: null },
      ]);
    });

    it('keeps out whoever is disabled also where the tenant’s database can’t be reached, and says so', async () => {
      const { reservation, owner } = await withDatabase();
      await world().administrator.refuseConnections(reservation.database);
      expect(await users().disable({ id: owner.id, reason, by })).toMatchObject({
        ...{ inTenant: 'unreachable', user: { active: false } },
      });
      expect(await users().inTenant(reservation)).toBeNull();
      expect(await users().find(owner.id)).toMatchObject({ active: false });
    });

    it('has nothing to change in a tenant for a user of the platform', async () => {
      const id = await add();
      expect(await users().disable({ id, reason, by })).toMatchObject({ inTenant: 'none' });
    });

    it('unlocks who is locked, and nobody else', async () => {
      const id = await add({ lockedUntil: ahead() });
      expect(await users().unlock({ id, by })).toMatchObject({ lockedUntil: null });
      await expect(users().unlock({ id, by })).rejects.toMatchObject({ key: 'user.wrong_state' });
      expect(await users().events(id)).toMatchObject([{ action: 'unlocked', by }]);
    });

    it('makes a link once it was sent, and a new one makes the old one worthless', async () => {
      const id = await add();
      const link = { id, by, validHours: 24, action: 'reset_sent' } as const;
      const first = await users().expectReset({ ...link, tokenHash: hash('one') }, sent);
      expect(first).toMatchObject({ mustChangePassword: true });
      const [event] = await users().events(id);
      const hours = (Date.parse(first.resetExpiresAt ?? '') - Date.parse(event?.at ?? '')) / 3_600_000;
      expect(hours).toBeCloseTo(24, 1);
      expect(await world().administrator.linkOf(id)).toBe(hash('one'));
      await users().expectReset({ ...link, tokenHash: hash('two') }, sent);
      expect(await world().administrator.linkOf(id)).toBe(hash('two'));
      expect(await users().events(id)).toHaveLength(2);
    });

    it('puts everything back where the mail could not be sent', async () => {
      const id = await add();
      const link = { id, by, validHours: 24, action: 'reset_sent' } as const;
      const failing = async (): Promise<void> => {
        expect(await world().administrator.linkOf(id)).toBe(hash('lost'));
        throw new AppError('mail_failed', 'mail.refused');
      };
      const failed = expect(users().expectReset({ ...link, tokenHash: hash('lost') }, failing));
      await failed.rejects.toMatchObject({ key: 'mail.refused' });
      expect(await users().find(id)).toMatchObject({ resetExpiresAt: null, mustChangePassword: false });
      expect(await world().administrator.linkOf(id)).toBeNull();
      expect(await users().events(id)).toEqual([]);

      await users().expectReset({ ...link, tokenHash: hash('kept') }, sent);
      await expect(users().expectReset({ ...link, tokenHash: hash('lost') }, failing)).rejects.toThrow();
      expect(await world().administrator.linkOf(id)).toBe(hash('kept'));
      expect(await users().find(id)).toMatchObject({ mustChangePassword: true });
    });

    it('leaves a later link alone when an earlier mail fails after it', async () => {
      const id = await add();
      const link = { id, by, validHours: 24, action: 'reset_sent' } as const;
      await expect(
        users().expectReset({ ...link, tokenHash: hash('early') }, async () => {
          await users().expectReset({ ...link, tokenHash: hash('later') }, sent);
          throw new AppError('mail_failed', 'mail.refused');
        }),
      ).rejects.toThrow();
      expect(await world().administrator.linkOf(id)).toBe(hash('later'));
    });

    it('invites again who never came, and sends nobody else an invitation', async () => {
      const [invited, active] = [await add({ emailVerified: false }), await add()];
      const link = { by, tokenHash: hash('x'), validHours: 24 };
      await users().expectReset({ ...link, id: invited, action: 'invitation_sent' }, sent);
      for (const [id, action] of [
        [invited, 'reset_sent'],
        [active, 'invitation_sent'],
      ] as const)
        await expect(users().expectReset({ ...link, id, action }, sent)).rejects.toMatchObject({
          key: 'user.wrong_state',
        });
    });

    it('says who is not there', async () => {
      const id = newId<UserId>();
      expect(await users().find(id)).toBeUndefined();
      expect(await users().events(id)).toEqual([]);
      for (const act of [() => users().disable({ id, reason, by }), () => users().unlock({ id, by })])
        await expect(act()).rejects.toMatchObject({ key: 'user.not_found' });
    });
  });
}
