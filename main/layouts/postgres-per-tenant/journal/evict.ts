import type { OperationId } from '../../../../shared/domain/ids.ts';
import { AppError } from '../../../../shared/errors.ts';
import { classified } from '../../../operations/error-class.ts';
import type { Lease } from '../../layout.ts';
import { applicationPatternFor, operationOf } from '../../pg/application-name.ts';
import type { LeaseSessions } from './lease-sessions.ts';

/** How long the server may take to end a session in the middle of a statement before we say that it still runs. */
const patienceMs = 20_000;
const waitForOneMs = 500;
/** So that one statement is over well before anybody gives up waiting for it. */
const mostAtOnce = 10;

async function stillRunning(sessions: LeaseSessions, lease: Lease, count: number): Promise<AppError> {
  const [named] = await sessions.run(lease, 'record', {
    text: `SELECT coalesce(params #>> '{reservation,database}', subject ->> 'label') AS name
             FROM tenantry.operation WHERE op_id = $1`,
    values: [lease.operationId],
  });
  const params = { database: (named?.['name'] as string | null | undefined) ?? '', sessions: count };
  return classified(new AppError('busy', 'operation.creation_in_flight', { params, retry: true }), 'ambiguous');
}

/**
 * Ends what older holders still have on this server, in every database: an open transaction of a paused console, a
 * CREATE DATABASE whose console is gone. Only when they are gone does looking mean anything. Returns how many.
 */
export async function evict(sessions: LeaseSessions, lease: Lease): Promise<number> {
  const { operationId, fence } = lease;
  const superseded = await sessions.run(lease, 'record', {
    text: `WITH RECURSIVE older AS (
             SELECT op_id FROM tenantry.operation WHERE superseded_by = $1
             UNION SELECT o.op_id FROM tenantry.operation o JOIN older ON o.superseded_by = older.op_id)
           SELECT op_id FROM older`,
    values: [operationId],
  });
  const older = superseded.map((row) => row['op_id'] as OperationId);
  const patterns = [operationId, ...older].map(applicationPatternFor);

  const stale = async (): Promise<ReadonlyArray<{ readonly pid: number; readonly name: string }>> => {
    const found = await sessions.run(lease, 'record', {
      text: `SELECT pid, application_name FROM pg_stat_activity
              WHERE application_name LIKE ANY($1::text[]) AND pid <> pg_backend_pid()`,
      values: [patterns],
    });
    return found
      .map((row) => ({ pid: row['pid'] as number, name: row['application_name'] as string }))
      .filter(({ name }) => {
        const session = operationOf(name);
        if (session === undefined) return false;
        return session.operationId !== operationId || BigInt(session.fence) < BigInt(fence);
      });
  };

  const ended = new Set<number>();
  const deadline = performance.now() + patienceMs;
  for (let left = await stale(); left.length > 0; left = await stale()) {
    if (performance.now() > deadline) throw await stillRunning(sessions, lease, left.length);
    const few = left.slice(0, mostAtOnce);
    // Named again here, so that a process id that was given to somebody else meanwhile is left alone.
    await sessions.run(lease, 'record', {
      text: `SELECT pg_terminate_backend(pid, $3) FROM pg_stat_activity
              WHERE pid = ANY($1::integer[]) AND application_name = ANY($2::text[])`,
      values: [few.map(({ pid }) => pid), few.map(({ name }) => name), waitForOneMs],
    });
    for (const { pid } of few) ended.add(pid);
  }
  return ended.size;
}
