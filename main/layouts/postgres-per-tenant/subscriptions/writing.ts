import type { OperationId, SubscriptionId, TenantId } from '../../../../shared/domain/ids.ts';
import type { Subscription } from '../../../../shared/domain/subscriptions.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { SchemaShape, StockerDeps } from '../deps.ts';
import { refuseWhileOperationRuns } from '../tenant-busy.ts';
import { readStanding } from '../tenant-standing.ts';
import { type OnDay, subscriptionsOf } from './rows.ts';

/** One transaction that changes what a tenant pays for. */
export interface Writing {
  readonly runner: Runner;
  readonly deps: Pick<StockerDeps, 'settings'>;
  readonly shape: SchemaShape;
  /** Null where no operation does it. */
  readonly operation: OperationId | null;
}

/** Under the tenant's row lock, so that two who decide at once are one after the other. */
export async function lockTenant(
  { runner, shape, operation }: Writing,
  tenantId: TenantId,
  need: 'active' | 'there',
): Promise<void> {
  const { lifecycle } = await readStanding(runner, shape, tenantId, 'lock');
  const gone = lifecycle === 'deleting' || lifecycle === 'deleted';
  if (gone || (need === 'active' && lifecycle !== 'active'))
    throw new AppError('conflict', 'tenant.wrong_state', { params: { from: lifecycle, to: 'active' } });
  await refuseWhileOperationRuns(runner, tenantId, operation);
}

export const readAll = ({ runner, deps, shape }: Writing, tenantId: TenantId): Promise<ReadonlyArray<OnDay>> =>
  subscriptionsOf(runner, deps, { shape, tenantId });

export async function findOne(writing: Writing, tenantId: TenantId, id: SubscriptionId): Promise<Subscription> {
  const found = (await readAll(writing, tenantId)).find(({ subscription }) => subscription.id === id);
  if (found === undefined) throw new AppError('not_found', 'subscription.not_found');
  return found.subscription;
}
