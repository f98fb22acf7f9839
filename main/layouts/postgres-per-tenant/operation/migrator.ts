import { AppError } from '../../../../shared/errors.ts';
import { readBundle } from '../../../migrations/bundle.ts';
import { classified, errorClassOf } from '../../../operations/error-class.ts';
import { fromPg } from '../../pg/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { AppliedMigration, Migration, Migrator } from '../../roles/migrations.ts';
import type { Reservation } from '../../roles/provisioning.ts';
import type { OperationContext } from './context.ts';

/** Shorter than anybody's patience for a list: a change that would queue readers behind it gives up instead. */
const lockTimeout = '3s';

async function appliedChecksum(runner: Runner, { module, version }: Migration): Promise<string | undefined> {
  const [row] = await runner.query({
    text: 'SELECT checksum FROM _tenantry.migrations WHERE module = $1 AND version = $2',
    values: [module, version],
  });
  return row === undefined ? undefined : String(row['checksum']);
}

/** Names the migration; keeps the server's words, and how the error is to be met where that is not "never again". */
function failed(error: unknown, { module, version, name }: Migration): AppError {
  const cause = fromPg(error);
  if (errorClassOf(cause) !== 'permanent' || cause.server === undefined || cause.code === 'cancelled') return cause;
  return classified(
    new AppError('refused', 'migration.failed', { params: { module, version, name }, server: cause.server }),
    'permanent',
  );
}

async function applyIn(runner: Runner, migration: Migration, operationId: string): Promise<void> {
  const { module, version, name, checksum, sql } = migration;
  await runner.query({ text: `SET LOCAL lock_timeout = '${lockTimeout}'` });
  const applied = await appliedChecksum(runner, migration);
  if (applied === checksum) return;
  if (applied !== undefined) throw new AppError('conflict', 'migration.checksum', { params: { module, version } });
  await runner.query({
    text: 'INSERT INTO _tenantry.migrations (module, version, name, checksum, op_id) VALUES ($1, $2, $3, $4, $5)',
    values: [module, version, name, checksum, operationId],
  });
  await runner.query({ text: sql }).catch((error: unknown) => {
    throw failed(error, migration);
  });
}

export function tenantMigrator(context: OperationContext): Migrator {
  return {
    available: (module) => readBundle('postgres-per-tenant', module),
    applied: (reservation: Reservation) =>
      context.tenant.reading(reservation, async (runner): Promise<ReadonlyArray<AppliedMigration>> => {
        const [there] = await runner.query({
          text: `SELECT pg_catalog.to_regclass('_tenantry.migrations') IS NOT NULL AS there`,
        });
        if (there?.['there'] !== true) return [];
        const rows = await runner.query({
          text: 'SELECT module, version, checksum FROM _tenantry.migrations ORDER BY module, version',
        });
        return rows as unknown as ReadonlyArray<AppliedMigration>;
      }),
    apply: (reservation, migration, signal) =>
      context.tenant.fenced(reservation, (runner) => applyIn(runner, migration, context.lease.operationId), signal),
  };
}
