import type { LifecycleInfo } from '../../shared/contract/lifecycle.ts';
import type { SealReceipt, StoredTenant, TenantDetail } from '../../shared/contract/tenants.ts';
import { lifecycleActions } from '../../shared/domain/deletion.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { Lifecycle } from '../../shared/domain/lifecycle.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { refuseWhileBusy } from './busy.ts';
import {
  close,
  closedStill,
  type Doors,
  isLeftClosed,
  openUnlessNeeded,
  type Subject,
  sessionDoors,
  subjectOf,
} from './closing.ts';
import { wrongState } from './require-move.ts';

export interface LifeParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'holds' | 'storage' | 'lifecycle'>;
  readonly engine: Pick<Engine, 'newestOn'>;
  readonly by: string;
}

interface Asked {
  readonly id: TenantId;
  readonly reason: string;
}

interface Moved {
  readonly tenant: string;
  readonly receipt: SealReceipt;
}

/** The tenant and its life, when nothing works on it. */
export async function findQuiet(
  {
    layout,
    engine,
  }: {
    readonly layout: Pick<PlatformLayout, 'tenants' | 'lifecycle'>;
    readonly engine: Pick<Engine, 'newestOn'>;
  },
  id: TenantId,
): Promise<{ readonly tenant: StoredTenant; readonly info: LifecycleInfo }> {
  const [tenant, info] = await Promise.all([layout.tenants.find(id), layout.lifecycle.info(id)]);
  if (tenant === undefined || info === undefined) throw new AppError('not_found', 'tenant.not_found');
  await refuseWhileBusy(engine, { registrationId: null, tenantId: id });
  return { tenant, info };
}

/** An answer that was lost may hide that it is done. Not being able to look says nothing, and a refusal was an answer. */
export async function isDoneAfterAll(
  { layout }: LifeParts,
  error: unknown,
  done: { readonly id: TenantId; readonly lifecycle: Lifecycle; readonly deleteAfter: string | null },
): Promise<boolean> {
  if (toAppError(error).code === 'conflict') return false;
  const info = await layout.lifecycle.info(done.id).catch(() => undefined);
  return info?.lifecycle === done.lifecycle && info.deleteAfter === done.deleteAfter;
}

const doorsAnd = (
  { layout }: LifeParts,
  { id, name, databaseName }: Pick<TenantDetail, 'id' | 'name' | 'databaseName'>,
): { readonly doors: Doors; readonly subject: Subject } => ({
  doors: sessionDoors(layout),
  subject: subjectOf({ id, name, database: databaseName }),
});

/** Closes the database first: what is shown as cancelled must never still be reachable. Everything is kept. */
export async function cancelTenant(parts: LifeParts, { id, reason }: Asked): Promise<Moved> {
  const { tenant } = await findQuiet(parts, id);
  if (!lifecycleActions(tenant.lifecycle).cancel) throw wrongState(tenant, 'cancelled');
  const { doors, subject } = doorsAnd(parts, tenant);
  try {
    const receipt = await close(doors, subject);
    await parts.layout.lifecycle.move({
      ...{ tenantId: id, from: ['active'], to: 'cancelled', deleteAfter: null, reason, by: parts.by },
    });
    return { tenant: tenant.name, receipt: await closedStill(doors, subject, receipt) };
  } catch (error) {
    if (await isDoneAfterAll(parts, error, { id, lifecycle: 'cancelled', deleteAfter: null }))
      return { tenant: tenant.name, receipt: await close(doors, subject) };
    await openUnlessNeeded(doors, subject).catch(() => undefined);
    throw error;
  }
}

/** From a scheduled deletion only until its day: after that, taking the schedule back is a decision of its own. */
function refuseAfterGrace({ lifecycle, deleteAfter }: LifecycleInfo, today: string): void {
  if (lifecycle === 'deletion_scheduled' && deleteAfter !== null && today > deleteAfter)
    throw new AppError('conflict', 'tenant.grace_over', { params: { date: deleteAfter } });
}

/** Opens the database last, and only when no hold wants it closed. */
export async function reactivateTenant(parts: LifeParts, { id, reason }: Asked, today: string): Promise<Moved> {
  const { tenant, info } = await findQuiet(parts, id);
  const { doors, subject } = doorsAnd(parts, tenant);
  // An earlier try may have moved it, and not opened it.
  if (info.lifecycle !== 'active' || !(await isLeftClosed(doors, subject))) {
    if (!lifecycleActions(info.lifecycle).reactivate)
      throw wrongState({ ...tenant, lifecycle: info.lifecycle }, 'active');
    refuseAfterGrace(info, today);
    await move(parts, { id, reason }, info.lifecycle);
  }
  return { tenant: tenant.name, receipt: await openUnlessNeeded(doors, subject) };
}

async function move(parts: LifeParts, { id, reason }: Asked, from: Lifecycle): Promise<void> {
  try {
    await parts.layout.lifecycle.move({
      ...{ tenantId: id, from: [from], to: 'active', deleteAfter: null, reason, by: parts.by },
    });
  } catch (error) {
    if (!(await isDoneAfterAll(parts, error, { id, lifecycle: 'active', deleteAfter: null }))) throw error;
  }
}
