import type { Lease } from '../../../main/layouts/layout.ts';
import type { DomainCatalog, DomainRecords } from '../../../main/layouts/roles/domains.ts';
import { type DomainFilter, type DomainTab, domainTabs, type StoredDomain } from '../../../shared/contract/domains.ts';
import { tabStates } from '../../../shared/contract/registrations.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import { domainKind, parentOf } from '../../../shared/domain/domain-kind.ts';
import { spellingsOf } from '../../../shared/domain/domain-names.ts';
import { canBeHeld } from '../../../shared/domain/holds.ts';
import type { DomainId, OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { foldForSearch, primaryDomainFor } from '../../../shared/domain/names.ts';
import { AppError } from '../../../shared/errors.ts';
import { freeTenant } from './holds.ts';
import { same } from './tenant-records.ts';
import { isoNow, type MemoryDomain, type MemoryWorld, removeWhere } from './world.ts';

const refused = (
  key: 'domain.taken' | 'domain.unverified' | 'domain.primary' | 'domain.own',
  domain: string,
): AppError =>
  new AppError('conflict', key, { params: { domain }, ...(key === 'domain.taken' ? { field: 'name' } : {}) });

function storedDomain(world: MemoryWorld, settings: ProfileSettings, domain: MemoryDomain): StoredDomain {
  const { id, tenantId, isPrimary, isVerified, createdAt } = domain;
  const tenant = world.tenants.get(tenantId);
  const proof = world.proofs.get(id);
  const spellings = spellingsOf(domain.name);
  const kind = domainKind(spellings.name, settings.baseDomains);
  return {
    ...{ id: id as DomainId, tenantId, ...spellings, isPrimary, isVerified, createdAt, kind },
    verifiedAt: isVerified ? createdAt : null,
    token: kind === 'own' ? (proof?.token ?? null) : null,
    checkedAt: proof?.checkedAt ?? null,
    findings: proof?.findings ?? [],
    tenant: { id: tenantId, name: tenant?.name ?? '', code: tenant?.code ?? '' },
  };
}

function isTaken(world: MemoryWorld, settings: ProfileSettings, wanted: { tenantId: TenantId; name: string }): boolean {
  const { name } = spellingsOf(wanted.name);
  const isWanted = (stored: string): boolean => spellingsOf(stored).name === name;
  const isAnother = ({ tenantId }: { readonly tenantId: TenantId | null }): boolean => tenantId !== wanted.tenantId;
  const code = settings.baseDomains.includes(parentOf(name)) ? name.slice(0, name.indexOf('.')) : null;
  const isCode = (other: string): boolean => code !== null && same(other, code);
  return (
    world.domains.some((one) => isAnother(one) && isWanted(one.name)) ||
    world.redirects.some((one) => isAnother(one) && isWanted(one.domain)) ||
    [...world.tenants.values()].some((one) => one.id !== wanted.tenantId && isCode(one.code)) ||
    [...world.tombstones.values()].some((one) => isAnother(one) && isCode(one.code)) ||
    [...world.registrations.values()].some(
      (one) => isAnother(one) && isCode(one.companyCode) && tabStates.open.includes(one.state),
    )
  );
}

function ownRow(world: MemoryWorld, id: DomainId, own?: OperationId): MemoryDomain {
  const domain = world.domains.find((one) => one.id === id);
  if (domain === undefined) throw new AppError('not_found', 'domain.not_found');
  requireChangeable(world, domain.tenantId, own);
  return domain;
}

function requireChangeable(world: MemoryWorld, tenantId: TenantId, own?: OperationId): void {
  const { lifecycle } = freeTenant(world, tenantId, own);
  if (!canBeHeld(lifecycle))
    throw new AppError('conflict', 'tenant.wrong_state', { params: { from: lifecycle, to: lifecycle } });
}

const tabs: Readonly<Record<DomainTab, (domain: StoredDomain) => boolean>> = {
  all: () => true,
  unverified: ({ isVerified }) => !isVerified,
  custom: ({ kind }) => kind === 'own',
  mismatched: ({ kind }) => kind === 'other_base',
};

function matches({ tab, search }: DomainFilter, domain: StoredDomain): boolean {
  const { name, unicodeName, tenant } = domain;
  const text = ` ${foldForSearch([name, unicodeName, tenant.name, tenant.code].join(' '))}`;
  const words = foldForSearch(search)
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return tabs[tab](domain) && words.every((word) => text.includes(word));
}

export function memoryDomains(world: MemoryWorld, settings: ProfileSettings): DomainCatalog {
  const stored = (domain: MemoryDomain): StoredDomain => structuredClone(storedDomain(world, settings, domain));
  const ofTenant = (tenantId: TenantId): MemoryDomain[] => world.domains.filter((one) => one.tenantId === tenantId);
  return {
    find: async (id) => world.domains.filter((one) => one.id === id).map(stored)[0],
    ofTenant: async (tenantId) =>
      ofTenant(tenantId)
        .map(stored)
        .sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary) || (a.name < b.name ? -1 : 1)),
    async page(filter) {
      const rows = world.domains
        .map(stored)
        .filter((domain) => matches(filter, domain))
        .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '') || (a.name < b.name ? -1 : 1));
      return { rows: rows.slice(filter.offset, filter.offset + filter.limit), total: rows.length };
    },
    async counts() {
      const all = world.domains.map(stored);
      return Object.fromEntries(domainTabs.map((tab) => [tab, all.filter(tabs[tab]).length])) as Record<
        DomainTab,
        number
      >;
    },
    taken: async (names) =>
      new Set(names.filter((wanted) => isTaken(world, settings, wanted)).map(({ name }) => spellingsOf(name).name)),
    async add({ id, tenantId, name, token }) {
      requireChangeable(world, tenantId);
      const has = ofTenant(tenantId).some((one) => spellingsOf(one.name).name === name);
      if (has || isTaken(world, settings, { tenantId, name })) throw refused('domain.taken', name);
      const domain = { id, tenantId, name, isPrimary: false, isVerified: false, createdAt: isoNow(world) };
      world.domains.push(domain);
      removeWhere(world.redirects, (one) => one.tenantId === tenantId && same(one.domain, name));
      world.proofs.set(id, { token, checkedAt: null, findings: [] });
      return stored(domain);
    },
    async issueToken({ id, token }) {
      const domain = ownRow(world, id);
      if (!world.proofs.has(id)) world.proofs.set(id, { token, checkedAt: null, findings: [] });
      return stored(domain);
    },
    async checked({ id, verified, findings }) {
      const domain = ownRow(world, id);
      domain.isVerified = verified;
      const proof = world.proofs.get(id);
      if (proof !== undefined) Object.assign(proof, { checkedAt: isoNow(world), findings: structuredClone(findings) });
      return stored(domain);
    },
    async makePrimary(id) {
      const domain = ownRow(world, id);
      if (!domain.isVerified) throw refused('domain.unverified', spellingsOf(domain.name).unicodeName);
      const all = ofTenant(domain.tenantId);
      const before = all.find(({ isPrimary }) => isPrimary)?.name ?? null;
      for (const one of all) one.isPrimary = one === domain;
      return { before, after: domain.name };
    },
    async remove(id) {
      const domain = ownRow(world, id);
      const { tenantId } = domain;
      const { name, unicodeName, isPrimary, tenant } = stored(domain);
      if (isPrimary) throw refused('domain.primary', unicodeName);
      if (settings.baseDomains.some((base) => primaryDomainFor(tenant.code.toLowerCase(), base) === name))
        throw refused('domain.own', unicodeName);
      removeWhere(world.domains, (one) => one === domain);
      world.proofs.delete(id);
      removeWhere(world.redirects, (one) => one.tenantId === tenantId && same(one.domain, name));
      const primary = ofTenant(tenantId).find((one) => one.isPrimary)?.name ?? name;
      for (const redirect of world.redirects)
        if (redirect.tenantId === tenantId && same(redirect.to, name)) redirect.to = primary;
      return { name };
    },
  };
}

