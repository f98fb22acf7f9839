import type { CopyPurpose } from '../../../../shared/domain/copies.ts';
import type { CopyId, OperationId, RegistrationId, TenantId } from '../../../../shared/domain/ids.ts';
import type { Observation, SeenTenant } from '../../../../shared/domain/reconcile.ts';
import type { Runner } from '../../pg/pools.ts';
import type { SchemaShape } from '../deps.ts';
import { readWordSql, registrationWords, tenantStanding } from '../words.ts';

type Row = Readonly<Record<string, unknown>>;

/** The newest moment that a table keeps of its rows, if it keeps any. */
const changedAt = (shape: SchemaShape, table: string, alias: string): string => {
  const known = ['UpdatedAt', 'CreatedAt'].filter((column) => shape.hasColumn(table, column));
  return known.length === 0 ? 'NULL' : `coalesce(${known.map((column) => `${alias}."${column}"`).join(', ')})`;
};

export async function readTenants(runner: Runner, shape: SchemaShape): Promise<ReadonlyArray<SeenTenant>> {
  const rows = await runner.query({
    text: `SELECT t."Id" AS id, t."Code" AS code, t."Name" AS name, t."Status" AS status, t."IsActive" AS active,
                  t."DatabaseName" AS database, ${changedAt(shape, 'Tenants', 't')} AS since
             FROM public."Tenants" t`,
  });
  return rows.map((row) => ({
    id: row['id'] as TenantId,
    code: row['code'] as string,
    name: row['name'] as string,
    lifecycle: tenantStanding(row['status'] as string, row['active'] === true).lifecycle,
    database: row['database'] as string | null,
    since: row['since'] as string | null,
  }));
}

export async function readProvisioning(runner: Runner, shape: SchemaShape): Promise<Observation['registrations']> {
  const rows = await runner.query({
    text: `SELECT r."Id" AS id, r."CompanyName" AS name, r."TenantId" AS tenant, ${changedAt(shape, 'TenantRegistrations', 'r')} AS since
             FROM public."TenantRegistrations" r
            WHERE ${readWordSql(registrationWords, 'r."Status"')} = 'provisioning'`,
  });
  return rows.map((row) => ({
    id: row['id'] as RegistrationId,
    name: row['name'] as string,
    tenantId: row['tenant'] as TenantId | null,
    since: row['since'] as string | null,
  }));
}

export async function readCopies(runner: Runner, shape: SchemaShape): Promise<Observation['copies']> {
  if (!shape.bookkeeping) return [];
  const rows = await runner.query({
    text: 'SELECT id, tenant_id, purpose, database, made_at FROM tenantry.copies WHERE dropped_at IS NULL',
  });
  return rows.map((row) => ({
    id: row['id'] as CopyId,
    tenantId: row['tenant_id'] as TenantId,
    purpose: row['purpose'] as CopyPurpose,
    database: row['database'] as string,
    madeAt: row['made_at'] as string,
  }));
}

/** Every text in an operation's parameters: which of them are names of databases is seen beside those that are known. */
function textsIn(value: unknown): ReadonlyArray<string> {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function operationOf(row: Row): Observation['operations'][number] {
  const subject = row['subject'] as { readonly tenantId?: string | null; readonly registrationId?: string | null };
  const texts = textsIn(row['params']);
  return {
    id: row['id'] as OperationId,
    databases: texts.filter((text) => !uuid.test(text)),
    tenantId: subject.tenantId ?? null,
    registrationId: subject.registrationId ?? null,
  };
}

export async function readOperations(runner: Runner, shape: SchemaShape): Promise<Observation['operations']> {
  if (!shape.readable) return [];
  const rows = await runner.query({
    text: `SELECT op_id AS id, params, subject FROM tenantry.operation
            WHERE state IN ('running', 'compensating', 'failed', 'needs_attention')`,
  });
  return rows.map(operationOf);
}
