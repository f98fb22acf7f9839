import type { ChangeManyPlan, DuePlan, SubscriptionRow } from '../../shared/contract/subscriptions.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import type { Money } from '../../shared/domain/money.ts';
import type { ChangeWhen } from '../../shared/domain/package-change.ts';
import type { PlanTerms } from '../../shared/domain/subscription-change.ts';
import { monthlyAmount, type SubscriptionStatus } from '../../shared/domain/subscriptions.ts';
import { type AppError, toAppError } from '../../shared/errors.ts';
import { refuseWhileBusy } from '../tenants/busy.ts';
import {
  type AskedTerms,
  type BillingParts,
  brokenRefusal,
  createPlanner,
  type PlannedChange,
  requireAccepted,
  requireTenant,
  requireTerms,
} from './plan-change.ts';
import { startChange } from './start-change.ts';

/** So many tenants' databases are asked at once what is used in them. */
const atOnce = 4;

async function inTurn<T, R>(all: ReadonlyArray<T>, work: (one: T) => Promise<R>): Promise<ReadonlyArray<R>> {
  const results: R[] = [];
  for (let index = 0; index < all.length; index += atOnce)
    results.push(...(await Promise.all(all.slice(index, index + atOnce).map(work))));
  return results;
}

/** One sum a currency. */
function revenue(all: ReadonlyArray<{ readonly terms: PlanTerms; readonly status: SubscriptionStatus }>): Money[] {
  const sums = new Map<string, number>();
  for (const { terms, status } of all) {
    const { minor, currency } = terms.price;
    sums.set(currency, (sums.get(currency) ?? 0) + monthlyAmount(minor, terms.period, status));
  }
  return [...sums]
    .map(([currency, minor]) => ({ currency, minor }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

interface Outcome {
  readonly id: TenantId;
  readonly planned: PlannedChange | undefined;
  readonly skipped: AppError | undefined;
}

/** What can't be planned is told of, and not thrown: the others go on. */
const outcomesOf = (
  { engine }: Pick<BillingParts, 'engine'>,
  ids: ReadonlyArray<TenantId>,
  plan: (id: TenantId) => Promise<PlannedChange>,
): Promise<ReadonlyArray<Outcome>> =>
  inTurn([...new Set(ids)], async (id) => {
    try {
      const planned = await plan(id);
      if (planned.refusal !== undefined) return { id, planned, skipped: planned.refusal };
      await refuseWhileBusy(engine, { registrationId: null, tenantId: id });
      return { id, planned, skipped: undefined };
    } catch (error) {
      return { id, planned: undefined, skipped: toAppError(error) };
    }
  });

const readyOf = (outcomes: ReadonlyArray<Outcome>): ReadonlyArray<PlannedChange> =>
  outcomes.flatMap(({ planned, skipped }) => (planned === undefined || skipped !== undefined ? [] : [planned]));

const sumsOf = (ready: ReadonlyArray<PlannedChange>) => ({
  mrrBefore: revenue(ready.map(({ subscription }) => ({ terms: subscription, status: subscription.status }))),
  mrrAfter: revenue(ready.map(({ subscription, terms }) => ({ terms, status: subscription.status }))),
});

interface ManyAsk extends AskedTerms {
  readonly tenants: ReadonlyArray<TenantId>;
  readonly when: ChangeWhen;
  /** Whether those are changed too whose use breaks a limit. */
  readonly acceptsBroken: boolean;
}

async function manyOutcomes(parts: BillingParts, asked: ManyAsk): Promise<ReadonlyArray<Outcome>> {
  const { terms } = await requireTerms(parts.layout, asked);
  const planner = createPlanner(parts);
  return outcomesOf(parts, asked.tenants, async (id) => {
    const planned = await planner.planTerms(id, terms, asked.when);
    const broken = asked.acceptsBroken ? undefined : brokenRefusal(planned);
    return { ...planned, refusal: planned.refusal ?? broken };
  });
}

/** Changes nothing. */
export async function planMany(parts: BillingParts, asked: ManyAsk): Promise<ChangeManyPlan> {
  const outcomes = await manyOutcomes(parts, asked);
  const tenants = await inTurn(outcomes, async ({ id, planned, skipped }) => {
    const { code, name } = planned?.tenant ?? (await requireTenant(parts.layout, id));
    return {
      ...{ id, code, name, from: planned?.subscription ?? null },
      breaks: planned?.preview.broken.map(({ key }) => key) ?? [],
      lost: planned?.preview.modules.lost.map(({ name: lost }) => lost) ?? [],
      skipped: skipped?.toData() ?? null,
    };
  });
  return { tenants, ...sumsOf(readyOf(outcomes)) };
}

/** Now or put aside, as one operation. Those whose use it breaks are left out, unless they are wanted too. */
export async function changeMany(
  parts: BillingParts,
  asked: ManyAsk & { readonly reason: string },
  by: string,
): Promise<OperationId> {
  const outcomes = await manyOutcomes(parts, asked);
  const [only] = outcomes;
  if (only?.skipped !== undefined && outcomes.length === 1) throw only.skipped;
  return startChange(parts, readyOf(outcomes), { mode: asked.when, reason: asked.reason, by });
}

const pageSize = 100;
/** As many as one operation may hold. */
const mostDue = 500;

/** What waits for a day that has come, the oldest first. */
async function dueRows({ layout }: BillingParts): Promise<ReadonlyArray<SubscriptionRow>> {
  const rows: SubscriptionRow[] = [];
  for (let offset = 0; offset < mostDue; offset += pageSize) {
    const page = await layout.subscriptions.page({
      ...{ search: '', states: [], packageIds: [], pending: 'due', offset, limit: pageSize },
      sort: { column: 'period_end', descending: false },
    });
    rows.push(...page.rows);
    if (page.rows.length < pageSize) break;
  }
  return rows;
}

/** Of these tenants, or of all. Changes nothing. */
export async function planDue(parts: BillingParts, tenants: ReadonlyArray<TenantId> | null): Promise<DuePlan> {
  const rows = (await dueRows(parts)).filter(({ tenantId }) => tenants === null || tenants.includes(tenantId));
  const planner = createPlanner(parts);
  const outcomes = await outcomesOf(
    parts,
    rows.map(({ tenantId }) => tenantId),
    planner.planDue,
  );
  const changes = rows.flatMap((row): DuePlan['changes'] => {
    const { pendingChange, tenant } = row;
    if (pendingChange === null) return [];
    const { price: minor, currency, on, packageId, packageName, packageVersion, period } = pendingChange;
    const to = { packageId, packageName, packageVersion, period, price: { minor, currency } };
    const skipped = outcomes.find(({ id }) => id === row.tenantId)?.skipped?.toData() ?? null;
    return [{ tenant, from: row, to, on, skipped }];
  });
  return { changes, ...sumsOf(readyOf(outcomes)) };
}

/** What was put aside becomes true, by an operator's hand. Where it breaks a limit by now, only with a reason. */
export async function applyDue(
  parts: BillingParts,
  asked: { readonly tenants: ReadonlyArray<TenantId>; readonly reason: string | null },
  by: string,
): Promise<OperationId> {
  const planner = createPlanner(parts);
  const outcomes = await outcomesOf(parts, asked.tenants, planner.planDue);
  const [only] = outcomes;
  if (only?.skipped !== undefined && outcomes.length === 1) throw only.skipped;
  const ready = readyOf(outcomes);
  for (const planned of ready) requireAccepted(planned, { acceptsBroken: true, reason: asked.reason });
  return startChange(parts, ready, { mode: 'due', reason: asked.reason, by });
}
