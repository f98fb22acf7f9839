import { closeSession, openSession, type PgServer, placeOf } from './connect.ts';
import { fromPg } from './errors.ts';
import { type Runner, runnerOn } from './pools.ts';

/**
 * One transaction in a session of its own, also while the platform is open for reading only: for what the console must
 * record of its operators (sign-ins, wrong passwords) whoever may write. Never for the platform's own data.
 */
export async function writeAside<T>(server: PgServer, work: (runner: Runner) => Promise<T>): Promise<T> {
  const client = await openSession(server, { application: 'tenantry', readOnly: false });
  try {
    await client.query('BEGIN');
    const result = await work(runnerOn(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    throw fromPg(error, placeOf(server));
  } finally {
    // Ending the session rolls back what was not committed.
    await closeSession(client);
  }
}
