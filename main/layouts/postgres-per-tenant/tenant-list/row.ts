import type { TenantPage, TenantRow, TenantSort } from '../../../../shared/contract/tenants.ts';
import type { HoldKind } from '../../../../shared/domain/holds.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Lifecycle } from '../../../../shared/domain/lifecycle.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import type { SubscriptionStatus } from '../../../../shared/domain/subscriptions.ts';
import { toIso } from '../../pg/types.ts';
import { shownColumns, sortKeys } from './columns.ts';
import { encodeCursor } from './cursor.ts';
import { type Fields, unpackRows } from './packed-row.ts';
import { isReversed, type PageRequest, pageColumns } from './page-query.ts';

type Shown = (typeof shownColumns)[number];
const at = Object.fromEntries(shownColumns.map((column, index) => [column, index])) as Readonly<Record<Shown, number>>;

const noKinds: ReadonlyArray<HoldKind> = [];
const optionalText = (field: string): string | null => (field === '' ? null : field);

export const moneyOf = (minor: unknown, currency: unknown): Money | null =>
  minor === null || currency === null ? null : { minor: Number(minor), currency: String(currency) };

/** From the fields of a packed row that begins with `shownColumns`. */
export function tenantRow(fields: Fields): TenantRow {
  const field = (column: Shown): string => fields[at[column]] ?? '';
  const instant = (column: Shown): string | null => (field(column) === '' ? null : toIso(field(column)));
  const kinds = field('hold_kinds');
  const [minor, currency, maxUsers] = [field('mrr_minor'), field('currency'), field('max_users')];
  return {
    id: field('id') as TenantId,
    name: field('name'),
    code: field('code'),
    lifecycle: field('lifecycle') as Lifecycle,
    suspended: field('suspended') === 't',
    holdKinds: kinds === '{}' ? noKinds : (kinds.slice(1, -1).split(',') as HoldKind[]),
    setupCompleted: field('setup_completed') === 't',
    subscription: optionalText(field('subscription')) as SubscriptionStatus | null,
    trialEndsAt: instant('trial_ends_at'),
    packageName: optionalText(field('package_name')),
    mrr: minor === '' || currency === '' ? null : { minor: Number(minor), currency },
    users: Number(field('users')),
    maxUsers: maxUsers === '' ? null : Number(maxUsers),
    domain: optionalText(field('domain')),
    databaseName: optionalText(field('database_name')),
    createdAt: instant('created_at'),
  };
}

function cursorOf(sort: TenantSort, fields: Fields): string {
  const columns = pageColumns(sort);
  return encodeCursor(
    sort,
    sortKeys[sort.column].map(({ column }) => fields[columns.indexOf(column)] ?? ''),
  );
}

/** What `pageQuery` gave, in the list's order, with what lies on either side. */
export function tenantPage(request: PageRequest, answer: unknown): TenantPage {
  const fetched = unpackRows(answer);
  const goesOn = fetched.length > request.limit;
  const kept = goesOn ? fetched.slice(0, request.limit) : fetched;
  const reversed = isReversed(request.place);
  const rows = reversed ? kept.toReversed() : kept;
  const first = rows[0];
  const last = rows.at(-1);
  // Behind a cursor there is at least the row that it came from.
  const cameFrom = (request.place.after ?? request.place.before) !== undefined;
  const hasBefore = reversed ? goesOn : cameFrom;
  const hasAfter = reversed ? cameFrom : goesOn;
  return {
    rows: rows.map(tenantRow),
    before: first !== undefined && hasBefore ? cursorOf(request.sort, first) : null,
    after: last !== undefined && hasAfter ? cursorOf(request.sort, last) : null,
  };
}
