import { termsOf } from '../../../shared/domain/subscription-change.ts';
import type { Subscription } from '../../../shared/domain/subscriptions.ts';

export const changedFields = [
  'status',
  'package',
  'price',
  'period',
  'periodEndsOn',
  'trialEndsOn',
  'cancelAtPeriodEnd',
  'unpaidSince',
  'pendingChange',
  'modules',
] as const;
export type ChangedField = (typeof changedFields)[number];

const readOf: Readonly<Record<ChangedField, (of: Subscription) => unknown>> = {
  status: ({ status }) => status,
  package: ({ packageId, packageVersion }) => [packageId, packageVersion],
  price: ({ price }) => price,
  period: ({ period }) => period,
  periodEndsOn: ({ periodEndsOn }) => periodEndsOn,
  trialEndsOn: ({ trialEndsOn }) => trialEndsOn,
  cancelAtPeriodEnd: ({ cancelAtPeriodEnd }) => cancelAtPeriodEnd,
  unpaidSince: ({ unpaidSince }) => unpaidSince,
  pendingChange: ({ pendingChange }) =>
    pendingChange === null ? null : { ...termsOf(pendingChange), on: pendingChange.on },
  modules: ({ modules }) => modules.map(({ code }) => code).sort(),
};

/** What an event changed; nothing where it began the subscription. */
export const changesBetween = (before: Subscription | null, after: Subscription): ReadonlyArray<ChangedField> =>
  before === null
    ? []
    : changedFields.filter((field) => JSON.stringify(readOf[field](before)) !== JSON.stringify(readOf[field](after)));
