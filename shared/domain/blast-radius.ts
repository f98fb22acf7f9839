import { canBeHeld, type Hold, type HoldKind, isLive } from './holds.ts';
import type { TenantId } from './ids.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Money } from './money.ts';
import type { SubscriptionStatus } from './subscriptions.ts';

/** What is known of one tenant of a selection. */
export interface SelectedTenant {
  readonly id: TenantId;
  readonly code: string;
  readonly name: string;
  readonly lifecycle: Lifecycle;
  readonly holds: ReadonlyArray<Hold>;
  readonly subscription: SubscriptionStatus | null;
  readonly trialEndsAt: string | null;
  readonly mrr: Money | null;
  readonly users: number;
  /** The newest backup that was proved, or at least made. */
  readonly lastBackupAt: string | null;
  /** An operation works on it right now. */
  readonly busy: boolean;
}

export type SkipReason =
  | 'busy'
  | 'wrong_lifecycle'
  | 'held_already'
  | 'not_held'
  | 'no_subscription'
  | 'subscription_ended'
  | 'outside_package'
  | 'active_already'
  | 'listed_already';

/** Why an action leaves a tenant out, where it does. */
export function skipReasonFor(
  action: { readonly hold: HoldKind } | { readonly release: HoldKind },
  tenant: Pick<SelectedTenant, 'lifecycle' | 'holds' | 'busy'>,
): SkipReason | null {
  if (tenant.busy) return 'busy';
  if (!canBeHeld(tenant.lifecycle)) return 'wrong_lifecycle';
  const live = tenant.holds.filter(isLive);
  if ('hold' in action) return live.some(({ kind }) => kind === action.hold) ? 'held_already' : null;
  return live.some(({ kind, recorded }) => kind === action.release && recorded) ? null : 'not_held';
}

/** What a change to a selection touches, in numbers. */
export interface BlastRadius {
  readonly tenants: number;
  /** One sum a currency. */
  readonly mrr: ReadonlyArray<Money>;
  readonly users: number;
  /** Trials that end within seven days. */
  readonly trialsEnding: number;
  /** The oldest of the newest backups; null where none has one. */
  readonly oldestBackupAt: string | null;
  readonly withoutBackup: number;
}

const soonMs = 7 * 86_400_000;

export function blastRadius(tenants: ReadonlyArray<SelectedTenant>, now: Date): BlastRadius {
  const sums = new Map<string, number>();
  for (const { mrr } of tenants) if (mrr !== null) sums.set(mrr.currency, (sums.get(mrr.currency) ?? 0) + mrr.minor);
  const endsSoon = ({ subscription, trialEndsAt }: SelectedTenant): boolean => {
    if (subscription !== 'trial' || trialEndsAt === null) return false;
    const left = Date.parse(trialEndsAt) - now.getTime();
    return left >= 0 && left <= soonMs;
  };
  const backups = tenants.flatMap(({ lastBackupAt }) => (lastBackupAt === null ? [] : [lastBackupAt])).sort();
  return {
    tenants: tenants.length,
    mrr: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ minor, currency })),
    users: tenants.reduce((sum, { users }) => sum + users, 0),
    trialsEnding: tenants.filter(endsSoon).length,
    oldestBackupAt: backups[0] ?? null,
    withoutBackup: tenants.filter(({ lastBackupAt }) => lastBackupAt === null).length,
  };
}
