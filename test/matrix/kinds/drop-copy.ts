import { findings } from './expect.ts';
import type { Scenario } from './kind.ts';
import { databaseNamed, insideOf, row } from './look.ts';
import { type CopyCase, takeCopy } from './swap-copy.ts';

export const dropCopyScenario: Scenario<CopyCase> = {
  kind: 'drop_copy',
  arrange: takeCopy,
  start: ({ copies }, { tenant: { copy } }) =>
    copies.drop({ id: copy.id, typedDatabase: copy.database, reason: 'Wanted by a matrix' }, 'first'),
  async problems(stage, { tenant }, end) {
    const { equal, all } = findings();
    const found = await row(stage, 'SELECT dropped_at IS NULL AS there FROM tenantry.copies WHERE id = $1', [
      tenant.copy.id,
    ]);
    const database = await databaseNamed(stage, tenant.copy.database);
    equal('living', await insideOf(stage, tenant.database), { owner: tenant.id, companies: 1 });
    equal('row', found['there'], end === 'undone');
    equal('database', database?.open, end === 'undone' ? true : undefined);
    return all;
  },
  giveBack({ tenants }, { tenant }, end) {
    if (end === 'undone') tenants.giveBackWithCopy(tenant);
    else tenants.giveBack(tenant);
  },
};
