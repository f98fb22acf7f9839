import type { Lifecycle, RegistrationState } from '../../../shared/domain/lifecycle.ts';
import type { BillingPeriod, SubscriptionStatus } from '../../../shared/domain/subscriptions.ts';
import { literal } from '../pg/identifiers.ts';

/** How one status is stored: the one word that is written, and all that are read. */
export interface Words<T extends string> {
  readonly written: Readonly<Record<T, string>>;
  /** By `wordKey`; what is written is read as well. */
  readonly alsoRead: Readonly<Record<string, T>>;
  /** What a word that nobody knows is taken for: the status that offers the least. */
  readonly unknown: T;
}

const letters = { from: 'İıŞşĞğÜüÖöÇç', to: 'iissgguuoocc' } as const;
const dropped = '_- ';

/** `Pending_Verification`, `PENDINGVERIFICATION` and `Gecikmiş`, `GECIKMIS` are one word each, on every machine. */
export function wordKey(text: string): string {
  const latin = Array.from(text, (letter) => {
    const at = letters.from.indexOf(letter);
    return at < 0 ? letter : letters.to.charAt(at);
  }).join('');
  return latin.replace(/[_\- ]/g, '').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The same key in SQL. `"C"` lowers ASCII only, whatever the database's own locale. */
export const wordKeySql = (expression: string): string =>
  `translate(lower((${expression}) COLLATE "C"), ${literal(letters.from + dropped)}, ${literal(letters.to)})`;

const entriesOf = <T extends string>(words: Words<T>): ReadonlyArray<readonly [string, T]> => [
  ...(Object.entries(words.written) as Array<[T, string]>).map(([status, word]) => [wordKey(word), status] as const),
  ...Object.entries<T>(words.alsoRead),
];

export const readWord = <T extends string>(words: Words<T>, stored: string): T =>
  entriesOf(words).find(([key]) => key === wordKey(stored))?.[1] ?? words.unknown;

/** `readWord` as a SQL expression. NULL stays NULL. */
export function readWordSql<T extends string>(words: Words<T>, expression: string): string {
  const branches = entriesOf(words).map(([key, status]) => `WHEN ${literal(key)} THEN ${literal(status)}`);
  return `CASE WHEN (${expression}) IS NULL THEN NULL ELSE CASE ${wordKeySql(expression)} ${branches.join(' ')} ELSE ${literal(words.unknown)} END END`;
}

/** `Tenants.Status`: the source keeps lifecycle and suspension in one column. */
export type TenantStatus = Lifecycle | 'suspended';

export const tenantStatusWords: Words<TenantStatus> = {
  written: {
    provisioning: 'Provisioning',
    active: 'Active',
    suspended: 'Suspended',
    cancelled: 'Cancelled',
    deletion_scheduled: 'DeletionScheduled',
    deleting: 'Deleting',
    deleted: 'Deleted',
  },
  alsoRead: {
    pending: 'provisioning',
    kuruluyor: 'provisioning',
    aktif: 'active',
    askida: 'suspended',
    askiyaalindi: 'suspended',
    pasif: 'suspended',
    inactive: 'suspended',
    canceled: 'cancelled',
    iptal: 'cancelled',
    iptaledildi: 'cancelled',
    siliniyor: 'deleting',
    silindi: 'deleted',
  },
  unknown: 'suspended',
};

/** The two columns together: an active tenant that is not `IsActive` is suspended. */
export function tenantStanding(
  status: string,
  isActive: boolean,
): { readonly lifecycle: Lifecycle; readonly suspended: boolean } {
  const read = readWord(tenantStatusWords, status);
  if (read === 'suspended') return { lifecycle: 'active', suspended: true };
  return { lifecycle: read, suspended: read === 'active' && !isActive };
}

export const registrationWords: Words<RegistrationState> = {
  written: {
    pending_verification: 'PendingVerification',
    verified: 'Verified',
    provisioning: 'Provisioning',
    completed: 'Completed',
    failed: 'Failed',
    expired: 'Expired',
    rejected: 'Rejected',
  },
  alsoRead: {
    pending: 'pending_verification',
    beklemede: 'pending_verification',
    dogrulamabekliyor: 'pending_verification',
    dogrulandi: 'verified',
    kuruluyor: 'provisioning',
    tamamlandi: 'completed',
    basarisiz: 'failed',
    suresidoldu: 'expired',
    reddedildi: 'rejected',
  },
  unknown: 'rejected',
};

export const subscriptionWords: Words<SubscriptionStatus> = {
  written: { trial: 'Deneme', active: 'Aktif', past_due: 'Gecikmiş', cancelled: 'İptal' },
  alsoRead: {
    trial: 'trial',
    trialing: 'trial',
    active: 'active',
    pastdue: 'past_due',
    overdue: 'past_due',
    gecikti: 'past_due',
    cancelled: 'cancelled',
    canceled: 'cancelled',
    iptaledildi: 'cancelled',
  },
  unknown: 'cancelled',
};

export const billingPeriodWords: Words<BillingPeriod> = {
  written: { monthly: 'Monthly', yearly: 'Yearly' },
  alsoRead: { aylik: 'monthly', yillik: 'yearly', annual: 'yearly', annually: 'yearly' },
  unknown: 'monthly',
};
