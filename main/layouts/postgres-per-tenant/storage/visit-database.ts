import type { AppError } from '../../../../shared/errors.ts';
import { openSession } from '../../pg/connect.ts';
import { fromPg } from '../../pg/errors.ts';
import { type Runner, runnerOn } from '../../pg/pools.ts';
import type { StockerDeps } from '../deps.ts';

const patienceMs = 3_000;

/** That we are not let in, or not in time, is a finding about the database and no failure of the look. */
const isFinding = ({ code }: AppError): boolean =>
  code === 'refused' || code === 'missing_rights' || code === 'not_found' || code === 'timeout' || code === 'cancelled';

/** One reading connection of our own into a tenant's database. Undefined where it can't be read. */
export async function visitDatabase<T>(
  { server }: Pick<StockerDeps, 'server'>,
  database: string,
  work: (runner: Runner, latencyMs: number) => Promise<T>,
): Promise<T | undefined> {
  try {
    const client = await openSession(server, {
      database,
      application: 'tenantry',
      readOnly: true,
      statementTimeoutMs: patienceMs,
      answerTimeoutMs: patienceMs,
    });
    try {
      const runner = runnerOn(client);
      const asked = performance.now();
      const [there] = await runner.query({ text: 'SELECT current_database()::text AS name' });
      const latencyMs = Math.round((performance.now() - asked) * 10) / 10;
      // A pooler may hand out another database than the one that was asked for.
      if (there?.['name'] !== database) return undefined;
      return await work(runner, latencyMs);
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch (error) {
    const told = fromPg(error);
    if (isFinding(told)) return undefined;
    throw told;
  }
}
