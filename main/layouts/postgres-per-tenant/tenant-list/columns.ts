import type { TenantSortColumn } from '../../../../shared/contract/tenants.ts';

/** The columns of one list row, in the order of the select list and of `tenantry.tenant_list`. */
export const listColumns = [
  ['id', 'uuid'],
  ['name', 'text'],
  ['code', 'text'],
  ['lifecycle', 'text'],
  ['suspended', 'boolean'],
  ['hold_kinds', 'text[]'],
  ['setup_completed', 'boolean'],
  ['subscription', 'text'],
  ['trial_ends_at', 'timestamptz'],
  ['package_id', 'uuid'],
  ['package_name', 'text'],
  ['mrr_minor', 'bigint'],
  ['currency', 'text'],
  ['users', 'integer'],
  ['max_users', 'integer'],
  ['domain', 'text'],
  ['database_name', 'text'],
  ['created_at', 'timestamptz'],
  ['search', 'text'],
  ['name_key', 'text COLLATE "C"'],
  ['code_key', 'text COLLATE "C"'],
  ['package_key', 'text COLLATE "C"'],
  ['domain_key', 'text COLLATE "C"'],
  ['status_key', 'integer'],
  ['mrr_key', 'bigint'],
  ['created_key', 'bigint'],
] as const;
export type ListColumn = (typeof listColumns)[number][0];

export const nullableColumns: ReadonlySet<ListColumn> = new Set([
  'subscription',
  'trial_ends_at',
  'package_id',
  'package_name',
  'mrr_minor',
  'currency',
  'max_users',
  'domain',
  'database_name',
  'created_at',
]);

/** What a page shows, in this order. */
export const shownColumns = [
  'id',
  'name',
  'code',
  'lifecycle',
  'suspended',
  'hold_kinds',
  'setup_completed',
  'subscription',
  'trial_ends_at',
  'package_name',
  'mrr_minor',
  'currency',
  'users',
  'max_users',
  'domain',
  'database_name',
  'created_at',
] as const satisfies ReadonlyArray<ListColumn>;

export interface SortKey {
  readonly column: ListColumn;
  readonly type: 'text' | 'bigint' | 'uuid';
}

const name: SortKey = { column: 'name_key', type: 'text' };
const id: SortKey = { column: 'id', type: 'uuid' };

/** Never null, one direction for all parts, unique by the id: so that a place is one row comparison. */
export const sortKeys: Readonly<Record<TenantSortColumn, ReadonlyArray<SortKey>>> = {
  name: [name, id],
  code: [{ column: 'code_key', type: 'text' }, id],
  status: [{ column: 'status_key', type: 'bigint' }, name, id],
  package: [{ column: 'package_key', type: 'text' }, name, id],
  mrr: [{ column: 'mrr_key', type: 'bigint' }, name, id],
  users: [{ column: 'users', type: 'bigint' }, name, id],
  domain: [{ column: 'domain_key', type: 'text' }, id],
  created: [{ column: 'created_key', type: 'bigint' }, id],
};
