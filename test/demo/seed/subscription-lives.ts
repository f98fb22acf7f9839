import type pg from 'pg';
import type { PlatformLayout } from '../../../main/layouts/layout.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import type { PlanTerms } from '../../../shared/domain/subscription-change.ts';
import {
  type MoveDetails,
  moveSubscription,
  type SubscriptionMove,
} from '../../../shared/domain/subscription-moves.ts';
import type { Subscription, SubscriptionAction } from '../../../shared/domain/subscriptions.ts';
import { type Calendar, createCalendar } from '../content/calendar.ts';
import type { DemoContent, DemoSubscription, DemoTenant, Scenario } from '../content/types.ts';
import { insert } from './insert.ts';

export interface SubscriptionLifeParts {
  readonly client: pg.ClientBase;
  readonly layout: Pick<PlatformLayout, 'subscriptions' | 'packages'>;
  readonly content: DemoContent;
  readonly today: string;
  readonly by: string;
}

interface Telling extends SubscriptionLifeParts {
  readonly calendar: Calendar;
}

/** More have rows only. */
const withHistory = 60;

const currentOf = async ({ layout }: Telling, { id }: DemoTenant): Promise<Subscription> => {
  const found = await layout.subscriptions.current(id as TenantId);
  if (found === undefined) throw new Error('the tenant has no subscription');
  return found;
};

/** How every subscription that goes on began, and when it began to pay. */
async function tellBeginnings({ client, layout, calendar, by }: Telling, tenants: ReadonlyArray<DemoTenant>) {
  const events: Array<Record<string, unknown>> = [];
  for (const tenant of tenants) {
    const rows = [...(await layout.subscriptions.ofTenant(tenant.id as TenantId))].reverse();
    for (const row of rows) {
      const plain: Subscription = { ...row, cancelAtPeriodEnd: false, cancelledOn: null, pendingChange: null };
      const begun: Subscription =
        row.trialEndsOn === null ? { ...plain, status: 'active' } : { ...plain, status: 'trial' };
      const of = { subscription_id: row.id, tenant_id: tenant.id, reason: null };
      const tell = (action: SubscriptionAction, at: string, before: Subscription | null, after: Subscription): void => {
        events.push({ ...of, at, by, action, before, after });
      };
      tell('start', `${row.startedOn}T14:00:00Z`, null, begun);
      if (row.trialEndsOn === null || row.status === 'trial') continue;
      const active: Subscription = { ...plain, status: 'active' };
      tell('activate', `${row.trialEndsOn}T07:12:00Z`, begun, active);
      if (row.status === 'past_due') tell('mark_past_due', calendar.daysAgo(20, 5, 40), active, plain);
      if (row.status === 'cancelled' && row.cancelledOn !== null)
        tell('cancel_now', `${row.cancelledOn}T11:05:00Z`, active, row);
    }
  }
  // One after the other, so that the newest has the highest number.
  await insert(
    client,
    ['tenantry', 'subscription_events'],
    [...events].sort((a, b) => (String(a['at']) < String(b['at']) ? -1 : 1)),
  );
}

/** As an operator would have done it, some days ago. */
async function act(
  parts: Telling,
  tenant: DemoTenant,
  did: { readonly action: SubscriptionMove; readonly daysAgo: number; readonly reason: string } & MoveDetails,
): Promise<void> {
  const { layout, client, calendar, by } = parts;
  const { action, daysAgo, reason, ...details } = did;
  const expected = await currentOf(parts, tenant);
  const day = calendar.dayAgo(daysAgo);
  const { after, refusal } = moveSubscription(expected, action, { ...details, reason, by }, day);
  if (after === undefined) throw new Error(`${action} of ${tenant.code}: ${refusal.key}`);
  const of = { id: expected.id, tenantId: expected.tenantId };
  await layout.subscriptions.move({ ...of, action, expected, after, reason, by });
  await client.query(
    `WITH told AS (
       UPDATE tenantry.subscription_events SET at = $2
        WHERE id = (SELECT max(id) FROM tenantry.subscription_events WHERE subscription_id = $1) RETURNING id),
     extended AS (
       UPDATE tenantry.subscriptions SET trial_extended_at = $2 WHERE subscription_id = $1 AND trial_extended_at IS NOT NULL
        RETURNING subscription_id)
     UPDATE public."Subscriptions" SET "UpdatedAt" = $2 WHERE "Id" = $1`,
    [expected.id, calendar.daysAgo(daysAgo, 8, 25)],
  );
}

/** Two currencies are never changed into each other: it can go over to another package of its own. */
const hasOthers = ({ packages }: DemoContent, one: DemoSubscription | undefined): boolean =>
  one?.status === 'active' && packages.some(({ id, currency }) => id !== one.packageId && currency === one.currency);

/** Another package of the same currency, as it is sold now. */
async function otherTerms({ layout }: Telling, current: Subscription): Promise<PlanTerms> {
  const sold = await layout.packages.list();
  const others = sold.filter(({ id, currency }) => id !== current.packageId && currency === current.price.currency);
  const to = others.at(-1);
  if (to === undefined) throw new Error('no other package of this currency');
  return {
    packageId: to.id,
    packageName: to.names.tr,
    packageVersion: to.version,
    price: { minor: to.monthlyPrice, currency: to.currency },
    period: 'monthly',
  };
}

/** Waits for the period's end, or waited and is due. */
async function schedule(parts: Telling, tenant: DemoTenant, periodEndedDaysAgo: number | null): Promise<void> {
  const { client, calendar } = parts;
  const before = await currentOf(parts, tenant);
  if (periodEndedDaysAgo !== null)
    await client.query('UPDATE public."Subscriptions" SET "CurrentPeriodEnd" = $2 WHERE "Id" = $1', [
      before.id,
      calendar.daysAgo(periodEndedDaysAgo),
    ]);
  await act(parts, tenant, {
    action: 'schedule_change',
    daysAgo: (periodEndedDaysAgo ?? 0) + 6,
    reason: 'Agreed on the phone, from the next period on',
    terms: await otherTerms(parts, before),
  });
}

/** What the platform's own rows can't say of subscriptions: who did what, what waits, what is unpaid, what was extended. */
export async function insertSubscriptionLives(asked: SubscriptionLifeParts): Promise<void> {
  const parts: Telling = { ...asked, calendar: createCalendar(asked.today) };
  const shown = asked.content.tenants.filter(({ lifecycle }) => lifecycle !== 'provisioning').slice(0, withHistory);
  const of = (scenario: Scenario): ReadonlyArray<DemoTenant> => shown.filter((one) => one.scenario === scenario);
  await tellBeginnings(parts, shown);
  const [unpaid] = of('past_due').slice(2);
  if (unpaid !== undefined)
    await act(parts, unpaid, { action: 'mark_unpaid', daysAgo: 9, reason: 'Third reminder without an answer' });
  const [extended] = of('trial').slice(2);
  if (extended !== undefined)
    await act(parts, extended, { action: 'extend_trial', daysAgo: 0, reason: 'Their accountant is on leave' });
  const ordinary = of('ordinary').filter(({ subscriptions }) => hasOthers(asked.content, subscriptions.at(-1)));
  for (const tenant of ordinary.slice(0, 3)) await schedule(parts, tenant, null);
  for (const [index, tenant] of ordinary.slice(3, 6).entries()) await schedule(parts, tenant, index + 1);
}
