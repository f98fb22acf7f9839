import { AppError } from '../../../../shared/errors.ts';
import { readBundles } from '../../../migrations/bundle.ts';
import type { Lease } from '../../layout.ts';
import type { Runner } from '../../pg/pools.ts';
import type { Migration, TenantDatabase } from '../../roles/migrations.ts';
import { migrationFailed, notInPlace } from './migration-failure.ts';
import { grantRows } from './module-grants.ts';

/** Shorter than anybody's patience for a list: a change that would queue readers behind it gives up instead. */
const lockTimeout = '3s';
/** For one statement of a change: what takes longer needs another way of changing it. */
const statementTimeout = '300s';

async function setLimits(runner: Runner): Promise<void> {
  await runner.query({ text: `SET LOCAL lock_timeout = '${lockTimeout}'` });
  await runner.query({ text: `SET LOCAL statement_timeout = '${statementTimeout}'` });
}

async function appliedChecksum(runner: Runner, { module, version }: Migration): Promise<string | undefined> {
  const [row] = await runner.query({
    text: 'SELECT checksum FROM _tenantry.migrations WHERE module = $1 AND version = $2',
    values: [module, version],
  });
  return row === undefined ? undefined : String(row['checksum']);
}

/** Whether it is in the tenant's history as it is here. */
async function isApplied(runner: Runner, migration: Migration): Promise<boolean> {
  const { module, version, checksum } = migration;
  const applied = await appliedChecksum(runner, migration);
  if (applied !== undefined && applied !== checksum)
    throw new AppError('conflict', 'migration.checksum', { params: { module, version } });
  return applied !== undefined;
}

/** A statement ends where a line ends with a semicolon: each is asked on its own, and the first row that any has is told. */
export const statementsOf = (sql: string): ReadonlyArray<string> =>
  sql
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replaceAll(/--.*$/gm, '').trim() !== '');

async function validate(runner: Runner, migration: Migration): Promise<void> {
  for (const text of statementsOf(migration.validate ?? '')) {
    const [row] = await runner.query({ text }).catch((error: unknown) => {
      throw migrationFailed(error, migration, 'migration.not_in_place');
    });
    if (row !== undefined) throw notInPlace(migration, String(Object.values(row)[0]));
  }
}

const schemaOf = (module: string): string | undefined =>
  readBundles('postgres-per-tenant').find(({ manifest }) => manifest.code === module)?.manifest.schema;

/** Inside a transaction that asked for the fence: change, proof and history row come together or not at all. */
export async function applyIn(
  runner: Runner,
  { of, migration, lease }: { readonly of: TenantDatabase; readonly migration: Migration; readonly lease: Lease },
): Promise<void> {
  await setLimits(runner);
  if (await isApplied(runner, migration)) return;
  const { module, version, name, checksum, sql } = migration;
  await runner.query({
    text: 'INSERT INTO _tenantry.migrations (module, version, name, checksum, op_id) VALUES ($1, $2, $3, $4, $5)',
    values: [module, version, name, checksum, lease.operationId],
  });
  await runner.query({ text: sql }).catch((error: unknown) => {
    throw migrationFailed(error, migration);
  });
  await validate(runner, migration);
  const schema = schemaOf(module);
  if (schema !== undefined) await grantRows(runner, of, schema);
}

async function assertNewest(runner: Runner, { module, version, name }: Migration): Promise<void> {
  const [row] = await runner.query({
    text: `SELECT version FROM _tenantry.migrations WHERE module = $1 AND version COLLATE "C" > $2
            ORDER BY version COLLATE "C" DESC LIMIT 1`,
    values: [module, version],
  });
  if (row !== undefined)
    throw new AppError('conflict', 'migration.later_applied', {
      params: { module, version, name, later: String(row['version']) },
    });
}

/** Takes it back with its history row. Nothing where it is not there. */
export async function revertIn(runner: Runner, migration: Migration): Promise<void> {
  const { module, version, name, down } = migration;
  await setLimits(runner);
  if (!(await isApplied(runner, migration))) return;
  if (down === null) throw new AppError('refused', 'migration.irreversible', { params: { module, version, name } });
  await assertNewest(runner, migration);
  await runner.query({ text: down }).catch((error: unknown) => {
    throw migrationFailed(error, migration, 'migration.revert_failed');
  });
  await runner.query({
    text: 'DELETE FROM _tenantry.migrations WHERE module = $1 AND version = $2',
    values: [module, version],
  });
}
