import type { LimitKey, LimitOverride } from '../../../../shared/domain/limits.ts';
import type { StoredTenantSettings, TenantSettingsCatalog } from '../../roles/tenant-settings.ts';
import type { StockerDeps } from '../deps.ts';
import { requireBookkeeping } from '../shape.ts';
import { readCompany } from './company.ts';
import { usedLimits } from './used.ts';
import { isPlainTable, visitTenant } from './visit.ts';

const nothingStored: StoredTenantSettings = {
  timeZone: null,
  language: null,
  currency: null,
  updatedAt: null,
  updatedBy: null,
};

const settingsColumns = `time_zone AS "timeZone", language, currency, updated_at AS "updatedAt", updated_by AS "updatedBy"`;
const overrideColumns = 'key, value, reason, by, at, until';

type Row = Readonly<Record<string, unknown>>;

const overrideOf = (row: Row): LimitOverride => ({
  key: row['key'] as LimitKey,
  value: row['value'] === null ? null : Number(row['value']),
  reason: row['reason'] as string,
  by: row['by'] as string,
  at: row['at'] as string,
  until: row['until'] as string | null,
});

/** What one tenant has of its own, beside what its package gives it. */
export function createTenantSettings(deps: StockerDeps): TenantSettingsCatalog {
  const { read } = deps.pools;
  const exists = async (): Promise<boolean> => (await deps.shape()).bookkeeping;
  const changeOne = async (text: string, values: ReadonlyArray<unknown>): Promise<Row> => {
    await requireBookkeeping(deps);
    const [row = {}] = await deps.pools.change({ text, values });
    return row;
  };
  return {
    async find(tenantId) {
      if (!(await exists())) return nothingStored;
      const [row] = await read.query({
        text: `SELECT ${settingsColumns} FROM tenantry.tenant_settings WHERE tenant_id = $1`,
        values: [tenantId],
      });
      return (row as unknown as StoredTenantSettings | undefined) ?? nothingStored;
    },
    async save(tenantId, { timeZone, language, currency }, by) {
      const row = await changeOne(
        `INSERT INTO tenantry.tenant_settings (tenant_id, time_zone, language, currency, updated_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (tenant_id) DO UPDATE SET time_zone = excluded.time_zone, language = excluded.language,
           currency = excluded.currency, updated_by = excluded.updated_by, updated_at = clock_timestamp()
         RETURNING ${settingsColumns}`,
        [tenantId, timeZone, language, currency, by],
      );
      return row as unknown as StoredTenantSettings;
    },
    async overrides(tenantId) {
      if (!(await exists())) return [];
      const rows = await read.query({
        text: `SELECT ${overrideColumns} FROM tenantry.limit_overrides WHERE tenant_id = $1 ORDER BY key`,
        values: [tenantId],
      });
      return rows.map(overrideOf);
    },
    async setOverride(tenantId, { key, value, reason, by, until }) {
      const row = await changeOne(
        `INSERT INTO tenantry.limit_overrides (tenant_id, key, value, reason, by, until) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (tenant_id, key) DO UPDATE SET value = excluded.value, reason = excluded.reason, by = excluded.by,
           until = excluded.until, at = clock_timestamp()
         RETURNING ${overrideColumns}`,
        [tenantId, key, value, reason, by, until],
      );
      return overrideOf(row);
    },
    async clearOverride(tenantId, key) {
      await changeOne('DELETE FROM tenantry.limit_overrides WHERE tenant_id = $1 AND key = $2', [tenantId, key]);
    },
    used: (of, tenantId) => usedLimits(deps, of, tenantId),
    async company(of) {
      const found = await visitTenant(deps, of, async (runner) =>
        (await isPlainTable(runner, 'tenant', 'Companies')) ? readCompany(runner) : undefined,
      );
      return found ?? null;
    },
  };
}
