import type { Lease } from '../../../main/layouts/layout.ts';
import type { LifecycleCatalog, LifecycleRecords, Recode } from '../../../main/layouts/roles/lifecycle.ts';
import type { CertificateItem, KeptItem } from '../../../shared/domain/deletion.ts';
import { canBeHeld, isLive } from '../../../shared/domain/holds.ts';
import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { canBecome, type Lifecycle } from '../../../shared/domain/lifecycle.ts';
import { isLiveState } from '../../../shared/domain/operations.ts';
import { AppError } from '../../../shared/errors.ts';
import { adoptHold, freeTenant, holdsOf, settleHolds } from './holds.ts';
import { assertNamesFree, same, tenantFor } from './tenant-records.ts';
import { aNewUser, isoNow, type MemoryTenant, type MemoryWorld, removeWhere } from './world.ts';

const wrongState = (from: Lifecycle, to: string): AppError =>
  new AppError('conflict', 'tenant.wrong_state', { params: { from, to } });

const tenantOf = (world: MemoryWorld, id: TenantId): MemoryTenant => {
  const tenant = world.tenants.get(id);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  return tenant;
};

interface Change {
  readonly to: Lifecycle;
  readonly deleteAfter: string | null;
  readonly reason: string;
  readonly by: string;
}

function change(world: MemoryWorld, tenant: MemoryTenant, { to, deleteAfter, reason, by }: Change): void {
  world.events.push({ tenantId: tenant.id, at: isoNow(world), by, from: tenant.lifecycle, to, reason });
  tenant.lifecycle = to;
  tenant.deleteAfter = to === 'deletion_scheduled' || to === 'deleting' ? deleteAfter : null;
  settleHolds(world, tenant);
}

const ofTenant =
  (id: TenantId) =>
  ({ tenantId }: { readonly tenantId: TenantId | null }): boolean =>
    tenantId === id;

export function memoryLifecycle(world: MemoryWorld): LifecycleCatalog {
  return {
    async info(id) {
      const tenant = world.tenants.get(id);
      if (tenant === undefined) return undefined;
      return structuredClone({
        lifecycle: tenant.lifecycle,
        deleteAfter: tenant.deleteAfter,
        events: world.events
          .filter(ofTenant(id))
          .map(({ at, by, from, to, reason }) => ({ at, by, from, to, reason }))
          .reverse(),
        redirects: world.redirects.filter(ofTenant(id)).map(({ domain, to, since }) => ({ domain, to, since })),
        certificate: world.tombstones.get(id)?.certificate ?? null,
      });
    },
    async move({ tenantId, from, to, deleteAfter, reason, by }) {
      const tenant = freeTenant(world, tenantId);
      if (!from.includes(tenant.lifecycle) || !canBecome(tenant.lifecycle, to)) throw wrongState(tenant.lifecycle, to);
      adoptHold(world, tenant);
      change(world, tenant, { to, deleteAfter, reason, by });
    },
    async rename({ tenantId, name }) {
      const tenant = freeTenant(world, tenantId);
      const { lifecycle } = tenant;
      if (lifecycle === 'deleting' || lifecycle === 'deleted') throw wrongState(lifecycle, lifecycle);
      tenant.name = name;
    },
    async removeRedirect({ tenantId, domain }) {
      freeTenant(world, tenantId);
      const removed = removeWhere(world.redirects, (one) => one.tenantId === tenantId && same(one.domain, domain));
      if (removed === 0) throw new AppError('not_found', 'tenant.redirect_not_found', { params: { domain } });
      removeWhere(world.domains, (one) => one.tenantId === tenantId && same(one.name, domain) && !one.isPrimary);
    },
    async removal(id) {
      const { database } = tenantOf(world, id);
      return {
        domains: world.domains.filter(ofTenant(id)).map(({ name }) => name),
        users: world.users.filter(ofTenant(id)).length,
        invoices: world.invoices.get(id) ?? 0,
        subscriptions: world.subscriptions.filter(ofTenant(id)).length,
        blockers: [...(world.databases.get(database ?? '')?.prepared ?? [])],
      };
    },
  };
}

const blanked = '@deleted.invalid';

function removableOf(world: MemoryWorld, id: TenantId): ReadonlyArray<CertificateItem> {
  const rows: ReadonlyArray<readonly [string, number]> = [
    ['redirects', world.redirects.filter(ofTenant(id)).length],
    ['tenant_settings', Number(world.tenantSettings.has(id))],
    ['limit_overrides', world.limitOverrides.filter(ofTenant(id)).length],
    ['MasterUsers', world.users.filter(ofTenant(id)).length],
    ['SubscriptionModules', world.subscriptions.filter(ofTenant(id)).flatMap(({ modules }) => modules).length],
    [
      'TenantRegistrations',
      [...world.registrations.values()].filter((one) => ofTenant(id)(one) && !one.email.endsWith(blanked)).length,
    ],
  ];
  return [
    ...world.domains.filter(ofTenant(id)).map(({ name }) => ({ kind: 'domain', name }) as const),
    ...rows.filter(([, count]) => count > 0).map(([name, count]) => ({ kind: 'rows', name, count }) as const),
  ];
}

