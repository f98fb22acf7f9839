import { AppError } from '../../../shared/errors.ts';
import type { OperationJournal } from '../../operations/journal.ts';
import type { StockerDeps } from './deps.ts';
import { begin } from './journal/begin.ts';
import { createChanges } from './journal/changes.ts';
import { claim } from './journal/claim.ts';
import { evict } from './journal/evict.ts';
import { createLeaseSessions } from './journal/lease-sessions.ts';
import { findRecord, listRecords, newestRecords } from './journal/records.ts';
import { requireBookkeeping } from './shape.ts';

export interface StockerJournal {
  readonly journal: OperationJournal;
  close(): Promise<void>;
}

/** The journal of operations in schema `tenantry`. A platform without that schema has none, and none can begin. */
export function createJournal(deps: Pick<StockerDeps, 'server' | 'pools' | 'shape'>): StockerJournal {
  const { pools } = deps;
  const sessions = createLeaseSessions(deps.server);
  const exists = async (): Promise<boolean> => (await deps.shape()).bookkeeping;

  const journal: OperationJournal = {
    ...createChanges(sessions),
    async begin(operation) {
      await requireBookkeeping(deps);
      return begin(pools, operation);
    },
    async claim(id, by) {
      await requireBookkeeping(deps);
      const fence = await claim(pools, id, by);
      if (fence === undefined) return undefined;
      // What this console itself held under an older fence is over.
      await sessions.end(id);
      const record = await findRecord(pools.read, id);
      return record === undefined ? undefined : { fence, record };
    },
    evict: (id, fence) => evict(sessions, { operationId: id, fence }),
    async requestCancel(id) {
      await requireBookkeeping(deps);
      const asked = await pools.change({
        text: `UPDATE tenantry.operation
                  SET cancel_requested = cancel_requested OR state IN ('running', 'compensating')
                WHERE op_id = $1 RETURNING op_id`,
        values: [id],
      });
      if (asked.length === 0) throw new AppError('not_found', 'operation.not_found');
    },
    async resolve(id, { operator, note }) {
      await requireBookkeeping(deps);
      const resolved = await pools.change({
        text: `WITH ended AS (
                 UPDATE tenantry.operation
                    SET state = 'superseded', lease_until = NULL, ended_at = coalesce(ended_at, clock_timestamp())
                  WHERE op_id = $1 AND state IN ('failed', 'needs_attention') RETURNING op_id)
               INSERT INTO tenantry.operation_resolution (op_id, by, note) SELECT op_id, $2, $3 FROM ended RETURNING op_id`,
        values: [id, operator, note],
      });
      if (resolved.length === 0) throw new AppError('conflict', 'operation.not_resolvable');
    },
    find: async (id) => ((await exists()) ? findRecord(pools.read, id) : undefined),
    list: async (ended) => ((await exists()) ? listRecords(pools.read, ended) : []),
    async newestOn(resources) {
      if (resources.length === 0 || !(await exists())) return new Map();
      const records = await newestRecords(pools.read, resources);
      return new Map(records.map((record) => [record.resource, record]));
    },
  };
  return { journal, close: sessions.close };
}
