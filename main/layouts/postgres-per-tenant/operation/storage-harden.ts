import type { Evidence } from '../../../../shared/domain/operations.ts';
import { literal, quote } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { StorageNames } from '../../roles/provisioning.ts';
import type { OperationContext } from './context.ts';
import { quotedNames } from './names.ts';
import { findProvisioning, tenantRole } from './tenant-role.ts';

/** Fixed, so that no object that somebody else makes can stand in for one of the server's or of the platform's. */
const roleSettings: Readonly<Record<string, string>> = {
  search_path: 'pg_catalog, tenant, pg_temp',
  statement_timeout: '60s',
  lock_timeout: '10s',
  idle_in_transaction_session_timeout: '60s',
};

/** Schemas that a module made before the role was there, or was made again. */
const moduleSchemas = `
  SELECT nspname::text AS name FROM pg_catalog.pg_namespace
   WHERE oid >= 16384 AND nspname <> '_tenantry' AND nspname !~ '^pg_'
     AND nspowner = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)`;

async function statements(runner: Runner, names: StorageNames, platformDatabase: string): Promise<string[]> {
  const { database, role } = quotedNames(names, platformDatabase);
  const schemas = (await runner.query({ text: moduleSchemas })).map((row) => quote(String(row['name'])));
  const rows = 'SELECT, INSERT, UPDATE, DELETE';
  return [
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
    `GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${role}`,
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
    ...Object.entries(roleSettings).map(
      ([name, value]) =>
        `ALTER ROLE ${role} IN DATABASE ${database} SET ${name} TO ${name === 'search_path' ? value : literal(value)}`,
    ),
    // A stamp that was written after an earlier hardening would have been given away with all else that is ours.
    `REVOKE ALL ON ALL TABLES IN SCHEMA _tenantry FROM ${role}`,
    `REVOKE ALL ON SCHEMA _tenantry FROM ${role}`,
    // Rows in whatever a module's migrations make; making anything stays ours.
    `ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO ${role}`,
    `ALTER DEFAULT PRIVILEGES GRANT ${rows} ON TABLES TO ${role}`,
    `ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO ${role}`,
    'ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC',
    `ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO ${role}`,
    ...schemas.flatMap((schema) => [
      `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
      `GRANT ${rows} ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
      `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`,
    ]),
  ];
}

/** All of it in one transaction: where the last of it is seen, the rest is there too. */
export async function harden(context: OperationContext, names: StorageNames, signal: AbortSignal): Promise<void> {
  await context.tenant.fenced(
    names,
    async (runner) => {
      for (const text of await statements(runner, names, context.deps.settings.database)) await runner.query({ text });
    },
    signal,
  );
}

const findRights = `
  SELECT r.rolcanlogin AS "canLogin",
         EXISTS (SELECT FROM pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a WHERE a.grantee = 0) AS "publicRights",
         pg_catalog.has_database_privilege(r.oid, d.oid, 'CONNECT') AS "mayConnect",
         pg_catalog.has_schema_privilege(r.oid, 'public', 'CREATE') AS "mayCreateInPublic",
         (SELECT count(*)::integer FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig)
           WHERE s.setdatabase = d.oid AND s.setrole = r.oid) AS settings
    FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
   WHERE d.datname = pg_catalog.current_database() AND r.rolname::text = $1`;

/** Evidence that the database is this tenant's and closed to everybody else; nothing where anything is missing. */
export async function readiness(context: OperationContext, names: StorageNames): Promise<Evidence | undefined> {
  const [tenant] = await context.read((runner) => runner.query({ text: findProvisioning, values: [names.tenantId] }));
  if ((await context.read((runner) => tenantRole(runner, names))) !== 'ours') return undefined;
  const [row] = await context.tenant.visit(names.database, (runner) =>
    runner.query({ text: findRights, values: [names.role] }),
  );
  const ready =
    row !== undefined &&
    // A tenant that is on hold stays closed, whatever becomes of its database.
    (row['canLogin'] === true || tenant?.['provisioning'] === false) &&
    row['publicRights'] === false &&
    row['mayConnect'] === true &&
    row['settings'] === Object.keys(roleSettings).length;
  if (!ready) return undefined;
  return {
    database: names.database,
    stamped: true,
    role: names.role,
    publicMayConnect: false,
    // Before PostgreSQL 15 only a superuser can close it; the fixed search_path leaves it out.
    publicSchemaClosed: row['mayCreateInPublic'] !== true,
  };
}
