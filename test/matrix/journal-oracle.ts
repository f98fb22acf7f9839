import { setTimeout as wait } from 'node:timers/promises';
import type { OperationId } from '../../shared/domain/ids.ts';
import { findings } from './kinds/expect.ts';
import type { End } from './kinds/kind.ts';
import type { Stage } from './stage.ts';

const finished = ['done', 'warned'];
/** A session that was ended is gone from the server a moment later. */
const patienceMs = 2_000;

async function sessionsLeft({ admin }: Stage, id: OperationId): Promise<number> {
  for (let waited = 0; ; waited += 50) {
    const { rowCount } = await admin.query('SELECT FROM pg_stat_activity WHERE application_name LIKE $1', [
      `tenantry/${id}/%`,
    ]);
    if (rowCount === 0 || waited > patienceMs) return rowCount ?? 0;
    await wait(50);
  }
}

/** What is true of every kind: it ended as it was to end, nothing is half done, and nobody holds or runs any of it. */
export async function problemsOfJournal(stage: Stage, id: OperationId, end: End): Promise<ReadonlyArray<string>> {
  const { rows } = await stage.admin.query(
    `SELECT state, lease_until, error,
            ARRAY(SELECT s.state FROM tenantry.op_step s WHERE s.op_id = o.op_id ORDER BY seq) AS steps
       FROM tenantry.operation o WHERE op_id = $1::uuid`,
    [id],
  );
  const { equal, all } = findings();
  const [found] = rows;
  equal('operation', found?.state, end === 'forward' ? 'succeeded' : 'cancelled');
  if (found?.error) equal('error', found.error, null);
  equal('lease', found?.lease_until, null);
  equal('sessions', await sessionsLeft(stage, id), 0);
  const unfinished = (found?.steps as ReadonlyArray<string> | undefined)?.filter((state) =>
    end === 'forward' ? !finished.includes(state) : state !== 'pending' && state !== 'undone',
  );
  equal('unfinished steps', unfinished, []);
  return all;
}
