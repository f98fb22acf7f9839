import { holdMany, releaseMany } from '../../main/tenants/bulk-plan.ts';
import type { OperationId } from '../../shared/domain/ids.ts';
import type { MatrixConsole } from './console.ts';
import type { PreparedTenant } from './tenants.ts';

const reason = 'Wanted by a matrix';

export const hold = (
  { layout, engine }: MatrixConsole,
  tenants: ReadonlyArray<PreparedTenant>,
  by: string,
): Promise<OperationId> =>
  holdMany(
    { layout, engine, now: new Date(), by },
    {
      tenants: tenants.map(({ id }) => id),
      kind: 'security',
      effects: ['block_login', 'seal_database'],
      reason,
      reviewOn: null,
    },
  );

export const release = (
  { layout, engine }: MatrixConsole,
  tenants: ReadonlyArray<PreparedTenant>,
  by: string,
): Promise<OperationId> =>
  releaseMany(
    { layout, engine, now: new Date(), by },
    { tenants: tenants.map(({ id }) => id), kind: 'security', reason },
  );
