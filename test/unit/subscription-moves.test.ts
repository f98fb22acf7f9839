import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type MoveDetails,
  mayMove,
  mayStart,
  moveFrom,
  moveSubscription,
  type SubscriptionMove,
  trialFrom,
} from '../../shared/domain/subscription-moves.ts';
import { type Subscription, type SubscriptionState, subscriptionState } from '../../shared/domain/subscriptions.ts';
import { subscriptionOf } from '../builders/subscriptions.ts';

const today = '2026-11-21';
const pendingChange = {
  ...{ packageId: subscriptionOf().packageId, packageName: 'Büyüme', packageVersion: 2, period: 'monthly' as const },
  ...{ price: 60_000, currency: 'TRY', on: '2026-12-15', by: 'ayse' },
};
const terms = {
  ...{ packageId: subscriptionOf().packageId, packageName: 'Büyüme', packageVersion: 2, period: 'monthly' as const },
  price: { minor: 60_000, currency: 'TRY' },
};

/** One of each state, with a change that waits where one can. */
const states: Readonly<Record<SubscriptionState, Subscription>> = {
  trial: subscriptionOf({ status: 'trial', trialEndsOn: '2026-11-30', periodEndsOn: '2026-12-01' }),
  expired: subscriptionOf({ status: 'trial', trialEndsOn: '2026-11-20', periodEndsOn: '2026-11-21' }),
  active: subscriptionOf({ pendingChange }),
  past_due: subscriptionOf({ status: 'past_due', pendingChange }),
  unpaid: subscriptionOf({ status: 'past_due', unpaidSince: '2026-11-01', pendingChange }),
  non_renewing: subscriptionOf({ cancelAtPeriodEnd: true }),
  cancelled: subscriptionOf({ status: 'cancelled', cancelledOn: '2026-11-01' }),
};
const details: MoveDetails = { reason: 'Asked for', terms, by: 'ayse' };

/** Everything that the domain names, and nothing else. */
const allowed: ReadonlyArray<readonly [SubscriptionState, SubscriptionMove, SubscriptionState]> = [
  ['trial', 'activate', 'active'],
  ['trial', 'extend_trial', 'trial'],
  ['trial', 'change', 'trial'],
  ['active', 'change', 'active'],
  ['active', 'schedule_change', 'active'],
  ['active', 'cancel_change', 'active'],
  ['active', 'cancel_now', 'cancelled'],
  ['active', 'cancel_at_end', 'non_renewing'],
  ['active', 'mark_past_due', 'past_due'],
  ['past_due', 'change', 'past_due'],
  ['past_due', 'schedule_change', 'past_due'],
  ['past_due', 'cancel_change', 'past_due'],
  ['past_due', 'mark_unpaid', 'unpaid'],
  ['past_due', 'mark_paid', 'active'],
  ['unpaid', 'cancel_change', 'unpaid'],
  ['unpaid', 'cancel_now', 'cancelled'],
  ['unpaid', 'mark_paid', 'active'],
  ['non_renewing', 'cancel_now', 'cancelled'],
  ['non_renewing', 'undo_cancel', 'active'],
];

const actions = Object.keys(moveFrom) as ReadonlyArray<SubscriptionMove>;
const pairs = (Object.keys(states) as ReadonlyArray<SubscriptionState>).flatMap((from) =>
  actions.map((action) => [from, action] as const),
);

describe('what may become of a subscription', () => {
  it.each(pairs)('%s, %s', (from, action) => {
    const subscription = states[from];
    expect(subscriptionState(subscription, today)).toBe(from);
    const { after, refusal } = moveSubscription(subscription, action, details, today);
    const to = allowed.find(([state, one]) => state === from && one === action)?.[2];
    expect(mayMove(subscription, action, today)).toBe(to !== undefined);
    if (to === undefined) expect(refusal).toMatchObject({ key: 'subscription.wrong_state', from });
    else expect(subscriptionState(after ?? subscription, today)).toBe(to);
  });

  it('says both states where it is refused', () => {
    expect(moveSubscription(states.trial, 'cancel_now', {}, today).refusal).toMatchObject({
      ...{ key: 'subscription.wrong_state', from: 'trial', to: 'cancelled' },
      params: { from: 'trial', to: 'cancelled' },
    });
  });

  it.each(Object.entries(states))('%s: a new one is started only after an end', (state, subscription) =>
    expect(mayStart(subscription, today)).toBe(state === 'cancelled' || state === 'expired'),
  );
  it('starts the first one', () => expect(mayStart(undefined, today)).toBe(true));

  it.each([
    ['a reason', { reason: ' ' }, {}, 'subscription.reason_needed'],
    ['that it was not extended', { reason: 'Asked' }, { trialExtended: true }, 'subscription.trial_extended'],
    ['an end', { reason: 'Asked' }, { trialEndsOn: null }, 'subscription.trial_without_end'],
  ] as const)('an extension needs %s', (_, given, change, key) =>
    expect(moveSubscription({ ...states.trial, ...change }, 'extend_trial', given, today).refusal?.key).toBe(key),
  );

  it('extends a trial by fourteen days, once', () => {
    const begun = subscriptionOf({ status: 'trial', startedOn: today, ...trialFrom(today) });
    expect([begun.trialEndsOn, begun.periodEndsOn]).toEqual(['2026-12-05', '2026-12-06']);
    const { after } = moveSubscription(begun, 'extend_trial', { reason: 'Asked' }, today);
    expect(after).toMatchObject({ trialEndsOn: '2026-12-19', periodEndsOn: '2026-12-20', trialExtended: true });
  });

  it('begins a period on the day from which it is paid', () => {
    const { after } = moveSubscription(states.trial, 'activate', {}, '2026-11-30');
    expect(after).toMatchObject({ status: 'active', periodEndsOn: '2026-12-30' });
  });

  it.each([
    ['active', { periodEndsOn: today }, 'cancelled'],
    ['active', { periodEndsOn: '2026-11-22' }, 'non_renewing'],
  ] as const)('%s that does not renew, %j: %s', (status, change, state) => {
    const one = subscriptionOf({ status, cancelAtPeriodEnd: true, ...change });
    expect(subscriptionState(one, today)).toBe(state);
    expect(moveSubscription(one, 'undo_cancel', {}, today).after !== undefined).toBe(state === 'non_renewing');
  });

  it('forgets what was to come after the end, once it ends', () => {
    for (const action of ['cancel_now', 'cancel_at_end'] as const)
      expect(moveSubscription(states.active, action, {}, today).after?.pendingChange).toBeNull();
  });

  it('keeps the wish to end of one that pays again', () => {
    const { after } = moveSubscription({ ...states.past_due, cancelAtPeriodEnd: true }, 'mark_paid', {}, today);
    expect(after === undefined ? undefined : subscriptionState(after, today)).toBe('non_renewing');
  });

  it('ends at the end only before it', () => {
    const over = subscriptionOf({ periodEndsOn: today });
    for (const action of ['cancel_at_end', 'schedule_change'] as const) {
      expect(moveSubscription(over, action, details, today).refusal?.key).toBe('subscription.period_over');
      expect(mayMove(over, action, today)).toBe(false);
    }
    expect(moveSubscription(over, 'cancel_now', {}, today).after).toMatchObject({ cancelledOn: today });
  });
});

