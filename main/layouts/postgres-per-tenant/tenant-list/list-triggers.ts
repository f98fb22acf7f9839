import type { OwnObject } from '../schema/own-tables.ts';
import { fixedPath } from './list-functions.ts';

interface Watched {
  readonly table: string;
  /** Ends the names of its function and triggers. */
  readonly as: string;
  /** The columns that a list row is made from; a change of another one costs next to nothing. */
  readonly columns: ReadonlyArray<string>;
  /** Selects the ids of the tenants concerned from `changed`, which has those columns. */
  readonly tenants: string;
}

const quoted = (columns: ReadonlyArray<string>): ReadonlyArray<string> => columns.map((column) => `"${column}"`);

const watched: ReadonlyArray<Watched> = [
  {
    table: 'public."Tenants"',
    as: 'tenants',
    columns: quoted(['Id', 'Name', 'Code', 'Status', 'IsActive', 'SetupCompleted', 'DatabaseName', 'CreatedAt']),
    tenants: 'SELECT "Id" FROM changed',
  },
  {
    table: 'public."Subscriptions"',
    as: 'subscriptions',
    columns: quoted([
      'Id',
      'TenantId',
      'PackageId',
      'Status',
      'StartDate',
      'TrialEndDate',
      'Price',
      'Currency',
      'BillingPeriod',
    ]),
    tenants: 'SELECT "TenantId" FROM changed',
  },
  {
    table: 'public."Packages"',
    as: 'packages',
    columns: quoted(['Id', 'Name', 'Price', 'YearlyPrice', 'Currency', 'MaxUsers']),
    tenants: 'SELECT s."TenantId" FROM public."Subscriptions" s WHERE s."PackageId" IN (SELECT "Id" FROM changed)',
  },
  {
    table: 'public."TenantDomains"',
    as: 'domains',
    columns: quoted(['TenantId', 'DomainName', 'IsPrimary']),
    tenants: 'SELECT "TenantId" FROM changed',
  },
  {
    table: 'public."MasterUsers"',
    as: 'users',
    columns: quoted(['TenantId', 'Email', 'IsTenantAdmin']),
    tenants: 'SELECT "TenantId" FROM changed',
  },
  {
    table: 'tenantry.holds',
    as: 'holds',
    columns: ['tenant_id', 'kind', 'effects', 'lifted_at'],
    tenants: 'SELECT tenant_id FROM changed',
  },
];

const collect = (changed: string, tenants: string): string => `
    WITH changed AS (${changed}), concerned AS (${tenants})
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;`;

/** The platform's own program writes these tables too, with rights on nothing of ours: so the function has its maker's. */
function triggerFunction({ as, columns, tenants }: Watched): OwnObject {
  const list = columns.join(', ');
  const both = `(SELECT ${list} FROM new_rows EXCEPT ALL SELECT ${list} FROM old_rows)
        UNION ALL (SELECT ${list} FROM old_rows EXCEPT ALL SELECT ${list} FROM new_rows)`;
  return {
    kind: 'function',
    name: `list_after_${as}`,
    sql: `CREATE FUNCTION tenantry.list_after_${as}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER ${fixedPath} AS $body$
DECLARE ids uuid[];
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    PERFORM tenantry.rebuild_list();
    RETURN NULL;
  ELSIF TG_OP = 'INSERT' THEN${collect(`SELECT ${list} FROM new_rows`, tenants)}
  ELSIF TG_OP = 'DELETE' THEN${collect(`SELECT ${list} FROM old_rows`, tenants)}
  ELSE${collect(both, tenants)}
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM tenantry.refresh_list(ids);
  END IF;
  RETURN NULL;
END $body$`,
  };
}

const transitions = {
  insert: 'REFERENCING NEW TABLE AS new_rows',
  update: 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows',
  delete: 'REFERENCING OLD TABLE AS old_rows',
  truncate: '',
} as const;

const triggersOf = ({ table, as }: Watched): ReadonlyArray<OwnObject> =>
  (Object.entries(transitions) as ReadonlyArray<[keyof typeof transitions, string]>).map(([event, tables]) => ({
    kind: 'trigger',
    name: `tenantry_list_${as}_${event}`,
    sql: `CREATE TRIGGER tenantry_list_${as}_${event} AFTER ${event.toUpperCase()} ON ${table} ${tables}
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_${as}()`,
  }));

export const listTriggers: ReadonlyArray<OwnObject> = [...watched.map(triggerFunction), ...watched.flatMap(triggersOf)];
