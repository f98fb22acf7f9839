import { describe, expect, it } from 'vitest';
import type { OperatorId } from '../../../shared/domain/ids.ts';
import type { Role } from '../../../shared/domain/permissions.ts';
import { type ConformanceWorld, newId } from '../world.ts';

const operator = (
  email: string,
  role: Role,
  overrides: { onlyIfFirst?: boolean; mustChangePassword?: boolean } = {},
) => ({
  id: newId<OperatorId>(),
  name: `Operator ${email}`,
  email,
  role,
  passwordHash: 'hash',
  mustChangePassword: false,
  by: null,
  onlyIfFirst: false,
  ...overrides,
});

export function describeOperators(world: () => ConformanceWorld): void {
  describe('operators', () => {
    it('lets exactly one of two racing consoles make the first', async () => {
      const { layout } = world();
      const second = await world().another();
      expect(await layout.operators.count()).toBe(0);
      const tries = await Promise.allSettled([
        layout.operators.add(operator('first@a.example', 'super_admin', { onlyIfFirst: true })),
        second.operators.add(operator('other@a.example', 'super_admin', { onlyIfFirst: true })),
      ]);
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { key: 'session.operators_exist' },
      });
      expect(await layout.operators.count()).toBe(1);
    });

    it('never takes the last super admin away', async () => {
      const { operators } = world().layout;
      const [only] = await operators.list();
      if (only === undefined) throw new Error('there is a first operator');
      await expect(operators.setRole(only.id, 'viewer')).rejects.toMatchObject({ key: 'operator.last_super_admin' });
      await expect(operators.setDisabled(only.id, true)).rejects.toMatchObject({ key: 'operator.last_super_admin' });
      const next = await operators.add(operator('next@a.example', 'super_admin'));
      expect(await operators.setRole(only.id, 'viewer')).toMatchObject({ role: 'viewer' });
      await expect(operators.setDisabled(next.id, true)).rejects.toMatchObject({ key: 'operator.last_super_admin' });
    });

    it('compares e-mails without case', async () => {
      const { operators } = world().layout;
      await operators.add(operator('Mixed@Case.example', 'support'));
      await expect(operators.add(operator('mixed@case.EXAMPLE', 'viewer'))).rejects.toMatchObject({
        key: 'operator.email_taken',
        field: 'email',
      });
      expect(await operators.credentials('MIXED@case.example')).toMatchObject({
        role: 'support',
        lockedOutSeconds: null,
      });
      expect(await operators.credentials('nobody@case.example')).toBeUndefined();
    });

    it('locks out after so many wrong passwords, and forgets them after a right one', async () => {
      const { operators } = world().layout;
      const limits = { attempts: 3, lockSeconds: 300 };
      const { id } = await operators.add(operator('wrong@a.example', 'finance'));
      expect(await operators.recordFailure(id, limits)).toBeNull();
      expect(await operators.recordFailure(id, limits)).toBeNull();
      await operators.recordSignIn(id);
      expect(await operators.recordFailure(id, limits)).toBeNull();
      expect(await operators.recordFailure(id, limits)).toBeNull();
      expect(await operators.recordFailure(id, limits)).toBeGreaterThan(290);
      expect(await operators.recordFailure(id, limits)).toBeGreaterThan(290);
      expect((await operators.list()).find((row) => row.id === id)?.state).toBe('locked_out');
      expect(await operators.setDisabled(id, false)).toMatchObject({ state: 'active' });
    });

    it('asks the invited for a password of their own', async () => {
      const { operators } = world().layout;
      const invited = await operators.add(operator('new@a.example', 'viewer', { mustChangePassword: true }));
      expect(invited.state).toBe('invited');
      expect(await operators.setPassword(invited.id, 'another', false)).toMatchObject({ state: 'active' });
      expect(await operators.credentials('new@a.example')).toMatchObject({ passwordHash: 'another' });
      expect(await operators.setDisabled(invited.id, true)).toMatchObject({ state: 'disabled' });
    });

    it('says who is not there', async () => {
      const { operators } = world().layout;
      await expect(operators.setRole(newId(), 'viewer')).rejects.toMatchObject({ key: 'operator.not_found' });
    });
  });
}
