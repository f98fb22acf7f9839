import { type TenantRowOutcome, type TenantUser, tenantUserRoles } from '../../../../shared/domain/users.ts';
import { AppError } from '../../../../shared/errors.ts';
import { openSession } from '../../pg/connect.ts';
import { fromPg } from '../../pg/errors.ts';
import { type Runner, runnerOn } from '../../pg/pools.ts';
import type { TenantDatabase } from '../../roles/migrations.ts';
import type { StockerDeps } from '../deps.ts';
import { readStamp } from '../operation/stamp.ts';

const patienceMs = 3_000;
type Mode = 'read' | 'write';

/**
 * Looked at under the lock, so that it stays what it is. A view, a rule, a policy, a trigger, or a type with a cast of
 * somebody's own would run their code as us; what a table of ours checks and indexes by is ours.
 */
const findTable = `
  SELECT (o.rolname = current_user OR o.rolsuper OR o.rolcreaterole) AS trusted
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles o ON o.oid = c.relowner
   WHERE n.nspname = 'tenant' AND c.relname = 'TenantUsers' AND c.relkind = 'r' AND NOT c.relrowsecurity
     AND NOT c.relhasrules
     AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal)
     AND NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             AND y.typnamespace <> 'pg_catalog'::regnamespace)`;

/** The tenant's own stamp is needed to write; a database from before this console has none and is only read. */
async function isUsable(runner: Runner, { tenantId, database }: TenantDatabase, mode: Mode): Promise<boolean> {
  // A pooler may hand out another database than the one that was asked for.
  const [here] = await runner.query({ text: 'SELECT current_database()::text AS name' });
  if (here?.['name'] !== database) return false;
  const stamp = await readStamp(runner);
  if (stamp === undefined ? mode === 'write' : stamp.tenantId !== tenantId) return false;
  await runner.query({
    text: `LOCK TABLE tenant."TenantUsers" IN ${mode === 'write' ? 'ROW EXCLUSIVE' : 'ACCESS SHARE'} MODE`,
  });
  const [table] = await runner.query({ text: findTable });
  return table !== undefined && (mode === 'read' || table['trusted'] === true);
}

/** One transaction in the tenant's database; undefined where there is none to be had. */
async function visit<T>(
  { server }: StockerDeps,
  of: TenantDatabase,
  mode: Mode,
  work: (runner: Runner) => Promise<T>,
): Promise<T | undefined> {
  try {
    const client = await openSession(server, {
      database: of.database,
      application: 'tenantry',
      readOnly: mode === 'read',
      statementTimeoutMs: patienceMs,
      answerTimeoutMs: patienceMs,
    });
    try {
      const runner = runnerOn(client);
      await runner.query({ text: 'BEGIN' });
      if (!(await isUsable(runner, of, mode))) return undefined;
      const result = await work(runner);
      await runner.query({ text: 'COMMIT' });
      return result;
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch (error) {
    const told = fromPg(error);
    if (told.code === 'internal') throw told;
    return undefined;
  }
}

const roles: ReadonlySet<string> = new Set(tenantUserRoles);

function tenantUserOf(row: Readonly<Record<string, unknown>>): TenantUser {
  const role = String(row['role']);
  return {
    userId: row['user_id'] as TenantUser['userId'],
    email: row['email'] as string,
    name: row['name'] as string | null,
    // What this version knows nothing of grants nothing more than the least.
    role: roles.has(role) ? (role as TenantUser['role']) : 'viewer',
    active: row['active'] as boolean,
    lastLoginAt: row['last_login_at'] as string | null,
  };
}

const listSql = `
  SELECT "MasterUserId" AS user_id, "Email"::text AS email, "Role"::text AS role, "IsActive" AS active,
         nullif(concat_ws(' ', nullif("FirstName", ''), nullif("LastName", '')), '') AS name, "LastLoginAt" AS last_login_at
    FROM tenant."TenantUsers" ORDER BY lower("Email"), "Id" LIMIT 5000`;

export async function readTenantUsers(
  deps: StockerDeps,
  of: TenantDatabase,
): Promise<ReadonlyArray<TenantUser> | null> {
  const rows = await visit(deps, of, 'read', (runner) => runner.query({ text: listSql }));
  return rows === undefined ? null : rows.map(tenantUserOf);
}

/** By the platform's id, and by e-mail only where the row names no user of the platform. */
const setActiveSql = `
  UPDATE tenant."TenantUsers" SET "IsActive" = $3, "UpdatedAt" = clock_timestamp()
   WHERE "MasterUserId" = $1::uuid OR ("MasterUserId" IS NULL AND lower("Email") = lower($2))
  RETURNING "Id"`;

export async function setTenantUserActive(
  deps: StockerDeps,
  of: TenantDatabase,
  user: { readonly id: string; readonly email: string; readonly active: boolean },
): Promise<TenantRowOutcome> {
  const changed = await visit(deps, of, 'write', (runner) =>
    runner.query({ text: setActiveSql, values: [user.id, user.email, user.active] }),
  ).catch((error: unknown) => {
    if (error instanceof AppError) return undefined;
    throw error;
  });
  if (changed === undefined) return 'unreachable';
  return changed.length === 0 ? 'none' : 'changed';
}
