import type { CopyId } from '../../../shared/domain/ids.ts';
import type { TenantWithCopy } from '../tenants.ts';
import { findings } from './expect.ts';
import type { Arranged, Scenario } from './kind.ts';
import { databaseNamed, insideOf, mayLogIn, paramsOf, row } from './look.ts';

export interface CopyCase extends Arranged {
  readonly tenant: TenantWithCopy;
}
interface SwapCase extends CopyCase {
  /** Which is which, whatever they are called. */
  readonly oids: { readonly living: string | undefined; readonly copy: string | undefined };
}

export const takeCopy: Scenario<CopyCase>['arrange'] = async ({ tenants }) => {
  const tenant = await tenants.takeWithCopy();
  return { marks: [tenant.id, tenant.code], tenant };
};

export const swapCopyScenario: Scenario<SwapCase> = {
  kind: 'swap_copy',
  async arrange(stage) {
    const arranged = await takeCopy(stage);
    const { database, copy } = arranged.tenant;
    const living = await databaseNamed(stage, database);
    const beside = await databaseNamed(stage, copy.database);
    return { ...arranged, oids: { living: living?.oid, copy: beside?.oid } };
  },
  start: ({ copies }, { tenant }) =>
    copies.swap({ id: tenant.copy.id, typedCode: tenant.code, reason: 'Wanted by a matrix' }, 'first'),
  async problems(stage, { tenant, oids }, end, operation) {
    const { equal, all } = findings();
    const { rollback } = await paramsOf<{ rollback: { id: CopyId; database: string } }>(stage, operation);
    const living = await databaseNamed(stage, tenant.database);
    const [copy, kept] = await Promise.all(
      [tenant.copy.database, rollback.database].map((name) => databaseNamed(stage, name)),
    );
    const found = await row(
      stage,
      `SELECT (SELECT dropped_at IS NULL FROM tenantry.copies WHERE id = $1) AS copy,
              (SELECT dropped_at IS NULL AND purpose = 'rollback' FROM tenantry.copies WHERE id = $2) AS rollback`,
      [tenant.copy.id, rollback.id],
    );
    equal('inside', await insideOf(stage, tenant.database), { owner: tenant.id, companies: 1 });
    equal('may log in', await mayLogIn(stage, tenant.role), true);
    equal('living is open and unmarked', [living?.open, living?.mark], [true, null]);
    if (end === 'forward') {
      equal('exchanged', [living?.oid, kept?.oid, copy], [oids.copy, oids.living, undefined]);
      equal('rollback', [kept?.open, kept?.mark], [true, `tenantry: copy ${rollback.id} loaded`]);
      equal('rows', [found['copy'], found['rollback']], [false, true]);
    } else {
      equal('as before', [living?.oid, copy?.oid, kept], [oids.living, oids.copy, undefined]);
      equal('rows', [found['copy'], found['rollback']], [true, null]);
    }
    return all;
  },
  giveBack({ tenants }, { tenant }, end) {
    if (end === 'undone') tenants.giveBackWithCopy(tenant);
    else tenants.giveBack(tenant);
  },
};
