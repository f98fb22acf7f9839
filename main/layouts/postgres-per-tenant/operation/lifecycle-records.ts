import { createHash } from 'node:crypto';
import type { Certificate } from '../../../../shared/domain/deletion.ts';
import { isLive } from '../../../../shared/domain/holds.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { AppError } from '../../../../shared/errors.ts';
import { canonicalJson } from '../../../local/canonical-json.ts';
import type { Runner } from '../../pg/pools.ts';
import type { LifecycleRecords, TenantNames } from '../../roles/lifecycle.ts';
import type { SchemaShape } from '../deps.ts';
import { changeLifecycle, readCertificate, readDeleteAfter, wrongState } from '../lifecycle-rows.ts';
import { refuseWhileOneOfMany } from '../tenant-busy.ts';
import { readStanding } from '../tenant-standing.ts';
import { tenantStanding } from '../words.ts';
import type { OperationContext } from './context.ts';
import { recodeTenant } from './recode.ts';
import { restoredTenant } from './restored-tenant.ts';
import { cancelSubscriptions, eraseRows, keptOf, removableOf } from './tenant-erasure.ts';

async function findNames(runner: Runner, tenantId: TenantId): Promise<TenantNames | undefined> {
  const [row] = await runner.query({
    text: `SELECT t."Name" AS name, t."Code" AS code, t."Status" AS status, t."IsActive" AS active, t."DatabaseName" AS database,
                  (SELECT min(d."DomainName" COLLATE "C") FROM public."TenantDomains" d
                    WHERE d."TenantId" = t."Id" AND d."IsPrimary") AS domain
             FROM public."Tenants" t WHERE t."Id" = $1`,
    values: [tenantId],
  });
  if (row === undefined) return undefined;
  return {
    name: String(row['name']),
    code: String(row['code']),
    lifecycle: tenantStanding(String(row['status']), row['active'] === true).lifecycle,
    database: row['database'] as string | null,
    primaryDomain: row['domain'] as string | null,
    deleteAfter: await readDeleteAfter(runner, tenantId),
  };
}

async function bury(runner: Runner, shape: SchemaShape, certificate: Certificate): Promise<void> {
  const tenantId = certificate.tenantId as TenantId;
  const { lifecycle } = await readStanding(runner, shape, tenantId, 'lock');
  if (lifecycle === 'deleted') return;
  if (lifecycle !== 'deleting') throw wrongState(lifecycle, 'deleted');
  const { reason, startedBy: by } = certificate;
  await cancelSubscriptions(runner, tenantId);
  await changeLifecycle(runner, { tenantId, from: lifecycle, to: 'deleted', deleteAfter: null, reason, by });
  // A connection string may hold a password. Code and database name stay, so that nobody takes them.
  await runner.query({
    text: `UPDATE public."Tenants" SET "ConnectionString" = '' WHERE "Id" = $1`,
    values: [tenantId],
  });
  const canonical = canonicalJson(certificate);
  await runner.query({
    text: `INSERT INTO tenantry.tombstones
             (tenant_id, code, name, database, role, deleted_at, deleted_by, certificate, certificate_sha256)
           SELECT $1, "Code", "Name", "DatabaseName", $2, $3, $4, $5::jsonb, $6 FROM public."Tenants" WHERE "Id" = $1`,
    values: [
      tenantId,
      certificate.removed.find(({ kind }) => kind === 'role')?.name ?? null,
      certificate.finishedAt,
      by,
      canonical,
      createHash('sha256').update(canonical).digest('hex'),
    ],
  });
}

/** The platform's rows of a tenant's later life. Every write asks for the lease, and asking twice is asking once. */
export function lifecycleRecords(context: OperationContext): LifecycleRecords {
  const { deps } = context;
  const fenced = async <T>(work: (runner: Runner, shape: SchemaShape) => Promise<T>): Promise<T> => {
    const shape = await deps.shape();
    return context.fenced((runner) => work(runner, shape));
  };
  return {
    find: (tenantId) => context.read((runner) => findNames(runner, tenantId)),
    beginDeleting: ({ tenantId, reason, by }) =>
      fenced(async (runner, shape) => {
        const { lifecycle, holds } = await readStanding(runner, shape, tenantId, 'lock');
        if (lifecycle === 'deleting') return;
        if (lifecycle !== 'deletion_scheduled') throw wrongState(lifecycle, 'deleting');
        if (holds.some((hold) => hold.kind === 'legal' && isLive(hold)))
          throw new AppError('conflict', 'tenant.legal_hold');
        await refuseWhileOneOfMany(runner, tenantId, context.lease.operationId);
        const deleteAfter = await readDeleteAfter(runner, tenantId);
        await changeLifecycle(runner, { tenantId, from: lifecycle, to: 'deleting', deleteAfter, reason, by });
      }),
    removable: (tenantId) => context.read((runner) => removableOf(runner, tenantId)),
    removeRows: (tenantId) =>
      fenced(async (runner, shape) => {
        const { lifecycle } = await readStanding(runner, shape, tenantId, 'lock');
        if (lifecycle !== 'deleting') throw wrongState(lifecycle, 'deleted');
        await eraseRows(runner, tenantId);
      }),
    kept: (tenantId) => context.read(async (runner) => keptOf(runner, await deps.shape(), tenantId)),
    bury: (certificate) => fenced((runner, shape) => bury(runner, shape, certificate)),
    certificate: (tenantId) => context.read((runner) => readCertificate(runner, tenantId)),
    recode: (change) => fenced((runner, shape) => recodeTenant(runner, shape, change)),
    ...restoredTenant(context),
  };
}
