import type { CopyId } from '../../../shared/domain/ids.ts';
import { findings } from './expect.ts';
import type { Scenario } from './kind.ts';
import { databaseNamed, insideOf, paramsOf, row } from './look.ts';
import { type ArchiveCase, arrangeArchive } from './verify-backup.ts';

export const restoreScenario: Scenario<ArchiveCase> = {
  kind: 'restore',
  arrange: arrangeArchive,
  start: ({ archives }, { archive }) => archives.restoreBeside(archive, 'first'),
  async problems(stage, { tenant }, end, operation) {
    const { equal, all } = findings();
    const { copy } = await paramsOf<{ copy: { id: CopyId; database: string } }>(stage, operation);
    const found = await row(
      stage,
      `SELECT purpose, dropped_at IS NULL AS there, comparison -> 'same' AS same FROM tenantry.copies WHERE id = $1`,
      [copy.id],
    );
    const database = await databaseNamed(stage, copy.database);
    equal('living', await insideOf(stage, tenant.database), { owner: tenant.id, companies: 1 });
    if (end === 'forward') {
      equal('copy', [found['purpose'], found['there'], found['same']], ['beside', true, true]);
      equal('mark', database?.mark, `tenantry: copy ${copy.id} loaded`);
      equal('companies', (await insideOf(stage, copy.database)).companies, 1);
    } else {
      equal('copy', found['there'] ?? false, false);
      equal('database', database, undefined);
    }
    return all;
  },
  giveBack: ({ tenants }, { tenant }) => tenants.giveBack(tenant),
};
