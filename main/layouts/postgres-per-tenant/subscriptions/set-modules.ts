import { mayStart } from '../../../../shared/domain/subscription-moves.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { ModulesChange } from '../../roles/subscriptions.ts';
import { writeModules } from './modules.ts';
import { modulesHad } from './modules-had.ts';
import { currentOf } from './rows.ts';
import { lockTenant, readAll, type Writing } from './writing.ts';

/** Adds and takes away; asking twice is asking once. */
export async function setModules(
  writing: Writing,
  { tenantId, add, remove, by, reason }: ModulesChange,
): Promise<void> {
  await lockTenant(writing, tenantId, 'active');
  const found = currentOf(await readAll(writing, tenantId));
  if (found === undefined || mayStart(found.subscription, found.today))
    throw new AppError('conflict', 'subscription.none');
  const current = found.subscription;
  const had = await modulesHad(writing, current);
  const stay = had.filter(({ code }) => !remove.includes(code));
  const added = add.filter(({ code }) => !stay.some((one) => one.code === code));
  if (added.length === 0 && stay.length === had.length) return;
  const left = [...stay, ...added];
  // With none of its own it would have all that its package includes: two operators may have taken the last two at once.
  if (left.length === 0 && (await modulesHad(writing, { ...current, modules: [] })).length > 0)
    throw new AppError('conflict', 'module.last_module', { params: { module: remove.join(', ') } });
  const { id } = current;
  await writeModules(writing, { id, tenantId, by, reason }, { before: current.modules, after: left, had });
}
