import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { StorageNames, StorageState } from '../../roles/provisioning.ts';
import type { OperationContext, TenantDatabase } from './context.ts';
import { isClosingMarkOf, ownerMakesCopies } from './marks.ts';
import { isEmpty, readStamp } from './stamp.ts';

export const serverCodeOf = (error: unknown): string | undefined =>
  error instanceof AppError ? error.server?.code : undefined;

export interface DatabaseRow {
  readonly oid: string;
  readonly connectionLimit: number;
  readonly allowsConnections: boolean;
  readonly comment: string | null;
  /** Of somebody who makes copies, and not of a tenant. */
  readonly ownedByUs: boolean;
}

/** Its names are compared as text: as `name` the server would cut what it compares with. */
const findDatabase = `
  SELECT oid::text AS oid, datconnlimit AS "connectionLimit", datallowconn AS "allowsConnections",
         pg_catalog.shobj_description(oid, 'pg_database') AS comment, ${ownerMakesCopies('datdba')} AS "ownedByUs"
    FROM pg_catalog.pg_database WHERE datname::text = $1`;

/**
 * Whatever case and quotes it was written with: better to wait for another's than to miss a predecessor's. What a
 * console runs under another role is hidden from us; that it creates something shows in the lock on its template.
 */
const findCreation = `
  SELECT FROM pg_catalog.pg_stat_activity a
   WHERE pid <> pg_catalog.pg_backend_pid()
     AND ((state = 'active' AND query ~* '^\\s*create\\s+database\\M' AND lower(query) ~ ('\\m' || lower($1) || '\\M'))
       OR (state IS NULL AND application_name LIKE 'tenantry/%'
         AND EXISTS (SELECT FROM pg_catalog.pg_locks l
                      WHERE l.pid = a.pid AND l.locktype = 'object' AND l.mode = 'ShareLock'
                        AND l.classid = 'pg_catalog.pg_database'::pg_catalog.regclass)))`;

export const invalidLimit = -2;

/**
 * A creation is looked for before the database: one that ends in between is then seen as the database, and only where
 * neither is there is nothing there.
 */
export async function look(
  context: OperationContext,
  database: string,
): Promise<{ readonly creating: boolean; readonly row: DatabaseRow | undefined }> {
  return context.read(async (runner) => {
    const creating = await runner.query({ text: findCreation, values: [database] });
    const [row] = await runner.query({ text: findDatabase, values: [database] });
    return { creating: creating.length > 0, row: row as DatabaseRow | undefined };
  });
}

export async function databaseRow(context: OperationContext, database: string): Promise<DatabaseRow | undefined> {
  return (await look(context, database)).row;
}

/** By its number, which renaming leaves as it is. */
export async function databaseNamed(runner: Runner, oid: string): Promise<string | undefined> {
  const [row] = await runner.query({
    text: 'SELECT datname::text AS name FROM pg_catalog.pg_database WHERE oid::text = $1',
    values: [oid],
  });
  return row?.['name'] as string | undefined;
}

/** What the server answers to whoever it does not let in. */
export const closedToUs: ReadonlySet<string> = new Set(['42501', '28000', '55000']);

async function stateFromInside(runner: Runner, tenantId: string): Promise<StorageState> {
  // In this order: a stamp that comes in between is then seen, and never taken for somebody else's tables.
  const empty = await isEmpty(runner);
  const stamp = await readStamp(runner);
  if (stamp?.tenantId === tenantId) return { kind: 'ours' };
  if (stamp !== undefined) return { kind: 'foreign', owner: stamp.tenantId };
  return empty ? { kind: 'empty_unstamped' } : { kind: 'foreign', owner: null };
}

export async function storageState(
  context: OperationContext,
  { database, tenantId }: TenantDatabase,
): Promise<StorageState> {
  const { creating, row } = await look(context, database);
  if (row === undefined) return { kind: creating ? 'creating' : 'absent' };
  if (row.connectionLimit === invalidLimit) return { kind: 'invalid' };
  if (!row.allowsConnections)
    return isClosingMarkOf(tenantId, row.comment) ? { kind: 'ours' } : { kind: 'foreign', owner: null };
  try {
    const state = await context.tenant.visit(database, (runner) => stateFromInside(runner, tenantId));
    if (state.kind === 'foreign') await context.tenant.leave();
    return state;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.key === 'server.no_database') return { kind: 'absent' };
    if (closedToUs.has(error.server?.code ?? '')) return { kind: 'foreign', owner: null };
    throw error;
  }
}

export const refuseForeign = ({ database }: Pick<StorageNames, 'database'>): never => {
  throw new AppError('conflict', 'tenant.foreign_stamp', { params: { database } });
};
