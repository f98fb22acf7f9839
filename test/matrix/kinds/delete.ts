import type { TenantWithCopy } from '../tenants.ts';
import { findings } from './expect.ts';
import type { Arranged, Scenario } from './kind.ts';
import { databasesOf, mayLogIn, row } from './look.ts';

interface DeleteCase extends Arranged {
  readonly tenant: TenantWithCopy;
}

const reason = 'Wanted by a matrix';
const waiver = { waiver: 'Nothing in it is worth a copy' };

export const deleteScenario: Scenario<DeleteCase> = {
  kind: 'delete',
  async arrange({ tenants, second }) {
    const tenant = await tenants.takeWithCopy();
    const today = new Date().toLocaleDateString('sv', { timeZone: 'UTC' });
    await second.life.cancel({ id: tenant.id, reason }, 'prepared');
    await second.life.schedule({ id: tenant.id, deleteAfter: today, reason }, 'prepared');
    return { marks: [tenant.id, tenant.code], tenant };
  },
  start: async ({ life }, { tenant }) => {
    const ask = { id: tenant.id, typedCode: tenant.code, reason, backup: waiver, export: waiver };
    return (await life.delete(ask, { name: 'First', email: 'first' })).operationId;
  },
  async problems(stage, { tenant }, end, operation) {
    const { equal, all } = findings();
    const found = await row(
      stage,
      `SELECT (SELECT certificate FROM tenantry.tombstones WHERE tenant_id = $1) AS certificate,
              (SELECT count(*)::int FROM "Tenants" WHERE "Id" = $1) AS tenants,
              (SELECT count(*)::int FROM "TenantDomains" WHERE "TenantId" = $1) AS domains,
              (SELECT count(*)::int FROM "MasterUsers" WHERE "TenantId" = $1) AS users,
              (SELECT count(*)::int FROM tenantry.copies WHERE tenant_id = $1 AND dropped_at IS NULL) AS copies,
              (SELECT to_state FROM tenantry.lifecycle_events WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1) AS life,
              (SELECT count(*)::int FROM tenantry.lifecycle_events WHERE tenant_id = $1) AS moves`,
      [tenant.id],
    );
    const certificate = found['certificate'] as {
      readonly operationId: string;
      readonly removed: ReadonlyArray<{ readonly kind: string; readonly name: string }>;
    } | null;
    // What the console can't take from anybody stays: the row itself, which keeps the code from being used again.
    equal('tenants', found['tenants'], 1);
    if (end === 'forward') {
      equal('databases', await databasesOf(stage, tenant), []);
      equal('role', await mayLogIn(stage, tenant.role), undefined);
      equal('domains, users, copies', [found['domains'], found['users'], found['copies']], [0, 0, 0]);
      equal('life', [found['life'], found['moves']], ['deleted', 4]);
      const removed = certificate?.removed ?? [];
      equal('certificate', certificate?.operationId, operation);
      const named = (kind: string) => removed.filter((item) => item.kind === kind).map(({ name }) => name);
      equal('certified database, role', [named('database'), named('role')], [[tenant.database], [tenant.role]]);
      equal('certified copies', named('copy').includes(tenant.copy.database), true);
    } else {
      equal('databases', (await databasesOf(stage, tenant)).includes(tenant.database), true);
      equal('may log in', await mayLogIn(stage, tenant.role), false);
      equal('domains, users', [found['domains'], found['users']], [1, 1]);
      equal('life', found['life'], 'deletion_scheduled');
      equal('certificate', certificate, null);
    }
    return all;
  },
};
