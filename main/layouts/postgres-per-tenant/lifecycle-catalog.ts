import type { TenantId } from '../../../shared/domain/ids.ts';
import { canBecome } from '../../../shared/domain/lifecycle.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Runner } from '../pg/pools.ts';
import type { LifecycleCatalog } from '../roles/lifecycle.ts';
import type { StockerDeps } from './deps.ts';
import { adoptUnrecorded } from './hold-rows.ts';
import {
  changeLifecycle,
  readCertificate,
  readDeleteAfter,
  readEvents,
  readRedirects,
  wrongState,
} from './lifecycle-rows.ts';
import { blockersOf } from './operation/storage-blockers.ts';
import { requireBookkeeping } from './shape.ts';
import { refuseWhileOperationRuns } from './tenant-busy.ts';
import { readStanding, type Standing } from './tenant-standing.ts';

/** A tenant's later life: what it was, and moves that are one transaction under the tenant's row lock. */
export function createLifecycleCatalog(deps: Pick<StockerDeps, 'pools' | 'shape'>): LifecycleCatalog {
  const { read } = deps.pools;
  const underLock = async (
    tenantId: TenantId,
    work: (runner: Runner, standing: Standing) => Promise<void>,
  ): Promise<void> => {
    await requireBookkeeping(deps);
    const shape = await deps.shape();
    await deps.pools.write(async (runner) => {
      const standing = await readStanding(runner, shape, tenantId, 'lock');
      await refuseWhileOperationRuns(runner, tenantId);
      await work(runner, standing);
    });
  };

  return {
    async info(id) {
      const shape = await deps.shape();
      const standing = await readStanding(read, shape, id).catch((error: unknown) => {
        if (error instanceof AppError && error.key === 'tenant.not_found') return undefined;
        throw error;
      });
      if (standing === undefined) return undefined;
      const { lifecycle } = standing;
      if (!shape.bookkeeping) return { lifecycle, deleteAfter: null, events: [], redirects: [], certificate: null };
      const [deleteAfter, events, redirects, certificate] = await Promise.all([
        readDeleteAfter(read, id),
        readEvents(read, id),
        readRedirects(read, id),
        readCertificate(read, id),
      ]);
      return { lifecycle, deleteAfter, events, redirects, certificate: certificate ?? null };
    },
    move: ({ tenantId, from, to, deleteAfter, reason, by }) =>
      underLock(tenantId, async (runner, { lifecycle, holds }) => {
        if (!from.includes(lifecycle) || !canBecome(lifecycle, to)) throw wrongState(lifecycle, to);
        await adoptUnrecorded(runner, tenantId, holds);
        await changeLifecycle(runner, { tenantId, from: lifecycle, to, deleteAfter, reason, by });
      }),
    rename: ({ tenantId, name }) =>
      underLock(tenantId, async (runner, { lifecycle }) => {
        if (lifecycle === 'deleting' || lifecycle === 'deleted') throw wrongState(lifecycle, lifecycle);
        await runner.query({
          text: 'UPDATE public."Tenants" SET "Name" = $2, "UpdatedAt" = clock_timestamp() WHERE "Id" = $1',
          values: [tenantId, name],
        });
      }),
    removeRedirect: ({ tenantId, domain }) =>
      underLock(tenantId, async (runner) => {
        const removed = await runner.query({
          text: 'DELETE FROM tenantry.redirects WHERE tenant_id = $1 AND lower(domain) = lower($2) RETURNING domain',
          values: [tenantId, domain],
        });
        if (removed.length === 0) throw new AppError('not_found', 'tenant.redirect_not_found', { params: { domain } });
        await runner.query({
          text: `DELETE FROM public."TenantDomains"
                  WHERE "TenantId" = $1 AND lower("DomainName") = lower($2) AND NOT "IsPrimary"`,
          values: [tenantId, domain],
        });
      }),
    async removal(id) {
      const shape = await deps.shape();
      const invoices = shape.hasColumn('Invoices', 'TenantId')
        ? '(SELECT count(*)::integer FROM public."Invoices" WHERE "TenantId" = t."Id")'
        : '0';
      const [row] = await read.query({
        text: `SELECT t."DatabaseName" AS database, ${invoices} AS invoices,
                 (SELECT count(*)::integer FROM public."MasterUsers" WHERE "TenantId" = t."Id") AS users,
                 (SELECT count(*)::integer FROM public."Subscriptions" WHERE "TenantId" = t."Id") AS subscriptions,
                 ARRAY(SELECT "DomainName"::text FROM public."TenantDomains" WHERE "TenantId" = t."Id"
                        ORDER BY "IsPrimary" DESC, "DomainName" COLLATE "C") AS domains
               FROM public."Tenants" t WHERE t."Id" = $1`,
        values: [id],
      });
      if (row === undefined) throw new AppError('not_found', 'tenant.not_found');
      const database = row['database'] as string | null;
      return {
        domains: row['domains'] as ReadonlyArray<string>,
        users: row['users'] as number,
        invoices: row['invoices'] as number,
        subscriptions: row['subscriptions'] as number,
        blockers: database === null ? [] : await blockersOf(read, database),
      };
    },
  };
}
