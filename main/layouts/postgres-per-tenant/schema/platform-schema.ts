import type { SchemaReport } from '../../../../shared/contract/platform.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PlatformSchema } from '../../layout.ts';
import type { Pools, Runner } from '../../pg/pools.ts';
import type { ShapeReader } from '../shape.ts';
import { readCatalogue } from './catalogue.ts';
import { reportOf } from './plan.ts';
import { missingUpgradeRights } from './rights.ts';
import { sourceTables } from './source-tables.ts';

const sourceNames = sourceTables.map(({ name }) => name);

export const checkSchema = async (runner: Runner): Promise<SchemaReport> =>
  reportOf(await readCatalogue(runner, sourceNames));

/** One upgrade at a time on a platform; the number is of no meaning but its own. */
const upgradeLock = 7_315_846_230_175;

/** An index over everything that a platform has ever had. */
const longestMs = 600_000;

async function runPlan(runner: Runner, planHash: string): Promise<SchemaReport> {
  await runner.query({ text: `SET LOCAL statement_timeout = ${longestMs}` });
  const [locked] = await runner.rows({ text: 'SELECT pg_try_advisory_xact_lock($1)', values: [upgradeLock] });
  if (locked?.[0] !== true) throw new AppError('busy', 'server.busy', { retry: true });
  const before = await checkSchema(runner);
  if (before.state === 'newer') throw new AppError('unsupported', 'platform.schema_newer');
  if (before.state === 'foreign') throw new AppError('conflict', 'platform.not_empty');
  if (before.planHash !== planHash) throw new AppError('conflict', 'platform.plan_changed');
  if (before.plan.length === 0) return before;
  const rights = await missingUpgradeRights(runner);
  if (rights.length > 0)
    throw new AppError('missing_rights', 'server.missing_rights', { params: { rights: rights.join(', ') } });
  for (const { sql } of before.plan) await runner.query({ text: sql, answerTimeoutMs: longestMs + 5_000 });
  const after = await checkSchema(runner);
  // Nothing half-done is kept: throwing here takes everything back.
  if (after.plan.length > 0) throw new AppError('internal', 'internal');
  return after;
}

export function createPlatformSchema(deps: { pools: Pools; shapeReader: ShapeReader }): PlatformSchema {
  const { pools, shapeReader } = deps;
  return {
    async check() {
      shapeReader.forget();
      return checkSchema(pools.read);
    },
    async upgrade(planHash) {
      const report = await pools.write((runner) => runPlan(runner, planHash));
      shapeReader.forget();
      return report;
    },
  };
}
