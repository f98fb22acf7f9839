import type { Registration, RegistrationCatalog } from '../../../main/layouts/roles/registrations.ts';
import { type RegistrationTab, registrationTabs, tabStates } from '../../../shared/contract/registrations.ts';
import type { RegistrationId } from '../../../shared/domain/ids.ts';
import { foldForSearch } from '../../../shared/domain/names.ts';
import { AppError } from '../../../shared/errors.ts';
import { isoNow, type MemoryRegistration, type MemoryWorld } from './world.ts';

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const isOver = ({ state }: MemoryRegistration): boolean => state === 'rejected' || state === 'expired';

function shown({ passwordHash: _hash, verificationCode: _code, ...registration }: MemoryRegistration): Registration {
  return registration;
}

export function memoryRegistrations(world: MemoryWorld): RegistrationCatalog {
  const all = (): ReadonlyArray<MemoryRegistration> => [...world.registrations.values()].reverse();
  const one = (id: RegistrationId): MemoryRegistration => {
    const found = world.registrations.get(id);
    if (found === undefined) throw new AppError('not_found', 'registration.not_found');
    return found;
  };
  const setCode = (registration: MemoryRegistration, code: { code: string; validMinutes: number }): string => {
    registration.verificationCode = code.code;
    registration.codeExpiresAt = new Date(world.clock.now + code.validMinutes * 60_000).toISOString();
    registration.updatedAt = isoNow(world);
    return registration.codeExpiresAt;
  };

  return {
    async page({ filter, offset, limit }) {
      const words = foldForSearch(filter.search);
      const rows = all().filter(
        (registration) =>
          tabStates[filter.tab].includes(registration.state) &&
          foldForSearch([registration.companyName, registration.companyCode, registration.email].join(' ')).includes(
            words,
          ) &&
          (filter.packageId === null || filter.packageId === registration.packageId) &&
          (filter.receivedWithinDays === null ||
            world.clock.now - Date.parse(registration.createdAt ?? '') < filter.receivedWithinDays * 86_400_000),
      );
      return { rows: rows.slice(offset, offset + limit).map(shown), total: rows.length };
    },
    counts: async () =>
      Object.fromEntries(
        registrationTabs.map((tab) => [tab, all().filter(({ state }) => tabStates[tab].includes(state)).length]),
      ) as Record<RegistrationTab, number>,
    async find(id) {
      const found = world.registrations.get(id);
      return found === undefined ? undefined : shown(structuredClone(found));
    },
    async ofTenant(id) {
      const found = all().find(({ tenantId }) => tenantId === id);
      return found === undefined ? undefined : shown(structuredClone(found));
    },
    async namesTaken({ code, email, domain, database, except }) {
      const others = all().filter((registration) => registration.id !== except && !isOver(registration));
      const own = except === null ? undefined : world.registrations.get(except)?.tenantId;
      const tenants = [...world.tenants.values()].filter(({ id }) => id !== own);
      return {
        code:
          tenants.some((tenant) => same(tenant.code, code)) ||
          others.some(({ companyCode }) => same(companyCode, code)),
        email:
          world.users.some((user) => same(user.email, email) && (user.tenantId === null || user.tenantId !== own)) ||
          others.some((registration) => same(registration.email, email)),
        domain: world.domains.some(({ name, tenantId }) => same(name, domain) && tenantId !== own),
        database:
          tenants.some((tenant) => tenant.database !== null && same(tenant.database, database)) ||
          [...world.databases.values()].some(
            ({ name, stamp }) => same(name, database) && (own == null || stamp?.tenantId !== own),
          ),
      };
    },
    async insert({ id, companyName, companyCode, email, phone, packageId, billingPeriod, passwordHash, code }) {
      const packageName = world.packages.find((bought) => bought.id === packageId)?.name ?? null;
      const registration: MemoryRegistration = {
        ...{ id, companyName, companyCode, email, phone, packageId, packageName, billingPeriod, passwordHash },
        ...{ state: 'pending_verification', emailVerified: false, failureText: null, tenantId: null },
        ...{ createdAt: isoNow(world), updatedAt: isoNow(world), codeExpiresAt: null, verificationCode: '' },
      };
      setCode(registration, code);
      world.registrations.set(id, registration);
    },
    setCode: async (id, code) => ({ expiresAt: setCode(one(id), code) }),
    async transition(id, from, to, reason) {
      const registration = one(id);
      if (!from.includes(registration.state))
        throw new AppError('conflict', 'registration.wrong_state', { params: { from: registration.state, to } });
      registration.state = to;
      registration.failureText = reason;
      registration.updatedAt = isoNow(world);
      if (to === 'verified') registration.emailVerified = true;
    },
  };
}
