import type { ArchiveId } from '../../../shared/domain/ids.ts';
import { giveBackSubscribed, modulesInside, purge, takeWithKeptModule } from '../modules.ts';
import type { FolderCase } from './backup.ts';
import { findings } from './expect.ts';
import { problemsOfArchive } from './files.ts';
import type { Scenario } from './kind.ts';
import { paramsOf, row } from './look.ts';

export const purgeModuleScenario: Scenario<FolderCase> = {
  kind: 'purge_module',
  async arrange(stage) {
    const tenant = await takeWithKeptModule(stage);
    return { marks: [tenant.id, tenant.code], tenant, folder: stage.folder };
  },
  start: (console, { tenant, folder }) => purge(console, tenant, { module: 'CRM', folder, by: 'first' }),
  async problems(stage, { tenant }, end, operation) {
    const { equal, all } = findings();
    const forward = end === 'forward';
    const inside = await modulesInside(stage, tenant);
    equal('inside', [inside.history, inside.schemas], forward ? [[], []] : [['CRM'], ['crm']]);
    const found = await row(
      stage,
      `SELECT ARRAY(SELECT action || ' ' || module FROM tenantry.module_events
                     WHERE tenant_id = $1 AND op_id = $2) AS events`,
      [tenant.id, operation],
    );
    equal('events', found['events'], forward ? ['purged CRM'] : []);
    const params = await paramsOf<{ tenant: { archiveId: ArchiveId } }>(stage, operation);
    return [...all, ...(await problemsOfArchive(stage, tenant, { archive: params.tenant.archiveId, end }))];
  },
  giveBack(stage, { tenant }, end) {
    // Undone, it keeps the module, which other cases take for missing.
    if (end === 'forward') giveBackSubscribed(stage, tenant);
  },
};