function removeRows(world: MemoryWorld, id: TenantId): void {
  for (const domain of world.domains.filter(ofTenant(id))) world.proofs.delete(domain.id);
  removeWhere(world.domains, ofTenant(id));
  removeWhere(world.redirects, ofTenant(id));
  removeWhere(world.users, ofTenant(id));
  world.tenantSettings.delete(id);
  removeWhere(world.limitOverrides, ofTenant(id));
  for (const subscription of world.subscriptions.filter(ofTenant(id)))
    Object.assign(subscription, { modules: [], status: 'cancelled', pendingChange: null });
  for (const registration of [...world.registrations.values()].filter(ofTenant(id)))
    Object.assign(registration, {
      ...{ email: `deleted-${registration.id}${blanked}`, phone: null, passwordHash: '!', verificationCode: '' },
      ...{ codeExpiresAt: null, failureText: null, emailVerified: false },
    });
}

function keptOf(world: MemoryWorld, id: TenantId): ReadonlyArray<KeptItem> {
  const kept: ReadonlyArray<KeptItem> = [
    { name: 'Invoices', count: world.invoices.get(id) ?? 0, reason: 'invoices_by_law' },
    { name: 'Subscriptions', count: world.subscriptions.filter(ofTenant(id)).length, reason: 'history' },
    { name: 'Tenants', count: Number(world.tenants.has(id)), reason: 'tombstone' },
    {
      name: 'TenantRegistrations',
      count: [...world.registrations.values()].filter(ofTenant(id)).length,
      reason: 'tombstone',
    },
    { name: 'holds', count: world.holds.filter(ofTenant(id)).length, reason: 'history' },
    { name: 'lifecycle_events', count: world.events.filter(ofTenant(id)).length, reason: 'history' },
    {
      name: 'subscription_events',
      count: world.subscriptionEvents.filter(({ after }) => after.tenantId === id).length,
      reason: 'history',
    },
    { name: 'module_events', count: world.moduleEvents.filter(ofTenant(id)).length, reason: 'history' },
    { name: 'archives', count: [...world.archives.values()].filter(ofTenant(id)).length, reason: 'history' },
    {
      name: 'operation',
      count: [...world.operations.values()].filter(({ record }) => record.subject.tenantId === id).length,
      reason: 'operation_log',
    },
  ];
  return kept.filter(({ count }) => count > 0);
}

function recode(world: MemoryWorld, { tenantId, from, to }: Recode): void {
  const tenant = tenantOf(world, tenantId);
  if (tenant.code === to.code) return;
  if (!canBeHeld(tenant.lifecycle)) throw wrongState(tenant.lifecycle, tenant.lifecycle);
  if (tenant.code !== from.code)
    throw new AppError('conflict', 'tenant.wrong_state', { params: { from: tenant.code, to: to.code } });
  assertNamesFree(world, { tenantId, code: to.code, domain: to.domain, database: null });
  tenant.code = to.code;
  const mine = world.domains.filter(ofTenant(tenantId));
  const isOld = (name: string): boolean => from.domain !== null && same(name, from.domain);
  const leads = mine.every(({ name, isPrimary }) => !isPrimary || isOld(name) || same(name, to.domain));
  const before = mine.filter(({ name }) => isOld(name) && !same(name, to.domain));
  for (const domain of before) domain.isPrimary = false;
  const known = mine.find(({ name }) => same(name, to.domain));
  const createdAt = isoNow(world);
  if (known !== undefined) Object.assign(known, { isPrimary: leads, isVerified: true });
  else
    world.domains.push({
      ...{ id: crypto.randomUUID(), tenantId, name: to.domain, isPrimary: leads, isVerified: true },
      createdAt,
    });
  removeWhere(world.redirects, (one) => one.tenantId === tenantId && same(one.domain, to.domain));
  for (const redirect of world.redirects.filter(ofTenant(tenantId))) redirect.to = to.domain;
  for (const { name } of before) world.redirects.unshift({ tenantId, domain: name, to: to.domain, since: createdAt });
}

interface Parts {
  readonly world: MemoryWorld;
  readonly lease: Lease;
  assertFence(): void;
}

