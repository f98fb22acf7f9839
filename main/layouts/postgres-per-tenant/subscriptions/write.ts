import { isDeepStrictEqual } from 'node:util';
import { decimalFromMinor } from '../../../../shared/domain/money.ts';
import { mayStart } from '../../../../shared/domain/subscription-moves.ts';
import type { Subscription } from '../../../../shared/domain/subscriptions.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { NewSubscription, SubscriptionChange, SubscriptionRecords } from '../../roles/subscriptions.ts';
import { billingPeriodWords, readWordSql, subscriptionWords } from '../words.ts';
import { addEvent, movesBy, stands } from './events.ts';
import { writeModules } from './modules.ts';
import { modulesHad } from './modules-had.ts';
import { currentOf, daySql } from './rows.ts';
import { findOne, lockTenant, readAll, type Writing } from './writing.ts';

/** Midnight where the seller is; the last day of a trial is used up to its end. */
const dayStart = (day: string, zone: string): string => `((${day})::date::timestamp AT TIME ZONE ${zone})`;
const dayEnd = (day: string, zone: string): string =>
  `(((${day})::date + 1)::timestamp AT TIME ZONE ${zone} - interval '1 second')`;
/** Today is now, so that of two things on one day the later one is told from the earlier. */
const dayMoment = (day: string, zone: string): string =>
  `(CASE WHEN (${day})::date = (now() AT TIME ZONE ${zone})::date THEN now() ELSE ${dayStart(day, zone)} END)`;

/** A moment of the platform's own stays what it is for as long as its day does. */
const keep = (column: string, day: string, zone: string, made: string): string =>
  `CASE WHEN (${day}) IS NULL THEN NULL WHEN (${daySql(column, zone)}) IS NOT DISTINCT FROM (${day}) THEN ${column} ELSE ${made} END`;

export async function insertSubscription(writing: Writing, asked: NewSubscription): Promise<Subscription> {
  const { runner, deps, operation } = writing;
  const { id, tenantId, packageId, price, currency, period, trialEndsOn } = asked;
  await runner.query({
    text: `INSERT INTO public."Subscriptions" ("Id", "TenantId", "PackageId", "Status", "Price", "Currency", "BillingPeriod",
             "StartDate", "CurrentPeriodEnd", "TrialEndDate", "CancelAtPeriodEnd", "UpdatedAt")
           VALUES ($1, $2, $3, $4, $5::numeric, $6, $7, ${dayMoment('$9', '$8::text')}, ${dayStart('$10', '$8::text')},
             ${dayEnd('$11', '$8::text')}, false, now())`,
    values: [
      ...[id, tenantId, packageId, subscriptionWords.written[trialEndsOn === null ? 'active' : 'trial']],
      ...[decimalFromMinor({ minor: price, currency }), currency, billingPeriodWords.written[period]],
      ...[deps.settings.timeZone, asked.startsOn, asked.periodEndsOn, trialEndsOn],
    ],
  });
  await runner.query({
    text: 'INSERT INTO tenantry.subscriptions (subscription_id, tenant_id, package_version, op_id) VALUES ($1, $2, $3, $4)',
    values: [id, tenantId, asked.packageVersion, operation],
  });
  await writeModules(
    writing,
    { id, tenantId, by: asked.by, reason: asked.reason },
    { before: [], after: asked.modules },
  );
  const made = await findOne(writing, tenantId, id);
  await addEvent(writing, { action: 'start', before: null, after: made, reason: asked.reason, by: asked.by });
  return made;
}

/** Throws `subscription.exists` where one has not ended. */
export async function startOne(writing: Writing, asked: NewSubscription): Promise<Subscription> {
  await lockTenant(writing, asked.tenantId, 'active');
  const current = currentOf(await readAll(writing, asked.tenantId));
  if (current !== undefined && !mayStart(current.subscription, current.today))
    throw new AppError('conflict', 'subscription.exists', { params: { name: current.subscription.packageName } });
  return insertSubscription(writing, asked);
}

