import type { TenantId } from '../../../../shared/domain/ids.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { SetUpRecords, SubscriptionRecords } from '../../roles/subscriptions.ts';
import { movesBy, stands } from '../subscriptions/events.ts';
import { currentOf, subscriptionsOf } from '../subscriptions/rows.ts';
import { setModules } from '../subscriptions/set-modules.ts';
import { moveOne, revertMove, startOne } from '../subscriptions/write.ts';
import { lockTenant, type Writing } from '../subscriptions/writing.ts';
import type { OperationContext } from './context.ts';

const writingOf =
  ({ deps, lease, fenced }: OperationContext) =>
  async <T>(work: (writing: Writing) => Promise<T>): Promise<T> => {
    const shape = await deps.shape();
    return fenced((runner) => work({ runner, deps, shape, operation: lease.operationId }));
  };

const wasMovedBy = async (runner: Runner, operation: string, tenantId: TenantId): Promise<boolean> =>
  stands(await movesBy(runner, operation, tenantId));

/** What a tenant pays for, as an operation writes it: asking twice is asking once. */
export function subscriptionRecords(context: OperationContext): SubscriptionRecords {
  const { deps, lease } = context;
  const writing = writingOf(context);
  return {
    async current(tenantId) {
      const shape = await deps.shape();
      return context.read(
        async (runner) => currentOf(await subscriptionsOf(runner, deps, { shape, tenantId }))?.subscription,
      );
    },
    async startedBy(operationId) {
      const shape = await deps.shape();
      return context.read(async (runner) => {
        const [row] = await runner.query({
          text: 'SELECT subscription_id AS id, tenant_id FROM tenantry.subscriptions WHERE op_id = $1',
          values: [operationId],
        });
        if (row === undefined) return undefined;
        const all = await subscriptionsOf(runner, deps, { shape, tenantId: row['tenant_id'] as TenantId });
        return all.find(({ subscription }) => subscription.id === row['id'])?.subscription;
      });
    },
    move: (change) =>
      writing(async (one) => {
        await lockTenant(one, change.tenantId, 'there');
        if (!(await wasMovedBy(one.runner, lease.operationId, change.tenantId))) await moveOne(one, change);
      }),
    movedBy: (operationId, tenantId) => context.read((runner) => wasMovedBy(runner, operationId, tenantId)),
    revert: (asked) => writing((one) => revertMove(one, asked)),
    setModules: (change) => writing((one) => setModules(one, change)),
  };
}

async function isSetUp(runner: Runner, tenantId: TenantId): Promise<boolean> {
  const [row] = await runner.query({
    text: 'SELECT "SetupCompleted" AS done FROM public."Tenants" WHERE "Id" = $1',
    values: [tenantId],
  });
  if (row === undefined) throw new AppError('not_found', 'tenant.not_found');
  return row['done'] === true;
}

export function setUpRecords(context: OperationContext): SetUpRecords {
  const writing = writingOf(context);
  return {
    isSetUp: (tenantId) => context.read((runner) => isSetUp(runner, tenantId)),
    complete: (subscription) =>
      writing(async (one) => {
        const { tenantId } = subscription;
        await lockTenant(one, tenantId, 'active');
        const [mine] = await one.runner.rows({
          text: 'SELECT FROM tenantry.subscriptions WHERE tenant_id = $1 AND op_id = $2',
          values: [tenantId, one.operation],
        });
        if (mine === undefined) await startOne(one, subscription);
        await one.runner.query({
          text: `UPDATE public."Tenants" SET "SetupCompleted" = true,
                   "SetupCompletedAt" = coalesce("SetupCompletedAt", now()), "UpdatedAt" = now()
                 WHERE "Id" = $1 AND (NOT "SetupCompleted" OR "SetupCompletedAt" IS NULL)`,
          values: [tenantId],
        });
      }),
  };
}
