import { AppError } from '../../../shared/errors.ts';
import type { HoldCatalog } from '../layout.ts';
import type { StockerDeps } from './deps.ts';
import { changeHolds, insertHold, liftHold } from './hold-rows.ts';
import { requireBookkeeping } from './shape.ts';
import { readStanding } from './tenant-standing.ts';

export function createHolds(deps: Pick<StockerDeps, 'pools' | 'shape'>): HoldCatalog {
  return {
    async ofTenant(tenantId) {
      return (await readStanding(deps.pools.read, await deps.shape(), tenantId)).holds;
    },
    async put(hold) {
      await requireBookkeeping(deps);
      const shape = await deps.shape();
      return deps.pools.write((runner) =>
        changeHolds(runner, { shape, tenantId: hold.tenantId }, (standing) => insertHold(runner, hold, standing)),
      );
    },
    async lift(lifting) {
      await requireBookkeeping(deps);
      const shape = await deps.shape();
      const { id, tenantId } = lifting;
      return deps.pools.write((runner) =>
        changeHolds(runner, { shape, tenantId }, async ({ holds }) => {
          const hold = holds.find((one) => one.id === id);
          const gone = hold === undefined && (id as string) === tenantId;
          if (gone) throw new AppError('conflict', 'hold.already_lifted', { params: { by: '' } });
          if (hold === undefined) throw new AppError('not_found', 'hold.not_found');
          return liftHold(runner, lifting, hold);
        }),
      );
    },
  };
}
