import type { TenantId } from '../../../../shared/domain/ids.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Lease } from '../../layout.ts';
import type { Runner } from '../../pg/pools.ts';

export interface Stamp {
  readonly tenantId: string;
  readonly operationId: string;
  readonly fence: string;
}

/** Whose a tenant database is, and the console's own history in it. The tenant's role has no right on any of it. */
const stampTables: ReadonlyArray<string> = [
  'CREATE SCHEMA _tenantry',
  `CREATE TABLE _tenantry.owner (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     tenant_id uuid NOT NULL,
     op_id uuid NOT NULL,
     fence bigint NOT NULL,
     stamped_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE TABLE _tenantry.migrations (
     module text NOT NULL,
     version text NOT NULL,
     name text NOT NULL,
     checksum text NOT NULL,
     applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     op_id uuid NOT NULL,
     PRIMARY KEY (module, version))`,
  `CREATE TABLE _tenantry.seeds (
     name text PRIMARY KEY,
     version integer NOT NULL,
     seeded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     op_id uuid NOT NULL)`,
];

/** Everything that a person or program made here; objects of the server itself have lower numbers. */
const firstOwnOid = 16384;
const countOwnObjects = `
  SELECT (SELECT count(*) FROM pg_catalog.pg_namespace WHERE oid >= $1 AND nspname !~ '^pg_(toast_)?temp_')
       + (SELECT count(*) FROM pg_catalog.pg_class WHERE oid >= $1 AND relpersistence <> 't' AND relkind <> 't')
       + (SELECT count(*) FROM pg_catalog.pg_proc WHERE oid >= $1)
       + (SELECT count(*) FROM pg_catalog.pg_type t WHERE oid >= $1 AND typrelid = 0
            AND typnamespace NOT IN (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname ~ '^pg_temp_'))
       + (SELECT count(*) FROM pg_catalog.pg_extension WHERE oid >= $1)
       + (SELECT count(*) FROM pg_catalog.pg_largeobject_metadata) AS objects`;

export async function isEmpty(runner: Runner): Promise<boolean> {
  const [row] = await runner.query({ text: countOwnObjects, values: [firstOwnOid] });
  return row?.['objects'] === '0';
}

/**
 * A stamp is believed where who may make tenants' databases made it, as a table that runs nothing when it is read or
 * written. In a database of their own, others can make one that says what they like, or a view that acts as us.
 */
const findStampTable = `
  SELECT FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_roles o ON o.oid = c.relowner
   WHERE n.nspname = '_tenantry' AND c.relname = 'owner' AND c.relkind = 'r' AND NOT c.relrowsecurity
     AND NOT c.relhasrules AND NOT c.relhastriggers
     AND (o.rolname = current_user OR o.rolsuper OR o.rolcreaterole)`;

export async function readStamp(runner: Runner): Promise<Stamp | undefined> {
  if ((await runner.query({ text: findStampTable })).length === 0) return undefined;
  const [row] = await runner.query({ text: 'SELECT tenant_id, op_id, fence FROM _tenantry.owner' });
  if (row === undefined) return undefined;
  return { tenantId: String(row['tenant_id']), operationId: String(row['op_id']), fence: String(row['fence']) };
}

export async function writeStamp(runner: Runner, tenantId: TenantId, lease: Lease): Promise<void> {
  for (const text of stampTables) await runner.query({ text });
  await runner.query({
    text: 'INSERT INTO _tenantry.owner (tenant_id, op_id, fence) VALUES ($1, $2, $3)',
    values: [tenantId, lease.operationId, lease.fence],
  });
}

/** The database itself refuses whoever was overtaken, even where the platform can't be asked any more. */
export async function raiseFence(runner: Runner, tenantId: TenantId, lease: Lease): Promise<void> {
  const rows = await runner.query({
    text: 'UPDATE _tenantry.owner SET fence = $1 WHERE tenant_id = $2 AND fence <= $1 RETURNING fence',
    values: [lease.fence, tenantId],
  });
  if (rows.length === 0) throw new AppError('lost', 'operation.lost');
}

/**
 * A copy becomes this tenant's, whosesoever it was when it was backed up. What the backup brought of the console's own
 * tables stays; an older fence of this very operation gives way, and a later one does not.
 */
export async function restamp(runner: Runner, tenantId: TenantId, lease: Lease): Promise<void> {
  for (const text of stampTables)
    await runner.query({ text: text.replace(/^CREATE (SCHEMA|TABLE) /, 'CREATE $1 IF NOT EXISTS ') });
  const rows = await runner.query({
    text: `INSERT INTO _tenantry.owner AS here (tenant_id, op_id, fence) VALUES ($1, $2, $3)
           ON CONFLICT (one) DO UPDATE
              SET tenant_id = excluded.tenant_id, op_id = excluded.op_id, fence = excluded.fence, stamped_at = clock_timestamp()
            WHERE here.op_id <> excluded.op_id OR here.fence <= excluded.fence
           RETURNING 1`,
    values: [tenantId, lease.operationId, lease.fence],
  });
  if (rows.length === 0) throw new AppError('lost', 'operation.lost');
}
