import { readBundle, readManifests } from '../../../migrations/bundle.ts';
import type { Runner } from '../../pg/pools.ts';
import type { AppliedMigration, Migrator } from '../../roles/migrations.ts';
import type { OperationContext } from './context.ts';
import { applyIn, revertIn } from './migration-run.ts';

async function appliedIn(runner: Runner): Promise<ReadonlyArray<AppliedMigration>> {
  const [there] = await runner.query({
    text: `SELECT pg_catalog.to_regclass('_tenantry.migrations') IS NOT NULL AS there`,
  });
  if (there?.['there'] !== true) return [];
  const rows = await runner.query({
    text: `SELECT module, version, checksum, op_id::text AS "operationId" FROM _tenantry.migrations
            ORDER BY module COLLATE "C", version COLLATE "C"`,
  });
  return rows as unknown as ReadonlyArray<AppliedMigration>;
}

export function tenantMigrator(context: OperationContext): Migrator {
  return {
    modules: () => readManifests('postgres-per-tenant'),
    available: (module) => readBundle('postgres-per-tenant', module),
    applied: (of) => context.tenant.reading(of, appliedIn),
    apply: (of, migration, signal) =>
      context.tenant.fenced(of, (runner) => applyIn(runner, { of, migration, lease: context.lease }), signal),
    revert: (of, migration, signal) => context.tenant.fenced(of, (runner) => revertIn(runner, migration), signal),
  };
}
