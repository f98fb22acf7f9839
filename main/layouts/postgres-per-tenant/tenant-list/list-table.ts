import type { TenantSortColumn } from '../../../../shared/contract/tenants.ts';
import type { OwnObject } from '../schema/own-tables.ts';
import { listColumns, nullableColumns, sortKeys } from './columns.ts';

const columns = listColumns.map(([name, type]) => `${name} ${type}${nullableColumns.has(name) ? '' : ' NOT NULL'}`);

const index = (name: string, on: string): OwnObject => ({
  kind: 'index',
  name,
  sql: `CREATE INDEX ${name} ON tenantry.tenant_list ${on}`,
});

const forSort = ([column, keys]: [string, (typeof sortKeys)[TenantSortColumn]]): OwnObject =>
  index(`tenant_list_by_${column}`, `(${keys.map((key) => key.column).join(', ')})`);

/** The extension may already be there, in whichever schema its owner chose. */
const searchIndex = `DO $index$
BEGIN
  EXECUTE (SELECT format('CREATE INDEX tenant_list_search ON tenantry.tenant_list USING gin (search %I.gin_trgm_ops)', n.nspname)
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm');
END $index$`;

export const listTable: OwnObject = {
  kind: 'table',
  name: 'tenant_list',
  sql: `CREATE TABLE tenantry.tenant_list (${columns.join(', ')}, PRIMARY KEY (id))`,
};

export const listIndexes: ReadonlyArray<OwnObject> = [
  ...Object.entries(sortKeys).map(forSort),
  index('tenant_list_subscription', '(subscription)'),
  index('tenant_list_package', '(package_id)'),
  index('tenant_list_trial_ends', `(trial_ends_at) WHERE subscription = 'trial'`),
  index('tenant_list_over_limit', '(name_key, id) WHERE users > max_users'),
  { kind: 'index', name: 'tenant_list_search', sql: searchIndex },
];

/** One tenant's row is made by these, and subscriptions are listed by them; Entity Framework's own names, so that those it made are found. */
export const sourceIndexes: ReadonlyArray<OwnObject> = [
  ['Subscriptions', 'TenantId'] as const,
  ['Subscriptions', 'PackageId'] as const,
  ['Subscriptions', 'CurrentPeriodEnd'] as const,
  ['Subscriptions', 'StartDate'] as const,
  ['SubscriptionModules', 'SubscriptionId'] as const,
  ['MasterUsers', 'TenantId'] as const,
  ['TenantDomains', 'TenantId'] as const,
].map(([table, column]) => ({
  kind: 'index',
  name: `IX_${table}_${column}`,
  sql: `CREATE INDEX IF NOT EXISTS "IX_${table}_${column}" ON public."${table}" ("${column}")`,
}));
