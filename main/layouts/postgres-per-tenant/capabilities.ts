import type { Capabilities } from '../../../shared/domain/platform.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ServerFacts } from '../layout.ts';
import type { PgServer } from '../pg/connect.ts';
import type { Runner } from '../pg/pools.ts';
import type { SchemaShape } from './deps.ts';

export const oldestMajor = 14;

/** Refuses a server that is not PostgreSQL or is older than what the statements here need. */
export async function readFacts(read: Runner, { host }: Pick<PgServer['settings'], 'host'>): Promise<ServerFacts> {
  const [row] = await read.rows({
    text: `SELECT version(), current_setting('server_version'), current_setting('server_version_num')::integer,
                  (SELECT system_identifier FROM pg_control_system())::text, current_database()::text`,
  });
  const [banner, version, number, systemIdentifier, database] = row as [string, string, number, string, string];
  if (!banner.startsWith('PostgreSQL')) throw new AppError('wrong_server', 'server.not_postgres', { params: { host } });
  const label = `PostgreSQL ${version.split(' ', 1)[0]}`;
  if (number < oldestMajor * 10_000)
    throw new AppError('unsupported', 'server.too_old', {
      params: { version: label, required: `PostgreSQL ${oldestMajor}` },
    });
  return { label, systemIdentifier, host, database };
}

export interface Rights {
  readonly createDatabases: boolean;
  readonly createRoles: boolean;
  readonly endSessions: boolean;
  readonly superuser: boolean;
}

export async function readRights(runner: Runner): Promise<Rights> {
  const [row] = await runner.rows({
    text: `SELECT rolsuper OR rolcreatedb, rolsuper OR rolcreaterole,
                  rolsuper OR pg_has_role(current_user, 'pg_signal_backend', 'USAGE'), rolsuper
             FROM pg_roles WHERE rolname = current_user`,
  });
  const [createDatabases, createRoles, endSessions, superuser] = (row ?? []).map((right) => right === true);
  return {
    createDatabases: createDatabases ?? false,
    createRoles: createRoles ?? false,
    endSessions: endSessions ?? false,
    superuser: superuser ?? false,
  };
}

/** The console's own tables, and those of the platform that it changes, into which this role may not write. */
export async function missingWriteRights(runner: Runner): Promise<ReadonlyArray<string>> {
  const rows = await runner.rows({
    text: `SELECT format('INSERT, UPDATE, DELETE ON %I.%I', n.nspname, c.relname)
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')
              AND (n.nspname = 'tenantry'
                OR (n.nspname = 'public' AND c.relname IN ('Tenants', 'TenantRegistrations', 'TenantDomains', 'MasterUsers')))
              AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                   AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))
            ORDER BY 1`,
  });
  return rows.map(([right]) => right as string);
}

/** From the live server each time: an administrator may have granted or taken a right since. */
export async function readCapabilities(runner: Runner, shape: SchemaShape): Promise<Capabilities> {
  const rights = await readRights(runner);
  const bookkeeping = shape.bookkeeping && (await missingWriteRights(runner)).length === 0;
  return {
    bookkeeping,
    createDatabases: rights.createDatabases,
    tenantRoles: rights.createRoles,
    endSessions: rights.endSessions,
    indexedList: shape.readable,
  };
}