describe('a change of terms', () => {
  it.each([
    ['the same period', {}, terms, '2026-12-15'],
    ['by the year, from today', {}, { ...terms, period: 'yearly' as const }, '2027-11-21'],
    ['a period that is over, from today', { periodEndsOn: '2026-11-01' }, terms, '2026-12-21'],
    ['in a trial, as long as that', { status: 'trial' as const, trialEndsOn: '2026-11-30' }, terms, '2026-12-15'],
    [
      'put aside for a day that came',
      { pendingChange: { ...pendingChange, on: '2026-11-15' }, periodEndsOn: '2026-11-15' },
      terms,
      '2026-12-15',
    ],
    [
      'put aside long ago',
      { pendingChange: { ...pendingChange, on: '2026-08-15' }, periodEndsOn: '2026-08-15' },
      terms,
      '2026-12-15',
    ],
    [
      'put aside, and renewed by another program',
      { pendingChange: { ...pendingChange, on: '2026-11-15' } },
      terms,
      '2026-12-15',
    ],
  ] as const)('%s', (_, change, to, periodEndsOn) => {
    const { after } = moveSubscription(subscriptionOf(change), 'change', { terms: to }, today);
    expect(after).toMatchObject({ price: terms.price, period: to.period, periodEndsOn, pendingChange: null });
  });

  it('is refused where nothing changes, and across currencies within a paid period', () => {
    const key = (subscription: Subscription, to: MoveDetails['terms'], action: SubscriptionMove = 'change') =>
      moveSubscription(subscription, action, to === undefined ? {} : { terms: to }, today).refusal?.key;
    const euro = { ...terms, price: { minor: 900, currency: 'EUR' } };
    expect(key(subscriptionOf(), undefined)).toBe('subscription.same_terms');
    expect(key(subscriptionOf(), { ...terms, packageVersion: 1, price: subscriptionOf().price })).toBe(
      'subscription.same_terms',
    );
    expect(key(subscriptionOf(), euro)).toBe('subscription.currencies');
    expect(key(subscriptionOf(), euro, 'schedule_change')).toBeUndefined();
    expect(key(states.trial, euro)).toBeUndefined();
  });

  it('waits for the end with who wanted it, and is taken back before', () => {
    const { after } = moveSubscription(subscriptionOf(), 'schedule_change', details, today);
    expect(after).toEqual({ ...subscriptionOf(), pendingChange });
    expect(moveSubscription(after ?? subscriptionOf(), 'cancel_change', {}, today).after).toEqual(subscriptionOf());
    expect(moveSubscription(subscriptionOf(), 'cancel_change', {}, today).refusal?.key).toBe(
      'subscription.no_pending_change',
    );
  });
});

describe('whatever is done', () => {
  const day = fc
    .integer({ min: 0, max: 700 })
    .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
  const anySubscription = fc
    .record({
      status: fc.constantFrom('trial' as const, 'active' as const, 'past_due' as const, 'cancelled' as const),
      periodEndsOn: day,
      trialEndsOn: fc.option(day),
      unpaidSince: fc.option(day),
      cancelAtPeriodEnd: fc.boolean(),
      trialExtended: fc.boolean(),
    })
    .map(subscriptionOf);

  it('an end stays one, whose it is never changes, and the same twice is refused or the same', () => {
    fc.assert(
      fc.property(
        anySubscription,
        fc.array(fc.constantFrom(...actions), { maxLength: 12 }),
        day,
        (begun, steps, on) => {
          let one = begun;
          for (const action of steps) {
            const from = subscriptionState(one, on);
            const { after } = moveSubscription(one, action, details, on);
            if (after === undefined) continue;
            expect(['cancelled', 'expired']).not.toContain(from);
            expect([after.id, after.tenantId, after.startedOn]).toEqual([one.id, one.tenantId, one.startedOn]);
            const again = moveSubscription(after, action, details, on).after;
            if (again !== undefined && action !== 'activate')
              expect(subscriptionState(again, on)).toBe(subscriptionState(after, on));
            one = after;
          }
        },
      ),
    );
  });
});
