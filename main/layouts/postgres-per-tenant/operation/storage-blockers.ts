import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { OperationContext } from './context.ts';

const findBlockers = `
  SELECT gid AS name FROM pg_catalog.pg_prepared_xacts WHERE database::text = $1
  UNION ALL
  SELECT slot_name::text FROM pg_catalog.pg_replication_slots WHERE database::text = $1
  UNION ALL
  SELECT s.subname::text FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
   WHERE d.datname::text = $1
  ORDER BY 1`;

export async function blockersOf(runner: Runner, database: string): Promise<ReadonlyArray<string>> {
  const rows = await runner.query({ text: findBlockers, values: [database] });
  return rows.map((row) => String(row['name']));
}

/** What no ending of sessions removes: prepared transactions, replication slots and subscriptions. A person must. */
export async function assertNothingBlocks(context: OperationContext, database: string): Promise<void> {
  const names = await context.read((runner) => blockersOf(runner, database));
  if (names.length === 0) return;
  throw new AppError('busy', 'operation.prepared_transactions', {
    params: { database, names: names.join(', '), count: names.length },
  });
}

/** Background workers belong to no user, may not be ended by us, and are ended by the DROP itself. */
const endSessions = `
  SELECT pg_catalog.pg_terminate_backend(pid, 5000) AS ended FROM pg_catalog.pg_stat_activity
   WHERE datname::text = $1 AND pid <> pg_catalog.pg_backend_pid() AND usesysid IS NOT NULL`;

/** Each is waited for. Those that outlive it are told by the DROP that they block. */
export async function endSessionsIn(context: OperationContext, database: string): Promise<number> {
  const rows = await context.fenced((runner) => runner.query({ text: endSessions, values: [database] }));
  return rows.filter((row) => row['ended'] === true).length;
}
