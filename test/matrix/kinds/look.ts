import type { OperationId } from '../../../shared/domain/ids.ts';
import { connected } from '../../servers/databases.ts';
import type { Stage } from '../stage.ts';
import type { PreparedTenant } from '../tenants.ts';

/** The first row that the server gives, as superuser in the platform's database. */
export async function row(
  { admin }: Stage,
  sql: string,
  values: ReadonlyArray<unknown>,
): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await admin.query(sql, [...values]);
  return rows[0] ?? {};
}

/** The same in another database. */
export const rowIn = ({ platform }: Stage, database: string, sql: string): Promise<Readonly<Record<string, unknown>>> =>
  connected({ ...platform.admin, database }, async (client) => (await client.query(sql)).rows[0] ?? {});

/** What an operation was asked to do; what it chose itself is in it. */
export const paramsOf = async <T>(stage: Stage, id: OperationId): Promise<T> =>
  (await row(stage, 'SELECT params FROM tenantry.operation WHERE op_id = $1', [id]))['params'] as T;

export interface DatabaseLook {
  readonly oid: string;
  readonly open: boolean;
  readonly mark: string | null;
}

export async function databaseNamed({ admin }: Stage, name: string): Promise<DatabaseLook | undefined> {
  const { rows } = await admin.query(
    `SELECT oid::text, datallowconn AND datconnlimit = -1 AS open, shobj_description(oid, 'pg_database') AS mark
       FROM pg_database WHERE datname::text = $1`,
    [name],
  );
  return rows[0];
}

/** Every one whose name begins as the tenant's does: its own, its copies, and what nobody should have left. */
export async function databasesOf({ admin }: Stage, { database }: Pick<PreparedTenant, 'database'>) {
  const { rows } = await admin.query(
    'SELECT datname::text AS name FROM pg_database WHERE starts_with(datname::text, $1)',
    [database.replace(/_Db$/i, '')],
  );
  return rows.map(({ name }) => String(name)).sort();
}

export const mayLogIn = async (stage: Stage, role: string): Promise<unknown> =>
  (await row(stage, 'SELECT rolcanlogin AS may FROM pg_roles WHERE rolname::text = $1', [role]))['may'];

/** Whose stamp a database carries, and how many rows of the companies' table are in it. */
export async function insideOf({ platform }: Stage, database: string) {
  return connected({ ...platform.admin, database }, async (client) => {
    const { rows } = await client.query(`SELECT (SELECT tenant_id::text FROM _tenantry.owner) AS owner,
      (SELECT count(*)::int FROM tenant."Companies") AS companies`);
    return rows[0] as { readonly owner: string; readonly companies: number };
  }).catch((error: unknown) => ({ owner: String(error), companies: -1 }));
}
