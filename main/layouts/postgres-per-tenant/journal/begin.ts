import { createHash } from 'node:crypto';
import type { OperationId } from '../../../../shared/domain/ids.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { NewOperation, OperationRecord } from '../../../operations/journal.ts';
import { constraintOf } from '../../pg/errors.ts';
import type { Pools, Runner } from '../../pg/pools.ts';
import { findKeeper, findRecord } from './records.ts';

/** An operation that was begun and never claimed is given this long before another may take its resource. */
const unclaimedGraceSeconds = 30;

const sorted = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const hashOf = ({ kind, resource, params }: NewOperation): string =>
  createHash('sha256').update(JSON.stringify({ kind, resource, params }, sorted)).digest('hex');

interface Begun {
  readonly record: OperationRecord;
  readonly existing: boolean;
}

async function sameRequest(runner: Runner, operation: NewOperation): Promise<Begun | undefined> {
  const [known] = await runner.query({
    text: 'SELECT op_id, params_hash FROM tenantry.operation WHERE idem_key = $1',
    values: [operation.idempotencyKey],
  });
  if (known === undefined) return undefined;
  const record = await findRecord(runner, known['op_id'] as OperationId);
  if (record === undefined || known['params_hash'] !== hashOf(operation))
    throw new AppError('conflict', 'operation.key_reused');
  return { record, existing: true };
}

/** Those that wait for a person, and those whose console has been gone for longer than its lease. */
const supersede = (runner: Runner, { id, resource }: NewOperation): Promise<unknown> =>
  runner.query({
    text: `UPDATE tenantry.operation
              SET state = 'superseded', superseded_by = $1, lease_until = NULL,
                  ended_at = coalesce(ended_at, clock_timestamp())
            WHERE resource_key = $2
              AND (state IN ('failed', 'needs_attention')
                OR (state IN ('running', 'compensating')
                  AND coalesce(lease_until, created_at + make_interval(secs => $3)) < clock_timestamp()))`,
    values: [id, resource, unclaimedGraceSeconds],
  });

async function insert(runner: Runner, operation: NewOperation): Promise<boolean> {
  const { id, kind, params, idempotencyKey, resource, subject, actor, steps } = operation;
  const inserted = await runner.query({
    text: `INSERT INTO tenantry.operation
             (op_id, kind, params, params_hash, idem_key, resource_key, subject, state, actor)
           VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7::jsonb, 'running', $8)
           ON CONFLICT (idem_key) DO NOTHING RETURNING op_id`,
    values: [
      id,
      kind,
      JSON.stringify(params),
      hashOf(operation),
      idempotencyKey,
      resource,
      JSON.stringify(subject),
      actor,
    ],
  });
  if (inserted.length === 0) return false;
  await runner.query({
    text: `INSERT INTO tenantry.op_step (op_id, seq, name, weight, state)
           SELECT $1, place - 1, step ->> 'name', (step ->> 'weight')::integer, 'pending'
             FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS listed (step, place)`,
    values: [id, JSON.stringify(steps)],
  });
  return true;
}

/** The operation and all its steps in one transaction: either it can be gone on with, or it never was. */
export async function begin(pools: Pools, operation: NewOperation): Promise<Begun> {
  let taken = false;
  const begun = await pools
    .write(async (runner) => {
      // Asked first, or the same request sent twice would supersede itself.
      const existing = await sameRequest(runner, operation);
      if (existing !== undefined) return existing;
      if (operation.supersedes) await supersede(runner, operation);
      const isNew = await insert(runner, operation).catch((error: unknown) => {
        taken = constraintOf(error) === 'one_live_op';
        throw error;
      });
      const record = isNew ? await findRecord(runner, operation.id) : undefined;
      return record === undefined ? sameRequest(runner, operation) : { record, existing: false };
    })
    .catch(async (error: unknown) => {
      if (!taken) throw error;
      return sameRequest(pools.read, operation);
    });
  if (begun !== undefined) return begun;
  const keeper = await findKeeper(pools.read, operation.resource);
  throw new AppError('conflict', 'operation.running_on_resource', {
    params: {
      name: keeper?.subject.label ?? '',
      operator: keeper?.holder?.operator ?? keeper?.actor ?? '',
      since: keeper?.createdAt ?? '',
    },
  });
}
