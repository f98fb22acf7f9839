import { newProfile } from '../../../../shared/domain/connection-profile.ts';
import type { OwnObject } from '../schema/own-tables.ts';
import { monthlySql } from './amount-sql.ts';
import { listColumns } from './columns.ts';
import { foldSql, sortKeySql } from './fold-sql.ts';
import { type ListWords, sourceRowsSql } from './source-rows.ts';

const ownWords: ListWords = {
  fold: (expression) => `tenantry.fold(${expression})`,
  sortKey: (expression) => `tenantry.sort_key(${expression})`,
  monthly: (minor, period, status) => `tenantry.monthly_amount(${minor}, ${period}, ${status})`,
};

/** After the upgrade every optional column is there. */
const rows = (only?: (column: string) => string): string =>
  sourceRowsSql({
    hasColumn: () => true,
    holds: true,
    currency: newProfile.currency,
    words: ownWords,
    ...(only === undefined ? {} : { only }),
  });

const names = listColumns.map(([name]) => name);
const derived = names.filter((name) => name !== 'id');
const tuple = (prefix: string): string => `(${derived.map((name) => `${prefix}.${name}`).join(', ')})`;

/** pg_temp last: otherwise a caller's temporary table would be read in the place of ours. */
export const fixedPath = 'SET search_path = pg_catalog, tenantry, pg_temp';

const expression = (name: string, signature: string, returns: string, body: string): OwnObject => ({
  kind: 'function',
  name,
  sql: `CREATE FUNCTION tenantry.${name}(${signature}) RETURNS ${returns} LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ${fixedPath} AS $body$
BEGIN
  RETURN ${body};
END $body$`,
});

/**
 * One plan for one tenant and for fifty thousand: without knowing how many ids come, the planner would take them for few
 * and compare every row with every other.
 */
const anyNumber = 'SET enable_nestloop = off SET plan_cache_mode = force_generic_plan';

const procedure = (name: string, signature: string, body: string): OwnObject => ({
  kind: 'function',
  name,
  sql: `CREATE FUNCTION tenantry.${name}(${signature}) RETURNS void LANGUAGE plpgsql ${fixedPath} ${anyNumber} AS $body$
BEGIN
${body}
END $body$`,
});

export const listFunctions: ReadonlyArray<OwnObject> = [
  expression('fold', 'words text', 'text', foldSql('words')),
  expression('sort_key', 'words text', 'text', sortKeySql('words')),
  expression(
    'monthly_amount',
    'minor bigint, period text, status text',
    'bigint',
    monthlySql('minor', 'period', 'status'),
  ),
  // The rows are locked by a statement of their own: the next one then sees what whoever held them has committed.
  procedure(
    'refresh_list',
    'ids uuid[]',
    `  PERFORM FROM tenantry.tenant_list kept WHERE kept.id = ANY (ids) ORDER BY kept.id FOR UPDATE;
  INSERT INTO tenantry.tenant_list AS kept (${names.join(', ')})
  SELECT ${names.map((name) => `made.${name}`).join(', ')} FROM (${rows((column) => `${column} = ANY (ids)`)}) made ORDER BY made.id
  ON CONFLICT (id) DO UPDATE SET (${derived.join(', ')}) = ROW ${tuple('EXCLUDED')}
    WHERE ${tuple('kept')} IS DISTINCT FROM ${tuple('EXCLUDED')};
  DELETE FROM tenantry.tenant_list kept
    WHERE kept.id = ANY (ids)
      AND NOT EXISTS (SELECT FROM public."Tenants" t WHERE t."Id" = kept.id AND t."Id" = ANY (ids));`,
  ),
  procedure(
    'rebuild_list',
    '',
    `  TRUNCATE tenantry.tenant_list;
  INSERT INTO tenantry.tenant_list (${names.join(', ')})
  SELECT ${names.map((name) => `made.${name}`).join(', ')} FROM (${rows()}) made;`,
  ),
];
