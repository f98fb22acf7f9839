import type { PackageId, SubscriptionId, TenantId } from '../../shared/domain/ids.ts';
import type { PackageDefinition } from '../../shared/domain/packages.ts';
import type { Subscription } from '../../shared/domain/subscriptions.ts';

/** Paid by the month since the middle of January; the day is 21 November 2026. */
export const subscriptionOf = (change: Partial<Subscription> = {}): Subscription => ({
  id: '5b0c0000-0000-4000-8000-000000000001' as SubscriptionId,
  tenantId: '7e0a0000-0000-4000-8000-000000000001' as TenantId,
  packageId: '9ac00000-0000-4000-8000-000000000001' as PackageId,
  packageName: 'Büyüme',
  packageVersion: 1,
  status: 'active',
  price: { minor: 45_000, currency: 'TRY' },
  period: 'monthly',
  startedOn: '2026-01-15',
  periodEndsOn: '2026-12-15',
  trialEndsOn: null,
  trialExtended: false,
  cancelAtPeriodEnd: false,
  cancelledOn: null,
  unpaidSince: null,
  pendingChange: null,
  modules: [],
  ...change,
});

export const packageDefinition = (change: Partial<PackageDefinition> = {}): PackageDefinition => ({
  names: { en: 'Growth', tr: 'Büyüme' },
  type: 'Standard',
  monthlyPrice: 45_000,
  yearlyPrice: 450_000,
  currency: 'TRY',
  limits: { max_users: 10 },
  modules: [
    { code: 'CRM', name: 'CRM', included: true, maxEntities: 500 },
    { code: 'Sales', name: 'Satış', included: true, maxEntities: null },
    { code: 'HR', name: 'İK', included: false, maxEntities: null },
  ],
  features: [],
  flags: [],
  order: 2,
  active: true,
  ...change,
});
