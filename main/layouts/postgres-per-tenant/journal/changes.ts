import type { OperationId } from '../../../../shared/domain/ids.ts';
import { toAppError } from '../../../../shared/errors.ts';
import type { OperationJournal, StepChange } from '../../../operations/journal.ts';
import type { Lease } from '../../layout.ts';
import type { Query } from '../../pg/pools.ts';
import { fenceHolds, lost } from '../fence.ts';
import type { LeaseSessions } from './lease-sessions.ts';

type Changes = Pick<OperationJournal, 'heartbeat' | 'step' | 'finish'>;

const assignments: Readonly<Record<StepChange['to'], string>> = {
  intent: `attempts = attempts + 1, started_at = clock_timestamp(), ended_at = NULL, error = NULL, evidence = NULL`,
  undo_intent: `attempts = attempts + 1, ended_at = NULL, error = NULL`,
  done: `evidence = $5::jsonb, ended_at = clock_timestamp(), error = NULL`,
  undone: `evidence = $5::jsonb, ended_at = clock_timestamp(), error = NULL`,
  warned: `error = $5::jsonb, ended_at = clock_timestamp()`,
  failed: `error = $5::jsonb, ended_at = clock_timestamp()`,
};

function detailOf(change: StepChange): string | null {
  if ('evidence' in change) return JSON.stringify(change.evidence);
  return 'error' in change ? JSON.stringify(change.error) : null;
}

/** What only the holder writes: each statement refuses a fence that is no longer the current one. */
export function createChanges(sessions: LeaseSessions): Changes {
  const write = async (lease: Lease, query: Query): Promise<void> => {
    if ((await sessions.run(lease, 'record', query)).length === 0) throw lost();
  };
  const leaseOf = (operationId: OperationId, fence: string): Lease => ({ operationId, fence });

  return {
    async heartbeat(id, fence, leaseSeconds) {
      const renewed = await sessions
        .run(leaseOf(id, fence), 'renew', {
          name: 'journal-renew',
          text: `UPDATE tenantry.operation
                    SET lease_until = clock_timestamp() + make_interval(secs => $3), heartbeat_at = clock_timestamp()
                  WHERE op_id = $1 AND fence = $2::bigint AND lease_until > clock_timestamp()
              RETURNING cancel_requested`,
          values: [id, fence, leaseSeconds],
        })
        .catch((error: unknown) => {
          // Its session is gone, and with it what this console can know of its lease; or a later fence is here already.
          const { code } = toAppError(error);
          if (code === 'unreachable' || code === 'lost') return [];
          throw error;
        });
      if (renewed[0] === undefined) return 'lost';
      return renewed[0]['cancel_requested'] === true ? 'cancel_requested' : 'renewed';
    },
    step: (id, fence, seq, change) =>
      write(leaseOf(id, fence), {
        name: `journal-step-${change.to}`,
        text: `WITH held AS (${fenceHolds('$1', '$2')})
               UPDATE tenantry.op_step SET state = $4, fence = $2::bigint, ${assignments[change.to]}
                 FROM held WHERE op_id = $1::uuid AND seq = $3 RETURNING seq`,
        values: [id, fence, seq, change.to, ...(detailOf(change) === null ? [] : [detailOf(change)])],
      }),
    async finish(id, fence, state, error) {
      const keeps = state === 'compensating';
      await write(leaseOf(id, fence), {
        name: `journal-finish-${keeps ? 'keep' : 'end'}`,
        text: `UPDATE tenantry.operation
                  SET state = $3, error = ${keeps ? 'coalesce($4::jsonb, error)' : '$4::jsonb'}
                      ${keeps ? '' : ', ended_at = clock_timestamp(), lease_until = NULL'}
                WHERE op_id = $1 AND fence = $2::bigint AND lease_until > clock_timestamp() RETURNING op_id`,
        values: [id, fence, state, error === null ? null : JSON.stringify(error)],
      });
      if (!keeps) await sessions.end(id);
    },
  };
}
