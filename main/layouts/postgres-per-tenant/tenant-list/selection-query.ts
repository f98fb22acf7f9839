import type { SelectedTenant } from '../../../../shared/domain/blast-radius.ts';
import { type Hold, isSuspended } from '../../../../shared/domain/holds.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Lifecycle } from '../../../../shared/domain/lifecycle.ts';
import type { SubscriptionStatus } from '../../../../shared/domain/subscriptions.ts';
import type { Query } from '../../pg/pools.ts';
import { instantOf } from '../archive-rows.ts';
import type { SchemaShape } from '../deps.ts';
import { holdOf, unrecordedHold } from '../tenant-standing.ts';
import type { ListRelation } from './page-query.ts';
import { moneyOf } from './row.ts';

type Row = Readonly<Record<string, unknown>>;

/** The newest one that was proved; where none was, the newest. */
const lastBackup = `LEFT JOIN LATERAL (
    SELECT a.made_at FROM tenantry.archives a WHERE a.tenant_id = asked.id AND a.purpose = 'backup'
     ORDER BY a.verified_at IS NOT NULL AND a.verify_problem IS NULL DESC, a.made_at DESC LIMIT 1) backup ON true`;

const holds = `LEFT JOIN LATERAL (
    SELECT jsonb_agg(to_jsonb(h) ORDER BY h.put_at DESC, h.id) AS found FROM tenantry.holds h
     WHERE h.tenant_id = asked.id) held ON true`;

/** One statement for all of them, in the order in which they were asked for. */
export function selectionQuery(relation: ListRelation, shape: SchemaShape, ids: ReadonlyArray<TenantId>): Query {
  const optional = (column: string): string => (shape.hasColumn('Tenants', column) ? `t."${column}"` : 'NULL');
  return {
    text: `SELECT list.id, list.code, list.name, list.lifecycle, list.suspended, list.subscription, list.trial_ends_at,
             list.mrr_minor, list.currency, list.users, ${optional('SuspensionReason')} AS reason,
             ${optional('SuspendedAt')} AS since, ${shape.readable ? 'held.found' : 'NULL'} AS holds,
             ${shape.bookkeeping ? 'backup.made_at' : 'NULL'} AS last_backup
           FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place)
           JOIN ${relation.sql} ${relation.indexed ? 'list' : ''} ON list.id = asked.id
           JOIN public."Tenants" t ON t."Id" = asked.id
           ${shape.readable ? holds : ''} ${shape.bookkeeping ? lastBackup : ''}
           ORDER BY asked.place`,
    values: [[...new Set(ids)]],
  };
}

/** Inside JSON the server writes its moments with an offset; sessions are in UTC. */
const instant = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/\+00:00$/, 'Z') : value);

const storedHold = (row: Row): Hold =>
  holdOf({ ...row, put_at: instant(row['put_at']), lifted_at: instant(row['lifted_at']) });

export function selectedTenant(row: Row): Omit<SelectedTenant, 'busy'> {
  const id = row['id'] as TenantId;
  const recorded = ((row['holds'] as ReadonlyArray<Row> | null) ?? []).map(storedHold);
  const unexplained = row['suspended'] === true && !isSuspended(recorded);
  return {
    id,
    code: row['code'] as string,
    name: row['name'] as string,
    lifecycle: row['lifecycle'] as Lifecycle,
    holds: unexplained ? [...recorded, unrecordedHold(id, row)] : recorded,
    subscription: row['subscription'] as SubscriptionStatus | null,
    trialEndsAt: row['trial_ends_at'] as string | null,
    mrr: moneyOf(row['mrr_minor'], row['currency']),
    users: Number(row['users']),
    lastBackupAt: row['last_backup'] === null ? null : instantOf(row['last_backup']),
  };
}
