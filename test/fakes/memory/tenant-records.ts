import type { Lease } from '../../../main/layouts/layout.ts';
import type { Reservation, TenantRecords } from '../../../main/layouts/roles/provisioning.ts';
import { sameDatabaseName } from '../../../shared/domain/names.ts';
import { AppError } from '../../../shared/errors.ts';
import { aNewUser, isoNow, type MemoryTenant, type MemoryWorld, removeWhere } from './world.ts';

export const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

type Names = Pick<Reservation, 'tenantId' | 'code' | 'domain'> & { readonly database: string | null };

export function assertNamesFree(world: MemoryWorld, { code, database, domain, tenantId }: Names): void {
  const others = [...world.tenants.values()].filter(({ id }) => id !== tenantId);
  const taken = (key: 'name.code_taken' | 'name.database_taken' | 'name.domain_taken', name: string): AppError =>
    new AppError('conflict', key, { params: { name } });
  const buried = [...world.tombstones.values()];
  if ([...others, ...buried].some((tenant) => same(tenant.code, code))) throw taken('name.code_taken', code);
  const databases = [...others, ...buried].flatMap((tenant) => tenant.database ?? []);
  if (database !== null && databases.some((name) => sameDatabaseName(name, database)))
    throw taken('name.database_taken', database);
  const elsewhere = [...world.domains, ...world.redirects.map((one) => ({ ...one, name: one.domain }))];
  if (elsewhere.some((one) => one.tenantId !== tenantId && same(one.name, domain)))
    throw taken('name.domain_taken', domain);
}

export function tenantFor(world: MemoryWorld, { tenantId, name, code, database }: Reservation): MemoryTenant {
  return {
    ...{ id: tenantId, name, code, database, lifecycle: 'provisioning', suspended: false },
    ...{ setupCompletedAt: null, createdAt: isoNow(world), deleteAfter: null },
  };
}

interface Parts {
  readonly world: MemoryWorld;
  readonly lease: Lease;
  assertFence(): void;
}

export function memoryTenantRecords({ world, lease, assertFence }: Parts): TenantRecords {
  const assertRemovable = ({ tenantId, registrationId, name, code }: Reservation): void => {
    assertFence();
    const registration = world.registrations.get(registrationId);
    const completed = registration?.state === 'completed' && registration.tenantId === tenantId;
    if ((world.tenants.get(tenantId)?.lifecycle ?? 'provisioning') !== 'provisioning' || completed)
      throw new AppError('conflict', 'registration.nothing_to_clean', { params: { name, code } });
  };

  return {
    async findTenant({ tenantId }) {
      const tenant = world.tenants.get(tenantId);
      if (tenant === undefined) return undefined;
      const working = tenant.lifecycle === 'active' && !tenant.suspended;
      const status = tenant.lifecycle === 'provisioning' ? tenant.lifecycle : working ? 'active' : 'other';
      return { status, domains: world.domains.filter((domain) => domain.tenantId === tenantId).length };
    },
    async reserve(reservation) {
      assertFence();
      assertNamesFree(world, reservation);
      const { tenantId, registrationId, domain, code, database } = reservation;
      const found = world.tenants.get(tenantId);
      if (
        found !== undefined &&
        (found.code !== code || found.database !== database || found.lifecycle !== 'provisioning')
      )
        throw new AppError('conflict', 'tenant.wrong_state', { params: { from: found.lifecycle, to: 'provisioning' } });
      if (found === undefined) world.tenants.set(tenantId, tenantFor(world, reservation));
      if (!world.domains.some((one) => one.tenantId === tenantId && same(one.name, domain)))
        world.domains.push({
          ...{ id: crypto.randomUUID(), tenantId, name: domain, isPrimary: true, isVerified: true },
          createdAt: isoNow(world),
        });
      const registration = world.registrations.get(registrationId);
      if (registration !== undefined) registration.tenantId = tenantId;
    },
    findOwner: async ({ tenantId }) => world.users.some((user) => user.tenantId === tenantId && user.isAdmin),
    async createOwner({ tenantId, registrationId, ownerEmail }) {
      assertFence();
      const registration = world.registrations.get(registrationId);
      if (registration === undefined) throw new AppError('not_found', 'registration.not_found');
      if (world.users.some((user) => same(user.email, ownerEmail) && user.tenantId !== tenantId))
        throw new AppError('conflict', 'name.email_taken', { params: { name: ownerEmail } });
      if (world.users.some((user) => user.tenantId === tenantId && user.isAdmin)) return;
      world.users.push({
        ...{ tenantId, email: ownerEmail, username: ownerEmail, passwordHash: registration.passwordHash },
        ...{ ...aNewUser(), isAdmin: true, emailVerified: true },
      });
    },
    async activate({ tenantId, registrationId, code, domain }, mail) {
      assertFence();
      const tenant = world.tenants.get(tenantId);
      if (tenant?.lifecycle !== 'provisioning' && tenant?.lifecycle !== 'active')
        throw new AppError('conflict', 'tenant.wrong_state', { params: { from: 'unknown', to: 'active' } });
      const registration = world.registrations.get(registrationId);
      if (registration === undefined || !['provisioning', 'failed', 'completed'].includes(registration.state))
        throw new AppError('conflict', 'registration.wrong_state', { params: { from: 'unknown', to: 'completed' } });
      tenant.lifecycle = 'active';
      Object.assign(registration, { state: 'completed', tenantId, failureText: null });
      const outbox = world.operations.get(lease.operationId)?.outbox ?? [];
      const messageId = `<${lease.operationId}.${mail.kind}@${domain.slice(code.length + 1)}>`;
      if (outbox.every(({ kind }) => kind !== mail.kind)) outbox.push({ ...mail, messageId, sent: false });
    },
    countSubscriptions: async ({ tenantId }) => world.subscriptions.filter((one) => one.tenantId === tenantId).length,
    async removeSubscriptions(reservation) {
      assertRemovable(reservation);
      const mine = world.subscriptions.filter(({ tenantId }) => tenantId === reservation.tenantId);
      const modules = mine.reduce((sum, subscription) => sum + subscription.modules.length, 0);
      return modules + removeWhere(world.subscriptions, (subscription) => mine.includes(subscription));
    },
    async removeOwner(reservation) {
      assertRemovable(reservation);
      return removeWhere(world.users, ({ tenantId }) => tenantId === reservation.tenantId);
    },
    async removeTenant(reservation) {
      assertRemovable(reservation);
      for (const registration of world.registrations.values())
        if (registration.tenantId === reservation.tenantId) registration.tenantId = null;
      const domains = removeWhere(world.domains, ({ tenantId }) => tenantId === reservation.tenantId);
      return domains + Number(world.tenants.delete(reservation.tenantId));
    },
  };
}