function refuseWhileOneOfMany(world: MemoryWorld, tenantId: TenantId, own: OperationId): void {
  const running = [...world.operations.values()].find(
    ({ record }) =>
      record.id !== own &&
      isLiveState(record.state) &&
      JSON.stringify(record.params).includes(JSON.stringify(tenantId)),
  )?.record;
  if (running === undefined) return;
  throw new AppError('conflict', 'operation.running_on_resource', {
    params: { name: running.subject.label, operator: running.actor, since: running.createdAt },
  });
}

export function memoryLifecycleRecords({ world, lease, assertFence }: Parts): LifecycleRecords {
  return {
    async find(tenantId) {
      const tenant = world.tenants.get(tenantId);
      if (tenant === undefined) return undefined;
      const { name, code, lifecycle, database, deleteAfter } = tenant;
      const primaryDomain = world.domains.find((one) => one.tenantId === tenantId && one.isPrimary)?.name ?? null;
      return { name, code, lifecycle, database, primaryDomain, deleteAfter };
    },
    async beginDeleting({ tenantId, reason, by }) {
      assertFence();
      const tenant = tenantOf(world, tenantId);
      if (tenant.lifecycle === 'deleting') return;
      if (tenant.lifecycle !== 'deletion_scheduled') throw wrongState(tenant.lifecycle, 'deleting');
      if (holdsOf(world, tenantId).some((hold) => hold.kind === 'legal' && isLive(hold)))
        throw new AppError('conflict', 'tenant.legal_hold');
      refuseWhileOneOfMany(world, tenantId, lease.operationId);
      change(world, tenant, { to: 'deleting', deleteAfter: tenant.deleteAfter, reason, by });
    },
    removable: async (tenantId) => removableOf(world, tenantId),
    async removeRows(tenantId) {
      assertFence();
      const { lifecycle } = tenantOf(world, tenantId);
      if (lifecycle !== 'deleting') throw wrongState(lifecycle, 'deleted');
      removeRows(world, tenantId);
    },
    kept: async (tenantId) => keptOf(world, tenantId),
    async bury(certificate) {
      assertFence();
      const tenantId = certificate.tenantId as TenantId;
      const tenant = tenantOf(world, tenantId);
      const { lifecycle, code, database } = tenant;
      if (lifecycle === 'deleted') return;
      if (lifecycle !== 'deleting') throw wrongState(lifecycle, 'deleted');
      for (const subscription of world.subscriptions.filter(ofTenant(tenantId))) subscription.status = 'cancelled';
      const { reason, startedBy: by } = certificate;
      change(world, tenant, { to: 'deleted', deleteAfter: null, reason, by });
      world.tombstones.set(tenantId, { tenantId, code, database, certificate: structuredClone(certificate) });
    },
    certificate: async (tenantId) => structuredClone(world.tombstones.get(tenantId)?.certificate),
    async recode(asked) {
      assertFence();
      recode(world, asked);
    },
    async reserveRestored(reservation) {
      assertFence();
      const { tenantId, code, database, domain } = reservation;
      assertNamesFree(world, reservation);
      const buried = world.tombstones.get(tenantId);
      if (buried !== undefined) throw new AppError('conflict', 'archive.tombstoned', { params: { code: buried.code } });
      const found = world.tenants.get(tenantId);
      if (
        found !== undefined &&
        (found.code !== code || found.database !== database || found.lifecycle !== 'provisioning')
      )
        throw wrongState(found.lifecycle, 'provisioning');
      if (found === undefined) world.tenants.set(tenantId, tenantFor(world, reservation));
      if (!world.domains.some((one) => one.tenantId === tenantId && same(one.name, domain)))
        world.domains.push({
          ...{ id: crypto.randomUUID(), tenantId, name: domain, isPrimary: true, isVerified: true },
          createdAt: isoNow(world),
        });
    },
    async createRestoredOwner({ tenantId, ownerEmail }) {
      assertFence();
      tenantOf(world, tenantId);
      if (world.users.some((user) => same(user.email, ownerEmail) && user.tenantId !== tenantId))
        throw new AppError('conflict', 'name.email_taken', { params: { name: ownerEmail } });
      if (world.users.some((user) => user.tenantId === tenantId && user.isAdmin)) return;
      world.users.push({
        ...{ tenantId, email: ownerEmail, username: ownerEmail, passwordHash: '!' },
        ...{ ...aNewUser(), isAdmin: true, emailVerified: true },
      });
    },
    async activateRestored({ tenantId }) {
      assertFence();
      const tenant = world.tenants.get(tenantId);
      if (tenant?.lifecycle !== 'provisioning' && tenant?.lifecycle !== 'active')
        throw new AppError('conflict', 'tenant.wrong_state', { params: { from: 'unknown', to: 'active' } });
      tenant.lifecycle = 'active';
    },
  };
}