async function writeAfter({ runner, deps }: Writing, after: Subscription): Promise<void> {
  const zone = '$2::text';
  const periodEnd = keep('"CurrentPeriodEnd"', '$8::text', zone, dayStart('$8::text', zone));
  const trialEnd = keep('"TrialEndDate"', '$9::text', zone, dayEnd('$9::text', zone));
  const cancelled = keep('"CancelledAt"', '$11::text', zone, dayMoment('$11::text', zone));
  await runner.query({
    text: `UPDATE public."Subscriptions" SET "PackageId" = $3, "Price" = $5::numeric, "Currency" = $6,
             "Status" = CASE WHEN ${readWordSql(subscriptionWords, '"Status"')} = $4 THEN "Status" ELSE $12 END,
             "BillingPeriod" = $7, "CurrentPeriodEnd" = ${periodEnd}, "TrialEndDate" = ${trialEnd},
             "CancelAtPeriodEnd" = $10, "CancelledAt" = ${cancelled}, "UpdatedAt" = now()
           WHERE "Id" = $1`,
    values: [
      ...[after.id, deps.settings.timeZone, after.packageId, after.status, decimalFromMinor(after.price)],
      ...[after.price.currency, billingPeriodWords.written[after.period], after.periodEndsOn, after.trialEndsOn],
      ...[after.cancelAtPeriodEnd, after.cancelledOn, subscriptionWords.written[after.status]],
    ],
  });
  const unpaid = keep('kept.unpaid_since', '$5::text', zone, dayMoment('$5::text', zone));
  await runner.query({
    text: `INSERT INTO tenantry.subscriptions AS kept
             (subscription_id, tenant_id, package_version, trial_extended_at, unpaid_since, pending_change)
           VALUES ($1, $3, $4, CASE WHEN $6 THEN now() END, ${dayMoment('$5::text', zone)}, $7::jsonb)
           ON CONFLICT (subscription_id) DO UPDATE SET package_version = EXCLUDED.package_version,
             trial_extended_at = CASE WHEN $6 THEN coalesce(kept.trial_extended_at, now()) END,
             unpaid_since = ${unpaid}, pending_change = EXCLUDED.pending_change`,
    values: [
      ...[after.id, deps.settings.timeZone, after.tenantId, after.packageVersion, after.unpaidSince],
      ...[after.trialExtended, after.pendingChange === null ? null : JSON.stringify(after.pendingChange)],
    ],
  });
}

/** Throws `subscription.changed` where it is not as expected any more. */
export async function moveOne(writing: Writing, change: SubscriptionChange): Promise<Subscription> {
  const { id, tenantId, action, expected, after, reason, by } = change;
  await lockTenant(writing, tenantId, 'there');
  // The platform's own program does not ask for the tenant's lock: what it writes meanwhile is seen, or waits.
  await writing.runner.query({
    text: 'SELECT FROM public."Subscriptions" WHERE "Id" = $1 FOR NO KEY UPDATE',
    values: [id],
  });
  const before = await findOne(writing, tenantId, id);
  if (!isDeepStrictEqual(before, expected))
    throw new AppError('conflict', 'subscription.changed', { params: { name: before.packageName } });
  await writeAfter(writing, after);
  const [had, has] = [await modulesHad(writing, before), await modulesHad(writing, after)];
  await writeModules(writing, { id, tenantId, by, reason }, { before: before.modules, after: after.modules, had, has });
  const written = await findOne(writing, tenantId, id);
  await addEvent(writing, { action, before, after: written, reason, by });
  return written;
}

/** Only where nobody has moved it since. */
export async function revertMove(
  writing: Writing,
  { tenantId, reason, by }: Parameters<SubscriptionRecords['revert']>[0],
): Promise<void> {
  await lockTenant(writing, tenantId, 'there');
  const moves = await movesBy(writing.runner, writing.operation ?? '', tenantId);
  const last = moves.at(-1);
  if (last?.before == null || !stands(moves)) return;
  const { action, before, after } = last;
  await moveOne(writing, { ...{ id: after.id, tenantId, action, reason, by }, expected: after, after: before });
}
