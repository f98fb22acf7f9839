import type { Observation } from '../../../../shared/domain/reconcile.ts';
import type { Runner } from '../../pg/pools.ts';
import { ownerMakesCopies } from '../operation/marks.ts';

export interface DatabaseFacts {
  readonly name: string;
  readonly invalid: boolean;
  readonly allowsConnections: boolean;
  readonly comment: string | null;
  /** Of somebody who makes copies, and not of a tenant. */
  readonly ownedByUs: boolean;
}

const invalidLimit = -2;

export async function readDatabases(runner: Runner): Promise<ReadonlyArray<DatabaseFacts>> {
  const rows = await runner.query({
    text: `SELECT datname::text AS name, datconnlimit = ${invalidLimit} AS invalid, datallowconn AS "allowsConnections",
                  shobj_description(oid, 'pg_database') AS comment, ${ownerMakesCopies('datdba')} AS "ownedByUs"
             FROM pg_database WHERE NOT datistemplate AND datname::text <> current_database()::text`,
  });
  return rows as unknown as ReadonlyArray<DatabaseFacts>;
}

/** Only of those that something may have to be decided about: each costs the server a walk through a folder. */
export async function readSizes(
  runner: Runner,
  names: ReadonlyArray<string>,
): Promise<ReadonlyMap<string, number | null>> {
  if (names.length === 0) return new Map();
  const rows = await runner.query({
    text: `SELECT datname::text AS name,
                  CASE WHEN datconnlimit <> ${invalidLimit}
                        AND (has_database_privilege(oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE'))
                       THEN pg_database_size(oid) END AS bytes
             FROM pg_database WHERE datname::text = ANY($1::text[])`,
    values: [names],
  });
  return new Map(rows.map((row) => [row['name'] as string, row['bytes'] === null ? null : Number(row['bytes'])]));
}

/** A statement of another role is hidden from us; that it creates something shows in the lock on its template. */
const creationsSql = `
  SELECT CASE WHEN state IS NULL THEN NULL ELSE query END AS query FROM pg_stat_activity a
   WHERE pid <> pg_backend_pid()
     AND ((state = 'active' AND query ~* '^\\s*create\\s+database\\M')
       OR (state IS NULL AND EXISTS (SELECT FROM pg_locks l
             WHERE l.pid = a.pid AND l.locktype = 'object' AND l.mode = 'ShareLock' AND l.classid = 'pg_database'::regclass)))`;

const wordsOf = (query: string): ReadonlySet<string> => new Set(query.split(/[^a-z0-9_]+/));

/** Whether a CREATE DATABASE of a name runs. One that nobody may read could be of any. */
export async function readCreations(runner: Runner): Promise<(name: string) => boolean> {
  const rows = await runner.query({ text: creationsSql });
  const queries = rows.map((row) => (row['query'] as string | null)?.toLowerCase() ?? null);
  return (name) => queries.some((query) => query === null || wordsOf(query).has(name.toLowerCase()));
}

export async function readMarkedRoles(runner: Runner): Promise<Observation['roles']> {
  const rows = await runner.query({
    text: `SELECT rolname::text AS name, substring(comment FROM '^tenantry: tenant ([0-9a-f-]{36})$') AS "tenantId"
             FROM pg_roles, shobj_description(oid, 'pg_authid') AS comment
            WHERE comment ~ '^tenantry: tenant [0-9a-f-]{36}$'`,
  });
  return rows as unknown as Observation['roles'];
}
