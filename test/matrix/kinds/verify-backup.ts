import type { ArchiveId } from '../../../shared/domain/ids.ts';
import type { PreparedTenant } from '../tenants.ts';
import { problemsOfArchive, problemsOfProof } from './files.ts';
import type { Arranged, Scenario } from './kind.ts';

export interface ArchiveCase extends Arranged {
  readonly tenant: PreparedTenant;
  readonly archive: ArchiveId;
}

export const arrangeArchive: Scenario<ArchiveCase>['arrange'] = async ({ tenants }) => {
  const tenant = await tenants.take();
  return { marks: [tenant.id, tenant.code], tenant, archive: await tenants.backupOf(tenant) };
};

export const verifyBackupScenario: Scenario<ArchiveCase> = {
  kind: 'verify_backup',
  arrange: arrangeArchive,
  start: ({ archives }, { archive }) => archives.verify(archive, 'first'),
  problems: async (stage, { tenant, archive }, end, operation) => [
    ...(await problemsOfArchive(stage, tenant, { archive, end: 'forward' })),
    ...(await problemsOfProof(stage, tenant, { archive, end, operation })),
  ],
  giveBack: ({ tenants }, { tenant }) => tenants.giveBack(tenant),
};
