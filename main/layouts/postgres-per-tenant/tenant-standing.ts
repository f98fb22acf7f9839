import { type Hold, type HoldEffect, type HoldKind, isSuspended } from '../../../shared/domain/holds.ts';
import type { HoldId, TenantId } from '../../../shared/domain/ids.ts';
import type { Lifecycle } from '../../../shared/domain/lifecycle.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Runner } from '../pg/pools.ts';
import type { SchemaShape } from './deps.ts';
import { tenantStanding, tenantStatusWords } from './words.ts';

/** When the platform says that a tenant is suspended and not since when. */
const sinceUnknown = '1970-01-01T00:00:00.000Z';

export interface Standing {
  readonly lifecycle: Lifecycle;
  /** By the platform's own columns. */
  readonly suspended: boolean;
  /** Newest first; ends with the one that only the columns know. */
  readonly holds: ReadonlyArray<Hold>;
}

type Row = Readonly<Record<string, unknown>>;

export const holdColumns = 'id, kind, effects, reason, review_on, put_by, put_at, lifted_by, lifted_at';

export const holdOf = (row: Row): Hold => ({
  id: row['id'] as HoldId,
  kind: row['kind'] as HoldKind,
  effects: row['effects'] as ReadonlyArray<HoldEffect>,
  reason: row['reason'] as string,
  putBy: row['put_by'] as string,
  putAt: row['put_at'] as string,
  reviewOn: row['review_on'] as string | null,
  liftedBy: row['lifted_by'] as string | null,
  liftedAt: row['lifted_at'] as string | null,
  recorded: true,
});

/**
 * A suspension that somebody wrote into the platform without this console. Nobody knows of what kind it is, so that it
 * takes the role that may lift every kind. Goes by the tenant's own id: there is one at most.
 */
export const unrecordedHold = (id: TenantId, row: Row): Hold => ({
  id: id as string as HoldId,
  kind: 'security',
  effects: ['block_login'],
  reason: (row['reason'] as string | null) ?? '',
  putBy: '',
  putAt: (row['since'] as string | null) ?? sinceUnknown,
  reviewOn: null,
  liftedBy: null,
  liftedAt: null,
  recorded: false,
});

/** A tenant's lifecycle and holds, as the platform's columns and the console's own table say together. */
export async function readStanding(
  runner: Runner,
  shape: SchemaShape,
  id: TenantId,
  lock: 'lock' | 'look' = 'look',
): Promise<Standing> {
  const optional = (column: string): string => (shape.hasColumn('Tenants', column) ? `"${column}"` : 'NULL');
  const [tenant] = await runner.query({
    text: `SELECT "Status" AS status, "IsActive" AS active, ${optional('SuspensionReason')} AS reason,
                  ${optional('SuspendedAt')} AS since
             FROM public."Tenants" WHERE "Id" = $1 ${lock === 'lock' ? 'FOR UPDATE' : ''}`,
    values: [id],
  });
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  const recorded = shape.readable
    ? await runner.query({
        text: `SELECT ${holdColumns} FROM tenantry.holds WHERE tenant_id = $1 ORDER BY put_at DESC, id`,
        values: [id],
      })
    : [];
  const { lifecycle, suspended } = tenantStanding(tenant['status'] as string, tenant['active'] as boolean);
  const holds = recorded.map(holdOf);
  const unexplained = suspended && !isSuspended(holds);
  return { lifecycle, suspended, holds: unexplained ? [...holds, unrecordedHold(id, tenant)] : holds };
}

const { active, suspended } = tenantStatusWords.written;

/** The platform's own columns follow the live holds; a lifecycle that is not `active` keeps its word. */
export async function writeStanding(runner: Runner, tenantId: TenantId, lifecycle: Lifecycle): Promise<void> {
  const [blocking] = await runner.query({
    text: `SELECT reason, put_at FROM tenantry.holds
            WHERE tenant_id = $1 AND lifted_at IS NULL AND 'block_login' = ANY(effects) ORDER BY put_at, id LIMIT 1`,
    values: [tenantId],
  });
  const blocked = blocking !== undefined;
  await runner.query({
    text: `UPDATE public."Tenants" SET
             "Status" = CASE WHEN $2 THEN $3 ELSE "Status" END,
             "IsActive" = CASE WHEN $4 THEN false WHEN $2 THEN true ELSE "IsActive" END,
             "SuspendedAt" = $5, "SuspensionReason" = $6, "UpdatedAt" = clock_timestamp()
           WHERE "Id" = $1`,
    values: [
      tenantId,
      lifecycle === 'active',
      blocked ? suspended : active,
      blocked,
      blocking?.['put_at'] ?? null,
      blocking?.['reason'] ?? null,
    ],
  });
}

/** Another lifecycle in the platform's own words; nobody is let in before `writeStanding` says so. */
export async function writeLifecycle(runner: Runner, tenantId: TenantId, lifecycle: Lifecycle): Promise<void> {
  await runner.query({
    text: 'UPDATE public."Tenants" SET "Status" = $2, "IsActive" = false, "UpdatedAt" = clock_timestamp() WHERE "Id" = $1',
    values: [tenantId, tenantStatusWords.written[lifecycle]],
  });
  await writeStanding(runner, tenantId, lifecycle);
}