interface Parts {
  readonly world: MemoryWorld;
  readonly settings: ProfileSettings;
  readonly lease: Lease;
  assertFence(): void;
}

export function memoryDomainRecords({ world, settings, lease, assertFence }: Parts): DomainRecords {
  const turn = (tenantId: TenantId, from: string, to: string): void => {
    for (const redirect of world.redirects)
      if (redirect.tenantId === tenantId && same(redirect.to, from)) redirect.to = to;
  };
  const requireFree = (domain: MemoryDomain, name: string, leaving?: string): void => {
    const isOwn =
      world.domains.some((one) => one !== domain && same(one.name, name)) ||
      world.redirects.some((one) => same(one.domain, name) && !(leaving !== undefined && same(one.domain, leaving)));
    if (isOwn || isTaken(world, settings, { tenantId: domain.tenantId, name })) throw refused('domain.taken', name);
  };
  return {
    find: async (id) =>
      world.domains.filter((one) => one.id === id).map((one) => structuredClone(storedDomain(world, settings, one)))[0],
    async moveToBase({ id, from, to }) {
      assertFence();
      const domain = ownRow(world, id, lease.operationId);
      const { tenantId } = domain;
      if (domain.name === to) return;
      if (domain.name !== from) throw new AppError('conflict', 'domain.changed', { params: { domain: domain.name } });
      requireFree(domain, to);
      Object.assign(domain, { name: to, isVerified: true });
      turn(tenantId, from, to);
      if (!world.redirects.some((one) => same(one.domain, from)))
        world.redirects.unshift({ tenantId, domain: from, to, since: isoNow(world) });
    },
    async moveBack({ id, from, to, wasVerified }) {
      assertFence();
      const found = world.domains.find((one) => one.id === id);
      if (found === undefined) return;
      const domain = ownRow(world, id, lease.operationId);
      if (domain.name !== to) return;
      requireFree(domain, from, from);
      removeWhere(world.redirects, (one) => same(one.domain, from) && same(one.to, to));
      turn(domain.tenantId, to, from);
      Object.assign(domain, { name: from, isVerified: wasVerified });
    },
  };
}
