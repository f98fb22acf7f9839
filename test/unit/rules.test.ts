import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canBeHeld,
  defaultHoldEffects,
  effectiveAccess,
  holdEffects,
  holdKinds,
  isSuspended,
  mustBeSealed,
} from '../../shared/domain/holds.ts';
import {
  canBecome,
  canRegistrationBecome,
  lifecycles,
  registrationActions,
  registrationStates,
} from '../../shared/domain/lifecycle.ts';
import { decimalFromMinor, minorFromDecimal } from '../../shared/domain/money.ts';
import { fractionOf } from '../../shared/domain/operations.ts';
import { may, permissionForHold, permissions, roles } from '../../shared/domain/permissions.ts';
import { progressAfter, provisioningSteps } from '../../shared/domain/provisioning.ts';
import { monthlyAmount, subscriptionState } from '../../shared/domain/subscriptions.ts';

describe('lifecycle', () => {
  const allowed = new Set([
    'provisioning>active',
    'active>cancelled',
    'cancelled>active',
    'cancelled>deletion_scheduled',
    'deletion_scheduled>active',
    'deletion_scheduled>cancelled',
    'deletion_scheduled>deleting',
    'deleting>deleted',
  ]);
  it.each(lifecycles.flatMap((from) => lifecycles.map((to) => [from, to] as const)))('%s to %s', (from, to) =>
    expect(canBecome(from, to)).toBe(allowed.has(`${from}>${to}`)),
  );
});

describe('registration', () => {
  const allowed = new Set([
    'pending_verification>verified',
    'pending_verification>expired',
    'pending_verification>rejected',
    'verified>provisioning',
    'verified>rejected',
    'provisioning>completed',
    'provisioning>failed',
    'provisioning>verified',
    'failed>provisioning',
    'failed>verified',
    'failed>rejected',
    'expired>rejected',
  ]);
  it.each(registrationStates.flatMap((from) => registrationStates.map((to) => [from, to] as const)))(
    '%s to %s',
    (from, to) => expect(canRegistrationBecome(from, to)).toBe(allowed.has(`${from}>${to}`)),
  );
  it('that has ended offers nothing', () => {
    for (const state of ['completed', 'rejected'] as const)
      expect(Object.values(registrationActions(state))).not.toContain(true);
  });
  it('that failed offers retry and clean up', () =>
    expect(registrationActions('failed')).toMatchObject({ retry: true, cleanUp: true, provision: false }));
});

describe('holds', () => {
  const hold = (
    kind: (typeof holdKinds)[number],
    effects = defaultHoldEffects[kind],
    liftedAt: string | null = null,
  ) => ({ kind, effects, liftedAt });

  it('without any leaves an active tenant its full access', () =>
    expect(effectiveAccess('active', [])).toEqual({ access: 'full', reasons: [] }));
  it('names every blocking hold as the reason', () =>
    expect(effectiveAccess('active', [hold('billing'), hold('legal'), hold('security')])).toEqual({
      access: 'none',
      reasons: [
        { because: 'hold', kind: 'billing' },
        { because: 'hold', kind: 'security' },
      ],
    }));
  it('that blocks only writing leaves reading', () =>
    expect(effectiveAccess('active', [hold('legal')])).toEqual({
      access: 'read_only',
      reasons: [{ because: 'hold', kind: 'legal' }],
    }));
  it('that was lifted counts for nothing', () =>
    expect(effectiveAccess('active', [hold('billing', ['block_login'], '2026-01-01T00:00:00Z')]).access).toBe('full'));
  it('gives access back only with the last blocking one', () => {
    const effects = fc.uniqueArray(fc.constantFrom(...holdEffects), { minLength: 1 });
    const any = fc.record({
      kind: fc.constantFrom(...holdKinds),
      effects,
      liftedAt: fc.constantFrom(null, '2026-01-01T00:00:00Z'),
    });
    fc.assert(
      fc.property(fc.array(any), (holds) => {
        const live = holds.filter(({ liftedAt }) => liftedAt === null);
        const blocks = live.some((one) => one.effects.some((effect) => effect !== 'block_write'));
        expect(effectiveAccess('active', holds).access === 'none').toBe(blocks);
        expect(mustBeSealed(holds)).toBe(blocks);
        if (isSuspended(holds)) expect(mustBeSealed(holds)).toBe(true);
      }),
    );
  });
  it.each(lifecycles)('a tenant that is %s', (lifecycle) => {
    expect(canBeHeld(lifecycle)).toBe(['active', 'cancelled', 'deletion_scheduled'].includes(lifecycle));
    if (lifecycle !== 'active')
      expect(effectiveAccess(lifecycle, [])).toEqual({
        access: 'none',
        reasons: [{ because: 'lifecycle', lifecycle }],
      });
  });
});

