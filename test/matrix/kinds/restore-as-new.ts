import type { TenantId } from '../../../shared/domain/ids.ts';
import { findings } from './expect.ts';
import type { Scenario } from './kind.ts';
import { databasesOf, insideOf, mayLogIn, paramsOf, row } from './look.ts';
import { type ArchiveCase, arrangeArchive } from './verify-backup.ts';

interface NewCase extends ArchiveCase {
  readonly code: string;
}
interface Params {
  readonly reservation: { readonly tenantId: TenantId; readonly database: string; readonly role: string };
  readonly copy: { readonly id: string; readonly database: string };
}

export const restoreAsNewScenario: Scenario<NewCase> = {
  kind: 'restore_as_new',
  async arrange(stage) {
    const { marks, ...source } = await arrangeArchive(stage);
    const code = stage.nextCode();
    return { ...source, marks: [...marks, code], code };
  },
  start: async ({ archives }, { archive, code }) => {
    const names = { id: archive, code, name: `Restored ${code}`, ownerEmail: `owner@${code}.example` };
    return (await archives.restoreAsNew(names, 'first')).operationId;
  },
  async problems(stage, { code }, end, operation) {
    const { equal, all } = findings();
    const { reservation, copy } = await paramsOf<Params>(stage, operation);
    const there = end === 'forward' ? 1 : 0;
    const found = await row(
      stage,
      `SELECT ARRAY(SELECT "Status" FROM "Tenants" WHERE "Code" = $1) AS tenants,
              (SELECT count(*)::int FROM "TenantDomains" WHERE "DomainName" LIKE $1 || '.%') AS domains,
              (SELECT count(*)::int FROM "MasterUsers" WHERE "Email" = $2) AS owners,
              (SELECT count(*)::int FROM pg_roles WHERE rolname::text = $3) AS roles,
              (SELECT count(*)::int FROM tenantry.copies WHERE tenant_id = $4 AND dropped_at IS NULL) AS copies`,
      [code, `owner@${code}.example`, reservation.role, reservation.tenantId],
    );
    equal('tenants', found['tenants'], end === 'forward' ? ['Active'] : []);
    equal('domains, owners, roles', [found['domains'], found['owners'], found['roles']], [there, there, there]);
    equal('copies', found['copies'], 0);
    equal('databases', await databasesOf(stage, reservation), end === 'forward' ? [reservation.database] : []);
    equal('its copy', await databasesOf(stage, { database: copy.database }), []);
    if (end === 'forward') {
      equal('inside', await insideOf(stage, reservation.database), { owner: reservation.tenantId, companies: 1 });
      equal('may log in', await mayLogIn(stage, reservation.role), true);
    }
    return all;
  },
  giveBack: ({ tenants }, { tenant }) => tenants.giveBack(tenant),
};
