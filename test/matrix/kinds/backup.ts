import type { ArchiveId } from '../../../shared/domain/ids.ts';
import type { PreparedTenant } from '../tenants.ts';
import { problemsOfArchive, problemsOfProof } from './files.ts';
import type { Arranged, Scenario } from './kind.ts';
import { paramsOf } from './look.ts';

export interface FolderCase extends Arranged {
  readonly tenant: PreparedTenant;
  readonly folder: string;
}

export const arrangeFolder: Scenario<FolderCase>['arrange'] = async ({ tenants, folder }) => {
  const tenant = await tenants.take();
  return { marks: [tenant.id, tenant.code], tenant, folder };
};

export const backupScenario: Scenario<FolderCase> = {
  kind: 'backup',
  arrange: arrangeFolder,
  start: ({ archives }, { tenant, folder }) => archives.backUp({ tenants: [tenant.id], folder, verify: true }, 'first'),
  async problems(stage, { tenant }, end, operation) {
    const { tenants } = await paramsOf<{ tenants: ReadonlyArray<{ archiveId: ArchiveId }> }>(stage, operation);
    const archive = tenants[0]?.archiveId;
    if (archive === undefined) return ['no archive was asked for'];
    return [
      ...(await problemsOfArchive(stage, tenant, { archive, end })),
      ...(await problemsOfProof(stage, tenant, { archive, end, operation })),
    ];
  },
  giveBack: ({ tenants }, { tenant }) => tenants.giveBack(tenant),
};
