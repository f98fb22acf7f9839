import type { ConsoleId, OperationId } from '../../../../shared/domain/ids.ts';
import type { OperationRecord, StepRecord } from '../../../operations/journal.ts';
import type { Query, Runner } from '../../pg/pools.ts';

const columns = `op_id, kind, params, resource_key, subject, state, actor, attempts, cancel_requested, error, created_at,
  ended_at, console_id, machine, operator, fence, lease_until IS NOT NULL AS held,
  lease_until < clock_timestamp() AS run_out,
  floor(extract(epoch FROM clock_timestamp() - heartbeat_at))::integer AS heartbeat_age,
  (SELECT jsonb_build_object('by', r.by, 'at', r.at, 'note', r.note) FROM tenantry.operation_resolution r
    WHERE r.op_id = operation.op_id) AS resolution`;

type Row = Readonly<Record<string, unknown>>;

const stepOf = (row: Row): StepRecord => ({
  seq: row['seq'] as number,
  name: row['name'] as string,
  weight: row['weight'] as number,
  state: row['state'] as StepRecord['state'],
  attempts: row['attempts'] as number,
  startedAt: row['started_at'] as string | null,
  endedAt: row['ended_at'] as string | null,
  evidence: row['evidence'] as StepRecord['evidence'],
  error: row['error'] as StepRecord['error'],
});

const holderOf = (row: Row): OperationRecord['holder'] =>
  row['held'] === true
    ? {
        consoleId: row['console_id'] as ConsoleId,
        machine: row['machine'] as string,
        operator: row['operator'] as string,
        fence: row['fence'] as string,
        heartbeatAgeSeconds: row['heartbeat_age'] as number,
        leaseRunsOut: row['run_out'] as boolean,
      }
    : null;

const recordOf = (row: Row, steps: ReadonlyArray<StepRecord>): OperationRecord => ({
  id: row['op_id'] as OperationId,
  kind: row['kind'] as OperationRecord['kind'],
  params: row['params'] as OperationRecord['params'],
  resource: row['resource_key'] as string,
  subject: row['subject'] as OperationRecord['subject'],
  state: row['state'] as OperationRecord['state'],
  actor: row['actor'] as string,
  attempts: row['attempts'] as number,
  cancelRequested: row['cancel_requested'] as boolean,
  error: row['error'] as OperationRecord['error'],
  createdAt: row['created_at'] as string,
  endedAt: row['ended_at'] as string | null,
  steps,
  resolution: row['resolution'] as OperationRecord['resolution'],
  holder: holderOf(row),
});

/** Two statements, however many there are. */
async function read(runner: Runner, query: Query): Promise<ReadonlyArray<OperationRecord>> {
  const operations = await runner.query(query);
  if (operations.length === 0) return [];
  const steps = await runner.query({
    name: 'journal-steps',
    text: `SELECT op_id, seq, name, weight, state, attempts, started_at, ended_at, evidence, error
             FROM tenantry.op_step WHERE op_id = ANY($1::uuid[]) ORDER BY op_id, seq`,
    values: [operations.map((row) => row['op_id'])],
  });
  const byOperation = Map.groupBy(steps, (row) => row['op_id']);
  return operations.map((row) => recordOf(row, (byOperation.get(row['op_id']) ?? []).map(stepOf)));
}

export const findRecord = async (runner: Runner, id: OperationId): Promise<OperationRecord | undefined> =>
  (
    await read(runner, {
      name: 'journal-find',
      text: `SELECT ${columns} FROM tenantry.operation WHERE op_id = $1`,
      values: [id],
    })
  )[0];

/** The operation that keeps a resource from others, if there is one. */
export const findKeeper = async (runner: Runner, resource: string): Promise<OperationRecord | undefined> =>
  (
    await read(runner, {
      name: 'journal-keeper',
      text: `SELECT ${columns} FROM tenantry.operation
              WHERE resource_key = $1 AND state IN ('running', 'compensating', 'failed', 'needs_attention')`,
      values: [resource],
    })
  )[0];

export const newestRecords = (
  runner: Runner,
  resources: ReadonlyArray<string>,
): Promise<ReadonlyArray<OperationRecord>> =>
  read(runner, {
    name: 'journal-newest',
    text: `SELECT DISTINCT ON (resource_key) ${columns} FROM tenantry.operation
            WHERE resource_key = ANY($1::text[]) ORDER BY resource_key, created_at DESC`,
    values: [resources],
  });

export const listRecords = (runner: Runner, ended: number): Promise<ReadonlyArray<OperationRecord>> =>
  read(runner, {
    name: 'journal-list',
    text: `(SELECT ${columns} FROM tenantry.operation
             WHERE state IN ('running', 'compensating', 'failed', 'needs_attention') ORDER BY created_at DESC)
           UNION ALL
           (SELECT ${columns} FROM tenantry.operation
             WHERE state IN ('succeeded', 'cancelled', 'superseded') AND ended_at IS NOT NULL
             ORDER BY ended_at DESC LIMIT $1)`,
    values: [ended],
  });
