import { isDeepStrictEqual } from 'node:util';
import type { ModulesChange, NewSubscription, SubscriptionChange } from '../../../main/layouts/roles/subscriptions.ts';
import { dayIn } from '../../../main/tenants/days.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import type { OperationId, PackageId, SubscriptionId, TenantId } from '../../../shared/domain/ids.ts';
import type { OwnModules } from '../../../shared/domain/package-change.ts';
import { mayStart } from '../../../shared/domain/subscription-moves.ts';
import {
  hasEnded,
  type Subscription,
  type SubscriptionEvent,
  subscriptionState,
} from '../../../shared/domain/subscriptions.ts';
import { AppError } from '../../../shared/errors.ts';
import { freeTenant } from './holds.ts';
import { isoNow, type MemorySubscription, type MemoryWorld } from './world.ts';

/** What a tenant's subscriptions are kept in, and on which day of the seller's. */
export interface Books {
  readonly world: MemoryWorld;
  readonly settings: Pick<ProfileSettings, 'timeZone'>;
  readonly operation: OperationId | null;
}

const noon = (day: string): string => `${day}T12:00:00.000Z`;
export const todayOf = ({ world, settings }: Books): string => dayIn(settings.timeZone, new Date(world.clock.now));

const byCode = (modules: MemorySubscription['modules']): OwnModules =>
  modules
    .map(({ code, name, maxEntities = null }) => ({ code, name, maxEntities }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));

export function shownSubscription({ world, settings }: Books, row: MemorySubscription): Subscription {
  row.id ??= crypto.randomUUID() as string as SubscriptionId;
  const sold = world.packages.find(({ id }) => id === row.packageId);
  const day = (at: string | null): string | null => (at === null ? null : dayIn(settings.timeZone, new Date(at)));
  return {
    id: row.id,
    tenantId: row.tenantId,
    packageId: row.packageId as PackageId,
    packageName: sold?.name ?? '',
    packageVersion: row.packageVersion ?? sold?.versions?.at(-1)?.version ?? 1,
    status: row.status,
    price: { ...row.price },
    period: row.period,
    startedOn: row.startedOn ?? '2026-01-01',
    periodEndsOn: day(row.periodEndsAt) ?? '9999-12-30',
    trialEndsOn: day(row.trialEndsAt),
    trialExtended: row.trialExtended ?? false,
    cancelAtPeriodEnd: row.cancelAtPeriodEnd ?? false,
    cancelledOn: row.cancelledOn ?? null,
    unpaidSince: row.unpaidSince ?? null,
    pendingChange: structuredClone(row.pendingChange ?? null),
    modules: byCode(row.modules),
  };
}

/** Newest first. */
export const allOf = (books: Books, tenantId: TenantId): ReadonlyArray<Subscription> =>
  books.world.subscriptions
    .filter((row) => row.tenantId === tenantId)
    .map((row) => shownSubscription(books, row))
    .reverse();

export function currentIn(books: Books, tenantId: TenantId): Subscription | undefined {
  const all = allOf(books, tenantId);
  const today = todayOf(books);
  return all.find((one) => !hasEnded(subscriptionState(one, today))) ?? all[0];
}

export function assertFree({ world, operation }: Books, tenantId: TenantId, need: 'active' | 'there'): void {
  const { lifecycle } = freeTenant(world, tenantId, operation ?? undefined);
  const gone = lifecycle === 'deleting' || lifecycle === 'deleted';
  if (gone || (need === 'active' && lifecycle !== 'active'))
    throw new AppError('conflict', 'tenant.wrong_state', { params: { from: lifecycle, to: 'active' } });
}

const addEvent = ({ world, operation }: Books, event: Omit<SubscriptionEvent, 'at'>): void =>
  void world.subscriptionEvents.push({ ...structuredClone(event), at: isoNow(world), operationId: operation });

function addModuleEvents(
  { world, operation }: Books,
  of: { readonly tenantId: TenantId; readonly by: string; readonly reason: string | null },
  { had, has }: { readonly had: OwnModules; readonly has: OwnModules },
): void {
  const missing = (from: OwnModules, others: OwnModules): ReadonlyArray<string> =>
    from.map(({ code }) => code).filter((code) => !others.some((other) => other.code === code));
  const add = (action: 'activated' | 'deactivated', codes: ReadonlyArray<string>): void => {
    for (const module of codes)
      world.moduleEvents.push({ ...of, module, action, at: isoNow(world), operationId: operation });
  };
  add('activated', missing(has, had));
  add('deactivated', missing(had, has));
}

