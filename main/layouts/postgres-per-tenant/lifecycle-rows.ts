import type { LifecycleEvent, Redirect } from '../../../shared/contract/lifecycle.ts';
import type { Certificate } from '../../../shared/domain/deletion.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import type { Lifecycle } from '../../../shared/domain/lifecycle.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Runner } from '../pg/pools.ts';
import { writeLifecycle } from './tenant-standing.ts';

export interface Change {
  readonly tenantId: TenantId;
  readonly from: Lifecycle;
  readonly to: Lifecycle;
  readonly deleteAfter: string | null;
  readonly reason: string;
  readonly by: string;
}

export const wrongState = (from: Lifecycle, to: string): AppError =>
  new AppError('conflict', 'tenant.wrong_state', { params: { from, to } });

/** The platform's words, the day and the line in the history. The caller holds the tenant's row. */
export async function changeLifecycle(runner: Runner, change: Change): Promise<void> {
  const { tenantId, from, to, deleteAfter, reason, by } = change;
  await writeLifecycle(runner, tenantId, to);
  await runner.query({
    text: `INSERT INTO tenantry.lifecycle (tenant_id, delete_after) VALUES ($1, $2::date)
           ON CONFLICT (tenant_id) DO UPDATE SET delete_after = EXCLUDED.delete_after, updated_at = clock_timestamp()`,
    values: [tenantId, to === 'deletion_scheduled' || to === 'deleting' ? deleteAfter : null],
  });
  await runner.query({
    text: `INSERT INTO tenantry.lifecycle_events (tenant_id, by, from_state, to_state, reason) VALUES ($1, $2, $3, $4, $5)`,
    values: [tenantId, by, from, to, reason],
  });
}

export async function readDeleteAfter(runner: Runner, tenantId: TenantId): Promise<string | null> {
  const [row] = await runner.query({
    text: 'SELECT delete_after FROM tenantry.lifecycle WHERE tenant_id = $1',
    values: [tenantId],
  });
  return (row?.['delete_after'] as string | null | undefined) ?? null;
}

export async function readEvents(runner: Runner, tenantId: TenantId): Promise<ReadonlyArray<LifecycleEvent>> {
  const rows = await runner.query({
    text: `SELECT at, by, from_state, to_state, reason FROM tenantry.lifecycle_events WHERE tenant_id = $1 ORDER BY id DESC`,
    values: [tenantId],
  });
  return rows.map((row) => ({
    at: row['at'] as string,
    by: row['by'] as string,
    from: row['from_state'] as Lifecycle,
    to: row['to_state'] as Lifecycle,
    reason: row['reason'] as string,
  }));
}

export async function readRedirects(runner: Runner, tenantId: TenantId): Promise<ReadonlyArray<Redirect>> {
  const rows = await runner.query({
    text: 'SELECT domain, to_domain, since FROM tenantry.redirects WHERE tenant_id = $1 ORDER BY since DESC, domain',
    values: [tenantId],
  });
  return rows.map((row) => ({
    domain: row['domain'] as string,
    to: row['to_domain'] as string,
    since: row['since'] as string,
  }));
}

export async function readCertificate(runner: Runner, tenantId: TenantId): Promise<Certificate | undefined> {
  const [row] = await runner.query({
    text: 'SELECT certificate FROM tenantry.tombstones WHERE tenant_id = $1',
    values: [tenantId],
  });
  return row?.['certificate'] as Certificate | undefined;
}
