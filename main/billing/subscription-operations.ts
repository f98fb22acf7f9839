import { randomUUID } from 'node:crypto';
import { periodEndAfter } from '../../shared/domain/calendar.ts';
import type { OperationId, SubscriptionId, TenantId } from '../../shared/domain/ids.ts';
import { type ChangeWhen, modulesNow, type PackageChangePreview } from '../../shared/domain/package-change.ts';
import {
  type MoveDetails,
  mayStart,
  moveSubscription,
  type SubscriptionMove,
  trialFrom,
} from '../../shared/domain/subscription-moves.ts';
import type { Subscription, SubscriptionEvent } from '../../shared/domain/subscriptions.ts';
import { AppError } from '../../shared/errors.ts';
import { refuseWhileBusy } from '../tenants/busy.ts';
import { wrongState } from '../tenants/require-move.ts';
import {
  type AskedTerms,
  type BillingParts,
  createPlanner,
  type PlannedChange,
  requireAccepted,
  requireSubscription,
  requireTenant,
  requireTerms,
  todayOf,
} from './plan-change.ts';
import { refusalOf } from './refusal.ts';
import { startChange } from './start-change.ts';

interface Reasoned {
  readonly tenantId: TenantId;
  readonly reason: string | null;
}

/** Before and after, for the log; `name` is the tenant's. */
export interface MovedSubscription {
  readonly name: string;
  readonly before: Subscription | null;
  readonly after: Subscription;
}

async function move(
  parts: BillingParts,
  asked: Reasoned & { readonly by: string; readonly action: SubscriptionMove; readonly details?: MoveDetails },
): Promise<MovedSubscription> {
  const { tenantId, action, reason, by, details = {} } = asked;
  const { layout, engine } = parts;
  const { name, lifecycle } = await requireTenant(layout, tenantId);
  if (action === 'activate' && lifecycle !== 'active') throw wrongState({ name, lifecycle }, 'active');
  await refuseWhileBusy(engine, { registrationId: null, tenantId });
  const before = await requireSubscription(layout, tenantId);
  const { after, refusal } = moveSubscription(before, action, { ...details, reason, by }, todayOf(parts));
  if (after === undefined) throw refusalOf(refusal);
  const written = await layout.subscriptions.move({
    ...{ id: before.id, tenantId, action, expected: before, after, reason, by },
  });
  return { name, before, after: written };
}

type Move = (parts: BillingParts, asked: Reasoned, by: string) => Promise<MovedSubscription>;
const moveBy =
  (action: SubscriptionMove): Move =>
  (parts, asked, by) =>
    move(parts, { ...asked, action, by });

/** Ends a trial: it pays from today. */
export const activate = moveBy('activate');
export const extendTrial = moveBy('extend_trial');
export const cancelChange = moveBy('cancel_change');
export const cancelNow = moveBy('cancel_now');
export const cancelAtEnd = moveBy('cancel_at_end');
export const undoCancel = moveBy('undo_cancel');
export const markPastDue = moveBy('mark_past_due');
export const markUnpaid = moveBy('mark_unpaid');
export const markPaid = moveBy('mark_paid');

/** A new one, where there is none that goes on. */
export async function start(
  parts: BillingParts,
  asked: Reasoned & AskedTerms & { readonly trial: boolean },
  by: string,
): Promise<MovedSubscription> {
  const { tenantId, reason, period, trial } = asked;
  const { layout, engine } = parts;
  const { name, lifecycle, setupCompleted } = await requireTenant(layout, tenantId);
  if (lifecycle !== 'active') throw wrongState({ name, lifecycle }, 'active');
  await refuseWhileBusy(engine, { registrationId: null, tenantId });
  const startsOn = todayOf(parts);
  const before = (await layout.subscriptions.current(tenantId)) ?? null;
  // The setup could not be completed any more: it begins the first one.
  if (before === null && !setupCompleted)
    throw new AppError('conflict', 'module.no_subscription', { params: { name } });
  if (!mayStart(before ?? undefined, startsOn))
    throw new AppError('conflict', 'subscription.exists', { params: { name: before?.packageName ?? '' } });
  const { sold, terms } = await requireTerms(layout, asked);
  const paid = { trialEndsOn: null, periodEndsOn: periodEndAfter(startsOn, period) };
  const after = await layout.subscriptions.start({
    ...{ id: randomUUID() as string as SubscriptionId, tenantId, startsOn, period, reason, by },
    ...{ packageId: terms.packageId, packageVersion: terms.packageVersion },
    ...{ price: terms.price.minor, currency: terms.price.currency },
    ...(trial ? trialFrom(startsOn) : paid),
    modules: modulesNow([], sold.modules),
  });
  return { name, before, after };
}

type ChangeAsk = AskedTerms & { readonly tenantId: TenantId };

async function planned(parts: BillingParts, asked: ChangeAsk, when: ChangeWhen | null): Promise<PlannedChange> {
  const { terms } = await requireTerms(parts.layout, asked);
  return createPlanner(parts).planTerms(asked.tenantId, terms, when);
}

/** What it would mean. Changes nothing; throws where it may not be. */
export async function preview(
  parts: BillingParts,
  asked: ChangeAsk & { readonly when: ChangeWhen | null },
): Promise<PackageChangePreview> {
  const { preview: shown, refusal } = await planned(parts, asked, asked.when);
  if (refusal !== undefined) throw refusal;
  return shown;
}

interface Accepted {
  readonly reason: string | null;
  /** The operator saw that it breaks a limit, and wants it all the same. */
  readonly acceptsBroken: boolean;
}

/** At once: an operation. */
export async function change(
  parts: BillingParts,
  asked: ChangeAsk & Accepted,
  by: string,
): Promise<{ readonly name: string; readonly operationId: OperationId }> {
  const one = await planned(parts, asked, 'now');
  if (one.refusal !== undefined) throw one.refusal;
  requireAccepted(one, asked);
  const operationId = await startChange(parts, [one], { mode: 'now', reason: asked.reason, by });
  return { name: one.tenant.name, operationId };
}

const schedule = (
  parts: BillingParts,
  { tenant, terms }: Pick<PlannedChange, 'tenant' | 'terms'>,
  { reason, by }: { readonly reason: string | null; readonly by: string },
): Promise<MovedSubscription> =>
  move(parts, { tenantId: tenant.id, reason, by, action: 'schedule_change', details: { terms } });

/** Put aside for the period's end. */
export async function scheduleChange(
  parts: BillingParts,
  asked: ChangeAsk & Accepted,
  by: string,
): Promise<MovedSubscription> {
  const one = await planned(parts, asked, 'period_end');
  if (one.refusal !== undefined) throw one.refusal;
  requireAccepted(one, asked);
  return schedule(parts, one, { reason: asked.reason, by });
}

/** Newest first. */
export const history = (
  { layout }: Pick<BillingParts, 'layout'>,
  tenantId: TenantId,
): Promise<ReadonlyArray<SubscriptionEvent>> => layout.subscriptions.events(tenantId);
