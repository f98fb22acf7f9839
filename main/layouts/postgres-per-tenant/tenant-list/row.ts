import type { TenantPage, TenantRow, TenantSort } from '../../../../shared/contract/tenants.ts';
import type { HoldKind } from '../../../../shared/domain/holds.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Lifecycle } from '../../../../shared/domain/lifecycle.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import type { SubscriptionStatus } from '../../../../shared/domain/subscriptions.ts';
import type { Row } from '../../pg/pools.ts';
import { type ListColumn, shownColumns, sortKeys } from './columns.ts';
import { encodeCursor } from './cursor.ts';
import { isReversed, type PageRequest } from './page-query.ts';

type Shown = (typeof shownColumns)[number];
const at = Object.fromEntries(shownColumns.map((column, index) => [column, index])) as Readonly<Record<Shown, number>>;

const optionalText = (value: unknown): string | null => (value === null ? null : String(value));
const optionalNumber = (value: unknown): number | null => (value === null ? null : Number(value));

export const moneyOf = (minor: unknown, currency: unknown): Money | null =>
  minor === null || currency === null ? null : { minor: Number(minor), currency: String(currency) };

/** A row of `shownColumns`, whatever follows them. */
export const tenantRow = (row: Row): TenantRow => ({
  id: row[at.id] as TenantId,
  name: String(row[at.name]),
  code: String(row[at.code]),
  lifecycle: row[at.lifecycle] as Lifecycle,
  suspended: row[at.suspended] === true,
  holdKinds: row[at.hold_kinds] as ReadonlyArray<HoldKind>,
  setupCompleted: row[at.setup_completed] === true,
  subscription: row[at.subscription] as SubscriptionStatus | null,
  trialEndsAt: optionalText(row[at.trial_ends_at]),
  packageName: optionalText(row[at.package_name]),
  mrr: moneyOf(row[at.mrr_minor], row[at.currency]),
  users: Number(row[at.users]),
  maxUsers: optionalNumber(row[at.max_users]),
  domain: optionalText(row[at.domain]),
  databaseName: optionalText(row[at.database_name]),
  createdAt: optionalText(row[at.created_at]),
});

function cursorOf(sort: TenantSort, row: Row): string {
  let next = shownColumns.length;
  const keyAt = (column: ListColumn): number => (column in at ? at[column as Shown] : next++);
  return encodeCursor(
    sort,
    sortKeys[sort.column].map(({ column }) => row[keyAt(column)]),
  );
}

/** The rows of `pageQuery`, in the list's order, with what lies on either side. */
export function tenantPage(request: PageRequest, fetched: ReadonlyArray<Row>): TenantPage {
  const goesOn = fetched.length > request.limit;
  const kept = goesOn ? fetched.slice(0, request.limit) : fetched;
  const reversed = isReversed(request.place);
  const rows = reversed ? kept.toReversed() : kept;
  const first = rows[0];
  const last = rows.at(-1);
  // Behind a cursor there is at least the row that it came from.
  const cameFrom = request.place.at === undefined && (request.place.after ?? request.place.before) !== undefined;
  const hasBefore = reversed ? goesOn : cameFrom;
  const hasAfter = reversed ? cameFrom : goesOn;
  return {
    rows: rows.map(tenantRow),
    before: first !== undefined && hasBefore ? cursorOf(request.sort, first) : null,
    after: last !== undefined && hasAfter ? cursorOf(request.sort, last) : null,
  };
}
