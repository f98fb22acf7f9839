import type { TenantId } from '../../../shared/domain/ids.ts';
import type { Session } from '../../access/session.ts';
import { logged } from '../../billing/logged-subscription.ts';
import { applyDue, changeMany, planDue, planMany } from '../../billing/many-changes.ts';
import type { BillingParts } from '../../billing/plan-change.ts';
import * as operations from '../../billing/subscription-operations.ts';
import { offersOf, standingOfTenant, subscriptionOfTenant } from '../../billing/tenant-subscription.ts';
import type { Clock } from '../../clock.ts';
import type { Broadcast } from '../broadcast.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly broadcast: Broadcast;
  readonly clock: Pick<Clock, 'now'>;
}

type Move = (
  parts: BillingParts,
  asked: { readonly tenantId: TenantId; readonly reason: string | null },
  by: string,
) => Promise<operations.MovedSubscription>;

export const createSubscriptionHandlers = ({ session, broadcast, clock }: Parts): AreaHandlers<'subscriptions'> => {
  const layout = () => session.platform().layout;
  const by = (): string => session.actor()?.operator ?? '';
  const billing = () => {
    const { layout: open, engine, profile } = session.platform();
    return { layout: open, engine, settings: profile.settings, clock };
  };
  const changed = (id: TenantId | null): void => broadcast.publish('tenants.changed', { id });

  async function moved(id: TenantId, log: LogNotes, work: () => Promise<operations.MovedSubscription>) {
    const { name, before, after } = await work();
    log.subject({ label: name, id });
    if (before !== null) log.before(logged(before));
    log.after(logged(after));
    changed(id);
    return after;
  }
  const moveBy =
    (move: Move) =>
    (input: { readonly tenantId: TenantId; readonly reason: string | null }, { log }: { readonly log: LogNotes }) =>
      moved(input.tenantId, log, () => move(billing(), input, by()));

  return {
    'subscriptions.offers': () => offersOf(layout()),
    'subscriptions.list': (query) => layout().subscriptions.page(query),
    'subscriptions.counts': () => layout().subscriptions.counts(),
    'subscriptions.current': ({ tenantId }) => standingOfTenant(billing(), tenantId),
    'subscriptions.ofTenant': ({ tenantId }) => subscriptionOfTenant(billing(), tenantId),
    'subscriptions.history': ({ tenantId }) => operations.history(billing(), tenantId),
    'subscriptions.preview': (input) => operations.preview(billing(), input),
    'subscriptions.start': (input, { log }) =>
      moved(input.tenantId, log, () => operations.start(billing(), input, by())),
    'subscriptions.change': async (input, { log }) => {
      if (input.when === 'period_end') {
        await moved(input.tenantId, log, () => operations.scheduleChange(billing(), input, by()));
        return { operationId: null };
      }
      const before = await layout().subscriptions.current(input.tenantId);
      const { name, operationId } = await operations.change(billing(), input, by());
      log.subject({ label: name, id: input.tenantId });
      if (before !== undefined) log.before(logged(before));
      log.operation(operationId);
      changed(input.tenantId);
      return { operationId };
    },
    'subscriptions.cancelChange': moveBy(operations.cancelChange),
    'subscriptions.cancel': (input, { log }) =>
      moved(input.tenantId, log, () =>
        (input.when === 'now' ? operations.cancelNow : operations.cancelAtEnd)(billing(), input, by()),
      ),
    'subscriptions.undoCancel': moveBy(operations.undoCancel),
    'subscriptions.extendTrial': moveBy(operations.extendTrial),
    'subscriptions.activate': moveBy(operations.activate),
    'subscriptions.markPastDue': moveBy(operations.markPastDue),
    'subscriptions.markUnpaid': moveBy(operations.markUnpaid),
    'subscriptions.markPaid': moveBy(operations.markPaid),
    'subscriptions.planDue': ({ tenants }) => planDue(billing(), tenants),
    'subscriptions.applyDue': async (input, { log }) => {
      const operationId = await applyDue(billing(), input, by());
      log.operation(operationId);
      changed(null);
      return { operationId };
    },
    'subscriptions.planMany': (input) => planMany(billing(), input),
    'subscriptions.changeMany': async (input, { log }) => {
      const operationId = await changeMany(billing(), input, by());
      log.operation(operationId);
      changed(null);
      return { operationId };
    },
  };
};
