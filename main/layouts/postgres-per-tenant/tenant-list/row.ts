import type { TenantPage, TenantRow } from '../../../../shared/contract/tenants.ts';
import type { HoldKind } from '../../../../shared/domain/holds.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Lifecycle } from '../../../../shared/domain/lifecycle.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import type { SubscriptionStatus } from '../../../../shared/domain/subscriptions.ts';
import type { Row } from '../../pg/pools.ts';
import { toIso } from '../../pg/types.ts';
import { unlimitedUsers } from '../packages/rows.ts';
import { shownColumns, sortKeys } from './columns.ts';
import { encodeCursor } from './cursor.ts';
import { type Fields, unpack } from './packed-row.ts';
import { isReversed, type PageRequest, pageColumns } from './page-query.ts';

type Shown = (typeof shownColumns)[number];
const at = Object.fromEntries(shownColumns.map((column, index) => [column, index])) as Readonly<Record<Shown, number>>;

const noKinds: ReadonlyArray<HoldKind> = [];

export const moneyOf = (minor: unknown, currency: unknown): Money | null =>
  minor === null || currency === null ? null : { minor: Number(minor), currency: String(currency) };

const textOrNull = (field: string | undefined): string | null => (field === undefined || field === '' ? null : field);
const instantOrNull = (field: string | undefined): string | null =>
  field === undefined || field === '' ? null : toIso(field);

/** From a packed row that begins with `shownColumns`. */
export function tenantRow(fields: Fields): TenantRow {
  const kinds = fields[at.hold_kinds] ?? '{}';
  const minor = fields[at.mrr_minor] ?? '';
  const maxUsers = fields[at.max_users] ?? '';
  return {
    id: fields[at.id] as TenantId,
    name: fields[at.name] ?? '',
    code: fields[at.code] ?? '',
    lifecycle: fields[at.lifecycle] as Lifecycle,
    suspended: fields[at.suspended] === 't',
    holdKinds: kinds === '{}' ? noKinds : (kinds.slice(1, -1).split(',') as HoldKind[]),
    setupCompleted: fields[at.setup_completed] === 't',
    subscription: textOrNull(fields[at.subscription]) as SubscriptionStatus | null,
    trialEndsAt: instantOrNull(fields[at.trial_ends_at]),
    packageName: textOrNull(fields[at.package_name]),
    mrr: minor === '' ? null : { minor: Number(minor), currency: fields[at.currency] ?? '' },
    users: Number(fields[at.users]),
    maxUsers: maxUsers === '' || Number(maxUsers) === unlimitedUsers ? null : Number(maxUsers),
    domain: textOrNull(fields[at.domain]),
    databaseName: textOrNull(fields[at.database_name]),
    createdAt: instantOrNull(fields[at.created_at]),
  };
}

/** The rows of `pageQuery`, in the list's order, with what lies on either side. */
export function tenantPage(request: PageRequest, fetched: ReadonlyArray<Row>): TenantPage {
  const { sort, place, limit } = request;
  const reversed = isReversed(place);
  const goesOn = fetched.length > limit;
  const rows = (goesOn ? fetched.slice(0, limit) : fetched).map(([packed]) => unpack(packed));
  if (reversed) rows.reverse();
  const columns = pageColumns(sort);
  const cursorOf = (fields: Fields): string =>
    encodeCursor(
      sort,
      sortKeys[sort.column].map(({ column }) => fields[columns.indexOf(column)] ?? ''),
    );
  const [first, last] = [rows[0], rows.at(-1)];
  // Behind a cursor there is at least the row that it came from.
  const cameFrom = (place.after ?? place.before) !== undefined;
  const hasBefore = reversed ? goesOn : cameFrom;
  const hasAfter = reversed ? cameFrom : goesOn;
  return {
    rows: rows.map(tenantRow),
    before: first !== undefined && hasBefore ? cursorOf(first) : null,
    after: last !== undefined && hasAfter ? cursorOf(last) : null,
  };
}
