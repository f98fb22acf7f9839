import { randomBytes, randomUUID } from 'node:crypto';
import type { StoredDomain, TenantDomains } from '../../shared/contract/domains.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { isProven } from '../../shared/domain/dns-findings.ts';
import { parseDomain } from '../../shared/domain/domain-names.ts';
import type { DomainId, TenantId } from '../../shared/domain/ids.ts';
import { primaryDomainFor } from '../../shared/domain/names.ts';
import { AppError } from '../../shared/errors.ts';
import type { DnsClient } from '../dns/dns-client.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { findQuiet } from './cancel.ts';
import { checkDomain } from './check-domain.ts';
import { refuseGone } from './rename.ts';

export interface DomainParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'lifecycle' | 'domains'>;
  readonly engine: Pick<Engine, 'newestOn'>;
  readonly settings: Pick<ProfileSettings, 'baseDomains'>;
  readonly by: string;
}

/** 128 bits: nobody sets the right one by chance. */
const newToken = (): string => `tenantry-${randomBytes(16).toString('hex')}`;

/** The tenant's own address, to which its other domains have to point. */
const targetOf = ({ baseDomains }: DomainParts['settings'], code: string): string =>
  primaryDomainFor(code.toLowerCase(), baseDomains[0] ?? '');

export async function domainsOfTenant(
  { layout, settings }: Pick<DomainParts, 'layout' | 'settings'>,
  id: TenantId,
): Promise<TenantDomains> {
  const [tenant, info, domains] = await Promise.all([
    layout.tenants.find(id),
    layout.lifecycle.info(id),
    layout.domains.ofTenant(id),
  ]);
  if (tenant === undefined || info === undefined) throw new AppError('not_found', 'tenant.not_found');
  return { domains, redirects: info.redirects, target: targetOf(settings, tenant.code) };
}

async function findDomain({ layout }: DomainParts, id: DomainId): Promise<StoredDomain> {
  const domain = await layout.domains.find(id);
  if (domain === undefined) throw new AppError('not_found', 'domain.not_found');
  return domain;
}

/** The domain, of a tenant that lives and on which nothing works. */
async function findChangeable(parts: DomainParts, id: DomainId): Promise<StoredDomain> {
  const domain = await findDomain(parts, id);
  const { tenant } = await findQuiet(parts, domain.tenantId);
  refuseGone(tenant);
  return domain;
}

export async function addDomain(
  parts: DomainParts,
  { tenantId, name: typed }: { readonly tenantId: TenantId; readonly name: string },
): Promise<StoredDomain> {
  const { layout, settings, by } = parts;
  const parsed = parseDomain(typed, settings.baseDomains);
  if (parsed.problem !== null) throw new AppError('invalid_input', parsed.problem, { field: 'name' });
  const { tenant } = await findQuiet(parts, tenantId);
  refuseGone(tenant);
  const id = randomUUID() as string as DomainId;
  return layout.domains.add({ id, tenantId, name: parsed.name, token: newToken(), by });
}

/**
 * Asks DNS and keeps what it said. Verified once stays verified: the proof was given, and what is missing now is shown
 * beside it.
 */
export async function verifyDomain(
  parts: DomainParts & { readonly dns: DnsClient },
  id: DomainId,
): Promise<{ readonly before: StoredDomain; readonly after: StoredDomain }> {
  const { layout, settings, by, dns } = parts;
  const before = await findChangeable(parts, id);
  if (before.kind !== 'own') throw new AppError('conflict', 'domain.needs_no_proof');
  const { name, token, tenant } =
    before.token === null ? await layout.domains.issueToken({ id, token: newToken(), by }) : before;
  if (token === null) throw new AppError('conflict', 'domain.needs_no_proof');
  const findings = await checkDomain(dns, { domain: name, token, target: targetOf(settings, tenant.code) });
  const after = await layout.domains.checked({ id, verified: before.isVerified || isProven(findings), findings });
  return { before, after };
}

export async function makeDomainPrimary(
  parts: DomainParts,
  id: DomainId,
): Promise<{ readonly domain: StoredDomain; readonly before: string | null; readonly after: string }> {
  const domain = await findChangeable(parts, id);
  return { domain, ...(await parts.layout.domains.makePrimary(id)) };
}

export async function removeDomain(parts: DomainParts, id: DomainId): Promise<StoredDomain> {
  const domain = await findChangeable(parts, id);
  await parts.layout.domains.remove(id);
  return domain;
}
