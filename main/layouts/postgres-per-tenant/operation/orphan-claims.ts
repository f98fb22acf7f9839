import type { OperationId } from '../../../../shared/domain/ids.ts';
import type { Runner } from '../../pg/pools.ts';
import { readWordSql, tenantStatusWords } from '../words.ts';

/** The name of a tenant that was deleted stays taken, but nothing of it is in use any more. */
const lives = (table: string): string => `${readWordSql(tenantStatusWords, `${table}."Status"`)} <> 'deleted'`;

/** `$1` as a whole word of the parameters: the names that are asked for hold nothing that JSON would escape. */
const namedByOperation = `
  SELECT coalesce(o.subject ->> 'label', o.kind) FROM tenantry.operation o
   WHERE o.op_id <> $2 AND o.state IN ('running', 'compensating', 'failed', 'needs_attention')
     AND strpos(lower(o.params::text), '"' || lower($1) || '"') > 0 LIMIT 1`;

const databaseClaims = `
  SELECT coalesce(
    (SELECT t."Code" FROM public."Tenants" t WHERE lower(t."DatabaseName") = lower($1) AND ${lives('t')} LIMIT 1),
    (SELECT c.database FROM tenantry.copies c WHERE c.dropped_at IS NULL AND (lower(c.database) = lower($1) OR c.id = $3::uuid) LIMIT 1),
    (${namedByOperation})) AS by`;

/** Who names this database after all. Compared without case: better to leave one too many. */
export async function claimOnDatabase(
  runner: Runner,
  { name, except, copyId }: { readonly name: string; readonly except: OperationId; readonly copyId: string | null },
): Promise<string | undefined> {
  const [row] = await runner.query({ text: databaseClaims, values: [name, except, copyId] });
  return (row?.['by'] as string | null | undefined) ?? undefined;
}

/** A role is in use by its tenant, by a database that is called after it, by whoever is logged in, or by an operation. */
const roleClaims = `
  SELECT coalesce(
    (SELECT t."Code" FROM public."Tenants" t WHERE t."Id" = $3::uuid AND ${lives('t')}),
    (SELECT d.datname::text FROM pg_catalog.pg_database d
      WHERE regexp_replace(lower(d.datname::text), '_db$', '') || '_app' = lower($1) LIMIT 1),
    (SELECT a.datname::text FROM pg_catalog.pg_stat_activity a WHERE a.usename::text = $1 LIMIT 1),
    (${namedByOperation})) AS by`;

export async function claimOnRole(
  runner: Runner,
  { name, except, tenantId }: { readonly name: string; readonly except: OperationId; readonly tenantId: string },
): Promise<string | undefined> {
  const [row] = await runner.query({ text: roleClaims, values: [name, except, tenantId] });
  return (row?.['by'] as string | null | undefined) ?? undefined;
}

/** The database of a tenant that lives; undefined where there is no such tenant any more. */
export async function livingTenant(
  runner: Runner,
  tenantId: string,
): Promise<{ readonly code: string; readonly database: string | null } | undefined> {
  const [row] = await runner.query({
    text: `SELECT t."Code" AS code, t."DatabaseName" AS database FROM public."Tenants" t WHERE t."Id" = $1::uuid AND ${lives('t')}`,
    values: [tenantId],
  });
  return row as { readonly code: string; readonly database: string | null } | undefined;
}