/** What its version of its package includes. */
function ofPackage({ world }: Books, { packageId, packageVersion }: Subscription): OwnModules {
  const sold = world.packages.find(({ id }) => id === packageId);
  const definition = sold?.versions?.find(({ version }) => version === packageVersion)?.definition ?? sold?.definition;
  return byCode((definition?.modules ?? []).filter(({ included }) => included));
}

const modulesHad = (books: Books, subscription: Subscription): OwnModules =>
  subscription.modules.length > 0 ? subscription.modules : ofPackage(books, subscription);

const rowOf = ({ world }: Books, id: SubscriptionId): MemorySubscription => {
  const row = world.subscriptions.find((one) => one.id === id);
  if (row === undefined) throw new AppError('not_found', 'subscription.not_found');
  return row;
};

export function start(books: Books, asked: NewSubscription): Subscription {
  const { tenantId, by, reason, trialEndsOn } = asked;
  assertFree(books, tenantId, 'active');
  const current = currentIn(books, tenantId);
  if (current !== undefined && !mayStart(current, todayOf(books)))
    throw new AppError('conflict', 'subscription.exists', { params: { name: current.packageName } });
  const row: MemorySubscription = {
    ...{ id: asked.id, tenantId, packageId: asked.packageId, packageVersion: asked.packageVersion },
    ...{ status: trialEndsOn === null ? 'active' : 'trial', period: asked.period, startedOn: asked.startsOn },
    price: { minor: asked.price, currency: asked.currency },
    trialEndsAt: trialEndsOn === null ? null : noon(trialEndsOn),
    periodEndsAt: noon(asked.periodEndsOn),
    modules: byCode(asked.modules),
    ...(books.operation === null ? {} : { operationId: books.operation }),
  };
  books.world.subscriptions.push(row);
  const made = shownSubscription(books, row);
  addModuleEvents(books, { tenantId, by, reason }, { had: [], has: made.modules });
  addEvent(books, { action: 'start', before: null, after: made, reason, by });
  return made;
}

export function move(books: Books, change: SubscriptionChange): Subscription {
  const { id, tenantId, action, expected, after, reason, by } = change;
  assertFree(books, tenantId, 'there');
  const row = rowOf(books, id);
  const before = shownSubscription(books, row);
  if (!isDeepStrictEqual(before, expected))
    throw new AppError('conflict', 'subscription.changed', { params: { name: before.packageName } });
  const { packageId, packageVersion, status, price, period, trialExtended, cancelAtPeriodEnd } = after;
  Object.assign(row, {
    ...{ packageId, packageVersion, status, price: { ...price }, period, trialExtended, cancelAtPeriodEnd },
    ...{ cancelledOn: after.cancelledOn, unpaidSince: after.unpaidSince },
    pendingChange: structuredClone(after.pendingChange),
    trialEndsAt: after.trialEndsOn === null ? null : noon(after.trialEndsOn),
    periodEndsAt: noon(after.periodEndsOn),
    modules: byCode(after.modules),
  });
  const written = shownSubscription(books, row);
  addModuleEvents(books, { tenantId, by, reason }, { had: modulesHad(books, before), has: modulesHad(books, written) });
  addEvent(books, { action, before, after: written, reason, by });
  return written;
}

export function setModules(books: Books, { tenantId, add, remove, by, reason }: ModulesChange): void {
  assertFree(books, tenantId, 'active');
  const current = currentIn(books, tenantId);
  if (current === undefined || mayStart(current, todayOf(books))) throw new AppError('conflict', 'subscription.none');
  const had = modulesHad(books, current);
  const stay = had.filter(({ code }) => !remove.includes(code));
  const added = add.filter(({ code }) => !stay.some((one) => one.code === code));
  if (added.length === 0 && stay.length === had.length) return;
  const left = [...stay, ...added];
  if (left.length === 0 && modulesHad(books, { ...current, modules: [] }).length > 0)
    throw new AppError('conflict', 'module.last_module', { params: { module: remove.join(', ') } });
  const row = rowOf(books, current.id);
  row.modules = byCode(left);
  addModuleEvents(books, { tenantId, by, reason }, { had, has: byCode(row.modules) });
}