describe('permissions', () => {
  it('let the super admin do everything and the viewer only read', () => {
    for (const permission of permissions) {
      expect(may('super_admin', permission)).toBe(true);
      expect(may('viewer', permission)).toBe(permission === 'read');
    }
  });
  it('let everybody read', () => expect(roles.every((role) => may(role, 'read'))).toBe(true));
  it.each([
    ['finance', 'billing', true],
    ['finance', 'maintenance', false],
    ['finance', 'security', false],
    ['support', 'maintenance', true],
    ['support', 'customer_request', true],
    ['support', 'billing', false],
    ['support', 'legal', false],
    ['viewer', 'maintenance', false],
  ] as const)('%s and a %s hold: %s', (role, kind, allowed) =>
    expect(may(role, permissionForHold(kind))).toBe(allowed),
  );
  it('keep support from removing anything', () => {
    expect(may('support', 'registrations.clean_up')).toBe(false);
    expect(may('support', 'registrations.reject')).toBe(false);
    expect(may('support', 'registrations.retry')).toBe(true);
  });
});

describe('provisioning progress', () => {
  it('rises with every step and ends at 100', () => {
    const percents = provisioningSteps.map((step) => progressAfter[step]);
    expect([...percents].sort((a, b) => a - b)).toEqual(percents);
    expect(percents.at(-1)).toBe(100);
  });
  it('is a share that grows with what is done', () => {
    const steps = (done: number) => provisioningSteps.map((_, index) => ({ weight: 1, done: index < done }));
    expect(fractionOf(steps(0), 0)).toBe(0);
    expect(fractionOf(steps(4), 0.5)).toBeCloseTo(0.5);
    expect(fractionOf(steps(9), 0)).toBe(1);
    expect(fractionOf(steps(0), 7)).toBeCloseTo(1 / 9);
  });
});

describe('money', () => {
  it.each([
    ['1234.50', 123_450],
    ['1.005', 101],
    ['1.004', 100],
    ['-1.005', -101],
    ['0', 0],
    ['7', 700],
    ['0.1', 10],
  ])('%s is %i kurus', (decimal, minor) => expect(minorFromDecimal(decimal, 'TRY')).toBe(minor));
  it('has no minor units where the currency has none', () => expect(minorFromDecimal('1234.5', 'JPY')).toBe(1235));
  it.each(['', 'NaN', '1,5', '1e3', ' 1', '90071992547409.93'])('refuses %j', (text) =>
    expect(() => minorFromDecimal(text, 'TRY')).toThrow(),
  );
  it('comes back from the database as it went', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('TRY', 'JPY'), (minor, currency) => {
        expect(minorFromDecimal(decimalFromMinor({ minor, currency }), currency)).toBe(minor);
      }),
    );
  });
});

describe('subscriptions', () => {
  it.each([
    ['trial', '2026-11-20', false, 'expired'],
    ['trial', '2026-11-21', false, 'trial'],
    ['active', null, true, 'non_renewing'],
    ['active', null, false, 'active'],
    ['past_due', null, true, 'past_due'],
    ['cancelled', null, false, 'cancelled'],
  ] as const)('%s until %s, ending %s, is %s', (status, trialEndsOn, cancelAtPeriodEnd, state) =>
    expect(
      subscriptionState(
        { status, trialEndsOn, cancelAtPeriodEnd, periodEndsOn: '2026-11-22', unpaidSince: null },
        '2026-11-21',
      ),
    ).toBe(state),
  );
  it.each([
    [1_440_000, 'yearly', 'past_due', 120_000],
    [100_000, 'monthly', 'active', 100_000],
    [1_000, 'yearly', 'active', 83],
    [1_002, 'yearly', 'active', 84],
    [90_000, 'monthly', 'trial', 0],
    [90_000, 'monthly', 'cancelled', 0],
  ] as const)('%i %s %s counts %i a month', (minor, period, status, amount) =>
    expect(monthlyAmount(minor, period, status)).toBe(amount),
  );
});
