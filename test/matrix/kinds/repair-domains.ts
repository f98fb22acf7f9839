import { planRepair, startRepair } from '../../../main/tenants/plan-repair.ts';
import type { Stage } from '../stage.ts';
import type { PreparedTenant } from '../tenants.ts';
import { findings } from './expect.ts';
import { caseOf, type TenantsCase } from './hold-many.ts';
import type { Scenario } from './kind.ts';
import { row } from './look.ts';

const other = 'stoockers.app';

interface RepairCase extends TenantsCase {
  readonly baseDomain: string;
}

/** What a case leaves serves the next one of this kind, and no other: names stay as they came to be. */
const idle = new WeakMap<Stage, Array<ReadonlyArray<PreparedTenant>>>();
const idleOf = (stage: Stage) => idle.get(stage) ?? idle.set(stage, []).get(stage) ?? [];

/** As somebody's own program wrote it, on a base domain that the profile spells otherwise. */
const misspell = ({ id }: PreparedTenant) => ({
  text: `UPDATE public."TenantDomains" SET "DomainName" = split_part("DomainName", '.', 1) || '.${other}', "VerifiedAt" = NULL,
           "IsVerified" = false WHERE "TenantId" = $1 AND "IsPrimary"`,
  values: [id],
});

export const repairDomainsScenario: Scenario<RepairCase> = {
  kind: 'repair_domains',
  async arrange(stage) {
    const { tenants, admin, platform } = stage;
    const taken = idleOf(stage).pop() ?? [await tenants.take(), await tenants.take()];
    for (const tenant of taken) {
      await admin.query(misspell(tenant));
      await admin.query('DELETE FROM tenantry.redirects WHERE tenant_id = $1', [tenant.id]);
    }
    return { ...caseOf(taken), baseDomain: platform.config.settings.baseDomains[0] ?? '' };
  },
  async start({ layout, engine, settings }, { tenants }) {
    const parts = { layout, engine, settings };
    const { rows } = await planRepair(parts, null);
    const own = rows.filter(({ tenant }) => tenants.some(({ id }) => id === tenant.id)).map(({ id }) => id);
    return (await startRepair({ ...parts, by: 'first' }, { ids: own, reason: 'Wanted by a matrix' })).operationId;
  },
  async problems(stage, { tenants, baseDomain }, end) {
    const { equal, all } = findings();
    for (const { id, code } of tenants) {
      const found = await row(
        stage,
        `SELECT (SELECT array_agg("DomainName" || ' ' || "IsPrimary" || ' ' || "IsVerified")
                   FROM "TenantDomains" WHERE "TenantId" = $1) AS domains,
                ARRAY(SELECT domain || ' > ' || to_domain FROM tenantry.redirects WHERE tenant_id = $1) AS redirects`,
        [id],
      );
      const [before, after] = [`${code}.${other}`, `${code}.${baseDomain}`];
      const forward = end === 'forward';
      equal(`${code}: domains`, found['domains'], [forward ? `${after} true true` : `${before} true false`]);
      equal(`${code}: redirects`, found['redirects'], forward ? [`${before} > ${after}`] : []);
    }
    return all;
  },
  giveBack: (stage, { tenants }) => void idleOf(stage).push(tenants),
};
