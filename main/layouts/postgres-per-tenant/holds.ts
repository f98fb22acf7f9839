import { canBeHeld, type Hold, isLive, platformItself } from '../../../shared/domain/holds.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import type { HoldCatalog } from '../layout.ts';
import type { Runner } from '../pg/pools.ts';
import type { StockerDeps } from './deps.ts';
import { requireBookkeeping } from './shape.ts';
import { holdColumns, holdOf, readStanding } from './tenant-standing.ts';
import { tenantStatusWords } from './words.ts';

async function refuseWhileOperationRuns(runner: Runner, tenantId: TenantId): Promise<void> {
  const [running] = await runner.query({
    text: `SELECT subject ->> 'label' AS label, coalesce(operator, actor) AS who, created_at FROM tenantry.operation
            WHERE resource_key = $1 AND state IN ('running', 'compensating')`,
    values: [`tenant:${tenantId}`],
  });
  if (running !== undefined)
    throw new AppError('conflict', 'operation.running_on_resource', {
      params: {
        name: running['label'] as string,
        operator: running['who'] as string,
        since: running['created_at'] as string,
      },
    });
}

type Draft = Omit<Parameters<HoldCatalog['put']>[0], 'id'> & { readonly id: string | null };

async function insert(runner: Runner, hold: Draft, since: string | null = null): Promise<Hold> {
  const [row] = await runner.query({
    text: `INSERT INTO tenantry.holds (id, tenant_id, kind, effects, reason, review_on, put_by, put_at)
           VALUES (coalesce($1::uuid, gen_random_uuid()), $2, $3, $4, $5, $6, $7,
                   coalesce($8::timestamptz, clock_timestamp())) RETURNING ${holdColumns}`,
    values: [hold.id, hold.tenantId, hold.kind, hold.effects, hold.reason, hold.reviewOn, hold.by, since],
  });
  if (row === undefined) throw new AppError('internal', 'internal');
  return holdOf(row);
}

/** A suspension that only the columns know becomes a hold like any other, or lifting another would end it as well. */
const adopt = (runner: Runner, tenantId: TenantId, { kind, effects, reason, reviewOn, putAt }: Hold): Promise<Hold> =>
  insert(runner, { id: null, tenantId, kind, effects, reason, reviewOn, by: platformItself }, putAt);

const { active, suspended } = tenantStatusWords.written;

/** The platform's own columns follow the live holds; a lifecycle that is not `active` keeps its word. */
async function writeStanding(runner: Runner, tenantId: TenantId, isActiveTenant: boolean): Promise<void> {
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
      isActiveTenant,
      blocked ? suspended : active,
      blocked,
      blocking?.['put_at'] ?? null,
      blocking?.['reason'] ?? null,
    ],
  });
}

export function createHolds(deps: Pick<StockerDeps, 'pools' | 'shape'>): HoldCatalog {
  /** Under the tenant's row lock, so that two operators' holds are computed one after the other. */
  const underLock = async (
    tenantId: TenantId,
    work: (runner: Runner, standing: Awaited<ReturnType<typeof readStanding>>) => Promise<Hold>,
  ): Promise<Hold> => {
    await requireBookkeeping(deps);
    const shape = await deps.shape();
    return deps.pools.write(async (runner) => {
      const standing = await readStanding(runner, shape, tenantId, 'lock');
      await refuseWhileOperationRuns(runner, tenantId);
      const hold = await work(runner, standing);
      await writeStanding(runner, tenantId, standing.lifecycle === 'active');
      return hold;
    });
  };

  return {
    async ofTenant(tenantId) {
      return (await readStanding(deps.pools.read, await deps.shape(), tenantId)).holds;
    },
    put: (hold) =>
      underLock(hold.tenantId, async (runner, { lifecycle, holds }) => {
        if (!canBeHeld(lifecycle))
          throw new AppError('conflict', 'hold.tenant_state', { params: { state: lifecycle } });
        const unrecorded = holds.find(({ recorded }) => !recorded);
        if (unrecorded !== undefined) await adopt(runner, hold.tenantId, unrecorded);
        return insert(runner, hold);
      }),
    lift: ({ id, tenantId, reason, by }) =>
      underLock(tenantId, async (runner, { holds }) => {
        const hold = holds.find((one) => one.id === id);
        const gone = hold === undefined && (id as string) === tenantId;
        if (gone) throw new AppError('conflict', 'hold.already_lifted', { params: { by: '' } });
        if (hold === undefined) throw new AppError('not_found', 'hold.not_found');
        if (!isLive(hold))
          throw new AppError('conflict', 'hold.already_lifted', { params: { by: hold.liftedBy ?? '' } });
        const adopted = hold.recorded ? hold : await adopt(runner, tenantId, hold);
        const [row] = await runner.query({
          text: `UPDATE tenantry.holds SET lifted_by = $2, lifted_at = clock_timestamp(), lift_reason = $3
                  WHERE id = $1 AND lifted_at IS NULL RETURNING ${holdColumns}`,
          values: [adopted.id, by, reason],
        });
        if (row === undefined) throw new AppError('conflict', 'hold.already_lifted', { params: { by: '' } });
        return holdOf(row);
      }),
  };
}
