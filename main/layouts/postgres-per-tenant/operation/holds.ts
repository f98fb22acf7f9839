import { AppError } from '../../../../shared/errors.ts';
import type { Query, Runner } from '../../pg/pools.ts';
import type { HoldRecords, TenantGate } from '../../roles/lifecycle.ts';
import { changeHolds, insertHold, liftHold } from '../hold-rows.ts';
import { sealWith, unsealWith } from '../storage/seal.ts';
import { holdColumns, holdOf, readStanding, type Standing } from '../tenant-standing.ts';
import type { OperationContext } from './context.ts';

/** Holds as an operation writes them: asking twice is asking once. */
export function holdRecords(context: OperationContext): HoldRecords {
  const { deps, lease } = context;
  const change = async <T>(
    tenantId: Parameters<HoldRecords['ofTenant']>[0],
    work: (runner: Runner, standing: Standing) => Promise<T>,
  ): Promise<T> => {
    const shape = await deps.shape();
    return context.fenced((runner) =>
      changeHolds(runner, { shape, tenantId, operation: lease.operationId }, (standing) => work(runner, standing)),
    );
  };

  return {
    async ofTenant(tenantId) {
      const shape = await deps.shape();
      return context.read(async (runner) => (await readStanding(runner, shape, tenantId)).holds);
    },
    put: (hold) =>
      change(hold.tenantId, async (runner, standing) => {
        const there = standing.holds.find(({ id }) => id === hold.id);
        return there ?? insertHold(runner, hold, standing);
      }),
    lift: (lifting) =>
      change(lifting.tenantId, async (runner, { holds }) => {
        const hold = holds.find(({ id }) => id === lifting.id);
        if (hold === undefined) throw new AppError('not_found', 'hold.not_found');
        return hold.liftedAt === null ? liftHold(runner, lifting, hold) : hold;
      }),
    reinstate: ({ id, tenantId }) =>
      change(tenantId, async (runner) => {
        const [row] = await runner.query({
          text: `UPDATE tenantry.holds SET lifted_by = NULL, lifted_at = NULL, lift_reason = NULL
                  WHERE id = $1 AND tenant_id = $2 RETURNING ${holdColumns}`,
          values: [id, tenantId],
        });
        if (row === undefined) throw new AppError('not_found', 'hold.not_found');
        holdOf(row);
      }),
  };
}

/** Closing and opening a tenant's role, where every statement that changes it asks for the lease. */
export const tenantGate = (context: OperationContext): TenantGate => {
  const door = {
    read: <T>(work: (runner: Runner) => Promise<T>) => context.read(work),
    change: (query: Query) => context.fenced((runner) => runner.query(query)),
  };
  return {
    seal: (tenant) => sealWith(context.deps, door, tenant),
    unseal: (tenant) => unsealWith(context.deps, door, tenant),
  };
};
