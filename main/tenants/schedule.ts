import { lifecycleActions, longestGraceDays } from '../../shared/domain/deletion.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { findQuiet, isDoneAfterAll, type LifeParts } from './cancel.ts';
import { daysAfter } from './days.ts';
import { wrongState } from './require-move.ts';

/** Nothing happens on that day by itself: it is the first on which a person may delete. */
export async function scheduleDeletion(
  parts: LifeParts,
  asked: { readonly id: TenantId; readonly deleteAfter: string; readonly reason: string },
  today: string,
): Promise<{ readonly tenant: string; readonly deleteAfter: string }> {
  const { id, deleteAfter, reason } = asked;
  const { tenant, info } = await findQuiet(parts, id);
  if (!lifecycleActions(info.lifecycle).schedule)
    throw wrongState({ name: tenant.name, lifecycle: info.lifecycle }, 'deletion_scheduled');
  const to = daysAfter(today, longestGraceDays);
  // Days as text compare as days.
  if (deleteAfter < today || deleteAfter > to)
    throw new AppError('invalid_input', 'tenant.grace_out_of_range', {
      field: 'deleteAfter',
      params: { from: today, to, days: longestGraceDays },
    });
  try {
    await parts.layout.lifecycle.move({
      ...{ tenantId: id, from: ['cancelled'], to: 'deletion_scheduled', deleteAfter, reason, by: parts.by },
    });
  } catch (error) {
    if (!(await isDoneAfterAll(parts, error, { id, lifecycle: 'deletion_scheduled', deleteAfter }))) throw error;
  }
  return { tenant: tenant.name, deleteAfter };
}

/** Back to cancelled: closed, and with no day on which it may be deleted. */
export async function unscheduleDeletion(
  parts: LifeParts,
  { id, reason }: { readonly id: TenantId; readonly reason: string },
): Promise<{ readonly tenant: string }> {
  const { tenant, info } = await findQuiet(parts, id);
  if (!lifecycleActions(info.lifecycle).unschedule)
    throw wrongState({ name: tenant.name, lifecycle: info.lifecycle }, 'cancelled');
  try {
    await parts.layout.lifecycle.move({
      ...{ tenantId: id, from: ['deletion_scheduled'], to: 'cancelled', deleteAfter: null, reason, by: parts.by },
    });
  } catch (error) {
    if (!(await isDoneAfterAll(parts, error, { id, lifecycle: 'cancelled', deleteAfter: null }))) throw error;
  }
  return { tenant: tenant.name };
}
