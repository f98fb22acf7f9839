import { termsOf } from '../../shared/domain/subscription-change.ts';
import type { Subscription } from '../../shared/domain/subscriptions.ts';

/** What the operation log keeps of a subscription, before and after a move. */
export const logged = (subscription: Subscription) => {
  const { pendingChange, packageName, packageVersion, modules, ...rest } = subscription;
  const { status, price, period, startedOn, periodEndsOn, trialEndsOn, trialExtended } = rest;
  const { cancelAtPeriodEnd, cancelledOn, unpaidSince } = rest;
  return {
    ...{ package: packageName, version: packageVersion, status, price, period, startedOn, periodEndsOn },
    ...{ trialEndsOn, trialExtended, cancelAtPeriodEnd, cancelledOn, unpaidSince },
    pendingChange: pendingChange === null ? null : { ...termsOf(pendingChange), on: pendingChange.on },
    modules: modules.map(({ code }) => code),
  };
};
