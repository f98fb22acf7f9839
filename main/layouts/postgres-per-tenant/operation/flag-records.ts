import { type FlagList, listed, listOf, standsOnlyOn } from '../../../../shared/domain/flags.ts';
import type { OperationId, TenantId } from '../../../../shared/domain/ids.ts';
import type { Runner } from '../../pg/pools.ts';
import type { FlagRecords } from '../../roles/flags.ts';
import {
  type FlagRunner,
  findFlag,
  flagRunner,
  type LockedFlag,
  lockFlag,
  type Standing,
  updateLists,
  writeFlagEvent,
} from '../flag-rows.ts';
import type { OperationContext } from './context.ts';

interface Move {
  readonly tenantId: TenantId;
  readonly to: FlagList;
  readonly reason: string | null;
  readonly by: string;
  readonly operationId: OperationId;
}

async function move(on: FlagRunner, locked: LockedFlag, { tenantId, to, ...rest }: Move): Promise<void> {
  const { id, flag } = locked;
  const before: Standing = { tenantId, list: listOf(flag, tenantId) };
  await updateLists(on, locked, listed(flag, tenantId, to));
  await writeFlagEvent(on, id, { action: 'listed', before, after: { tenantId, list: to }, ...rest });
}

/** What this operation did last with this tenant on this flag. */
async function ownMove(
  runner: Runner,
  of: { readonly flagId: string; readonly tenantId: TenantId; readonly operationId: OperationId },
): Promise<{ readonly from: FlagList; readonly to: FlagList } | undefined> {
  const [row] = await runner.query({
    text: `SELECT before ->> 'list' AS "from", after ->> 'list' AS "to" FROM tenantry.flag_events
            WHERE flag_id = $1 AND op_id = $2 AND after ->> 'tenantId' = $3 ORDER BY id DESC LIMIT 1`,
    values: [of.flagId, of.operationId, of.tenantId],
  });
  return row as { readonly from: FlagList; readonly to: FlagList } | undefined;
}

/** The flag's row stays locked from looking to writing, so that two operations on it are one after the other. */
export function flagRecords(context: OperationContext): FlagRecords {
  const { deps } = context;
  const change = <T>(work: (on: FlagRunner) => Promise<T>): Promise<T> =>
    context.fenced(async (runner) => work(await flagRunner(deps, runner)));
  return {
    find: (key) => context.read(async (runner) => findFlag(await flagRunner(deps, runner), key)),
    list: ({ key, ...asked }) =>
      change(async (on) => {
        const locked = await lockFlag(on, key);
        if (!standsOnlyOn(locked.flag, asked.tenantId, asked.to)) await move(on, locked, asked);
      }),
    putBack: ({ key, tenantId, to, by, operationId }) =>
      change(async (on) => {
        if ((await findFlag(on, key)) === undefined) return false;
        const locked = await lockFlag(on, key);
        const own = await ownMove(on.runner, { flagId: locked.id, tenantId, operationId });
        if (own?.to !== to || listOf(locked.flag, tenantId) !== to) return false;
        await move(on, locked, { tenantId, to: own.from, reason: null, by, operationId });
        return true;
      }),
  };
}
