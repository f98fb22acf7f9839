import type { SeenInside } from '../../../../shared/domain/reconcile.ts';
import type { AppErrorCode } from '../../../../shared/errors.ts';
import { closeSession, openSession } from '../../pg/connect.ts';
import { fromPg } from '../../pg/errors.ts';
import { runnerOn } from '../../pg/pools.ts';
import type { StockerDeps } from '../deps.ts';
import { isEmpty, readStamp } from '../operation/stamp.ts';

const patienceMs = 3_000;
const mostAtOnce = 4;

/** That we are not let in, not in time, or are thrown out while somebody drops it, says something of the database. */
const findings: ReadonlySet<AppErrorCode> = new Set([
  'refused',
  'missing_rights',
  'not_found',
  'timeout',
  'cancelled',
  'unreachable',
]);

async function lookInto({ server }: StockerDeps, database: string): Promise<SeenInside> {
  try {
    const client = await openSession(server, {
      ...{ database, application: 'tenantry', readOnly: true },
      ...{ statementTimeoutMs: patienceMs, answerTimeoutMs: patienceMs },
    });
    try {
      const runner = runnerOn(client);
      const [there] = await runner.query({ text: 'SELECT current_database()::text AS name' });
      // A pooler may hand out another database than the one that was asked for.
      if (there?.['name'] !== database) return { state: 'closed' };
      const empty = await isEmpty(runner);
      const stamp = await readStamp(runner);
      if (stamp !== undefined) return { state: 'stamped', tenantId: stamp.tenantId };
      return { state: empty ? 'empty' : 'unstamped' };
    } finally {
      await closeSession(client);
    }
  } catch (error) {
    const told = fromPg(error);
    if (findings.has(told.code)) return { state: 'closed' };
    throw told;
  }
}

/** A few at a time, each with little patience: a server with thousands of tenants is not to notice. */
export async function lookIntoAll(
  deps: StockerDeps,
  names: ReadonlyArray<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, SeenInside>> {
  const seen = new Map<string, SeenInside>();
  const waiting = [...names];
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      signal.throwIfAborted();
      seen.set(name, await lookInto(deps, name));
    }
  };
  await Promise.all(Array.from({ length: mostAtOnce }, worker));
  return seen;
}
