import type { ArchiveId } from '../../../shared/domain/ids.ts';
import { arrangeFolder, type FolderCase } from './backup.ts';
import { problemsOfArchive } from './files.ts';
import type { Scenario } from './kind.ts';
import { paramsOf } from './look.ts';

export const exportScenario: Scenario<FolderCase> = {
  kind: 'export',
  arrange: arrangeFolder,
  start: ({ archives }, { tenant, folder }) => archives.export({ tenantId: tenant.id, folder }, 'first'),
  async problems(stage, { tenant }, end, operation) {
    const params = await paramsOf<{ tenant: { archiveId: ArchiveId } }>(stage, operation);
    return problemsOfArchive(stage, tenant, { archive: params.tenant.archiveId, end });
  },
  giveBack: ({ tenants }, { tenant }) => tenants.giveBack(tenant),
};
