import type { TenantPage, TenantRow } from '../../../../shared/contract/tenants.ts';
import type { HoldKind } from '../../../../shared/domain/holds.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Lifecycle } from '../../../../shared/domain/lifecycle.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import type { SubscriptionStatus } from '../../../../shared/domain/subscriptions.ts';
import { toIso } from '../../pg/types.ts';
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

/** The packed row that begins at this field, with `shownColumns`. */
export function tenantRow(fields: Fields, start: number): TenantRow {
  const kinds = fields[start + at.hold_kinds] ?? '{}';
  const minor = fields[start + at.mrr_minor] ?? '';
  const maxUsers = fields[start + at.max_users] ?? '';
  return {
    id: fields[start + at.id] as TenantId,
    name: fields[start + at.name] ?? '',
    code: fields[start + at.code] ?? '',
    lifecycle: fields[start + at.lifecycle] as Lifecycle,
    suspended: fields[start + at.suspended] === 't',
    holdKinds: kinds === '{}' ? noKinds : (kinds.slice(1, -1).split(',') as HoldKind[]),
    setupCompleted: fields[start + at.setup_completed] === 't',
    subscription: textOrNull(fields[start + at.subscription]) as SubscriptionStatus | null,
    trialEndsAt: instantOrNull(fields[start + at.trial_ends_at]),
    packageName: textOrNull(fields[start + at.package_name]),
    mrr: minor === '' ? null : { minor: Number(minor), currency: fields[start + at.currency] ?? '' },
    users: Number(fields[start + at.users]),
    maxUsers: maxUsers === '' ? null : Number(maxUsers),
    domain: textOrNull(fields[start + at.domain]),
    databaseName: textOrNull(fields[start + at.database_name]),
    createdAt: instantOrNull(fields[start + at.created_at]),
  };
}

/** What `pageQuery` gave, in the list's order, with what lies on either side. */
export function tenantPage(request: PageRequest, answer: unknown): TenantPage {
  const { sort, place, limit } = request;
  const fields = unpack(answer);
  const columns = pageColumns(sort);
  const fetched = fields.length / columns.length;
  const reversed = isReversed(place);
  const starts = Array.from({ length: Math.min(fetched, limit) }, (_, index) => index * columns.length);
  if (reversed) starts.reverse();
  const cursorAt = (start: number): string =>
    encodeCursor(
      sort,
      sortKeys[sort.column].map(({ column }) => fields[start + columns.indexOf(column)] ?? ''),
    );
  const [first, last] = [starts[0], starts.at(-1)];
  const goesOn = fetched > limit;
  // Behind a cursor there is at least the row that it came from.
  const cameFrom = (place.after ?? place.before) !== undefined;
  const hasBefore = reversed ? goesOn : cameFrom;
  const hasAfter = reversed ? cameFrom : goesOn;
  return {
    rows: starts.map((start) => tenantRow(fields, start)),
    before: first !== undefined && hasBefore ? cursorAt(first) : null,
    after: last !== undefined && hasAfter ? cursorAt(last) : null,
  };
}
