import { canBeHeld, type Hold, isLive, platformItself } from '../../../shared/domain/holds.ts';
import type { HoldId, OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import type { HoldCatalog } from '../layout.ts';
import type { Runner } from '../pg/pools.ts';
import type { SchemaShape } from './deps.ts';
import { refuseWhileOperationRuns } from './tenant-busy.ts';
import { holdColumns, holdOf, readStanding, type Standing, writeStanding } from './tenant-standing.ts';

export type HoldDraft = Parameters<HoldCatalog['put']>[0];
export type Lifting = Parameters<HoldCatalog['lift']>[0];

type Insert = Omit<HoldDraft, 'id'> & { readonly id: HoldId | null };

async function insert(runner: Runner, hold: Insert, since: string | null = null): Promise<Hold> {
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

/** What is about to be overwritten in the columns is kept as a hold. */
export async function adoptUnrecorded(runner: Runner, tenantId: TenantId, holds: ReadonlyArray<Hold>): Promise<void> {
  const unrecorded = holds.find(({ recorded }) => !recorded);
  if (unrecorded !== undefined) await adopt(runner, tenantId, unrecorded);
}

export async function insertHold(runner: Runner, hold: HoldDraft, { lifecycle, holds }: Standing): Promise<Hold> {
  if (!canBeHeld(lifecycle)) throw new AppError('conflict', 'hold.tenant_state', { params: { state: lifecycle } });
  await adoptUnrecorded(runner, hold.tenantId, holds);
  return insert(runner, hold);
}

export async function liftHold(runner: Runner, { id, tenantId, reason, by }: Lifting, hold: Hold): Promise<Hold> {
  if (!isLive(hold)) throw new AppError('conflict', 'hold.already_lifted', { params: { by: hold.liftedBy ?? '' } });
  const lifted = hold.recorded ? id : (await adopt(runner, tenantId, hold)).id;
  const [row] = await runner.query({
    text: `UPDATE tenantry.holds SET lifted_by = $2, lifted_at = clock_timestamp(), lift_reason = $3
            WHERE id = $1 AND lifted_at IS NULL RETURNING ${holdColumns}`,
    values: [lifted, by, reason],
  });
  if (row === undefined) throw new AppError('conflict', 'hold.already_lifted', { params: { by: '' } });
  return holdOf(row);
}

/** Under the tenant's row lock, so that two operators' holds are computed one after the other. */
export async function changeHolds<T>(
  runner: Runner,
  on: { readonly shape: SchemaShape; readonly tenantId: TenantId; readonly operation?: OperationId },
  work: (standing: Standing) => Promise<T>,
): Promise<T> {
  const standing = await readStanding(runner, on.shape, on.tenantId, 'lock');
  await refuseWhileOperationRuns(runner, on.tenantId, on.operation);
  const changed = await work(standing);
  await writeStanding(runner, on.tenantId, standing.lifecycle);
  return changed;
}
