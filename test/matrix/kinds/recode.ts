import type { PreparedTenant } from '../tenants.ts';
import { findings } from './expect.ts';
import type { Arranged, Scenario } from './kind.ts';
import { row } from './look.ts';

interface RecodeCase extends Arranged {
  readonly tenant: PreparedTenant;
  readonly to: string;
}

export const recodeScenario: Scenario<RecodeCase> = {
  kind: 'recode',
  async arrange({ tenants, nextCode }) {
    const tenant = await tenants.take();
    const to = nextCode();
    return { marks: [tenant.id, tenant.code, to], tenant, to };
  },
  start: async ({ life }, { tenant, to }) =>
    (await life.recode({ id: tenant.id, code: to, reason: 'Wanted by a matrix' }, 'first')).operationId,
  async problems(stage, { tenant, to }, end) {
    const { equal, all } = findings();
    const found = await row(
      stage,
      `SELECT "Code" AS code, "DatabaseName" AS database,
              ARRAY(SELECT split_part("DomainName", '.', 1) FROM "TenantDomains" d
                     WHERE d."TenantId" = t."Id" AND "IsPrimary") AS primary,
              (SELECT count(*)::int FROM "TenantDomains" d WHERE d."TenantId" = t."Id") AS domains,
              ARRAY(SELECT split_part(domain, '.', 1) || '>' || split_part(to_domain, '.', 1)
                      FROM tenantry.redirects r WHERE r.tenant_id = t."Id") AS redirects
         FROM "Tenants" t WHERE "Id" = $1`,
      [tenant.id],
    );
    const code = end === 'forward' ? to : tenant.code;
    equal('code, primary domain', [found['code'], found['primary']], [code, [code]]);
    // The old one still leads to the tenant.
    equal('domains', found['domains'], end === 'forward' ? 2 : 1);
    equal('redirects', found['redirects'], end === 'forward' ? [`${tenant.code}>${to}`] : []);
    equal('database', found['database'], tenant.database);
    return all;
  },
  giveBack({ tenants }, { tenant }, end) {
    if (end === 'undone') tenants.giveBack(tenant);
  },
};
