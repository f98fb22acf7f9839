import { createHash } from 'node:crypto';
import { expectedRecords } from '../../shared/domain/dns-findings.ts';
import { primaryDomainFor } from '../../shared/domain/names.ts';
import { connected, type Login } from '../servers/databases.ts';
import { type DnsHost, startDns, type ZoneRecord } from '../servers/dns.ts';
import { demoNames } from './names.ts';

/** How an own domain of the demo stands in DNS: each is a state that a screen has to show. */
export type DemoZone = 'right' | 'waiting' | 'wrong' | 'absent' | 'failing';

/** The same at every start, so that what the rows ask for is what the zones hold. */
export const demoToken = (name: string): string =>
  `tenantry-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;

/** In their order: verified ones lost a record now and then, others wait for one of everything. */
export const demoZoneOf = (index: number, isVerified: boolean): DemoZone =>
  isVerified
    ? index % 4 === 1
      ? 'absent'
      : 'right'
    : ((['waiting', 'wrong', 'absent', 'failing'] as const)[index % 4] ?? 'absent');

export interface OwnDomain {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly code: string;
  readonly isVerified: boolean;
  readonly createdAt: string;
}

/** What the tenants have of their own, in an order that does not change. */
export const ownDomainsSql = `
  SELECT d."Id" AS id, d."TenantId" AS "tenantId", d."DomainName" AS name, t."Code" AS code, d."IsVerified" AS "isVerified",
         d."CreatedAt" AS "createdAt"
    FROM public."TenantDomains" d JOIN public."Tenants" t ON t."Id" = d."TenantId"
   WHERE d."DomainName" NOT LIKE '%.${demoNames.baseDomain}' AND d."DomainName" NOT LIKE '%.${demoNames.otherBaseDomain}'
   ORDER BY d."IsVerified", t."Code" COLLATE "C", d."DomainName" COLLATE "C"`;

export function zoneOfEach(domains: ReadonlyArray<OwnDomain>): ReadonlyArray<OwnDomain & { readonly zone: DemoZone }> {
  const seen = { verified: 0, waiting: 0 };
  return domains.map((domain) => {
    const kind = domain.isVerified ? 'verified' : 'waiting';
    const zone = demoZoneOf(seen[kind], domain.isVerified);
    seen[kind] += 1;
    return { ...domain, zone };
  });
}

const address: ZoneRecord = { type: 'A', value: '203.0.113.10' };

function recordsOf({
  name,
  code,
  zone,
}: OwnDomain & { readonly zone: DemoZone }): Record<string, ReadonlyArray<ZoneRecord>> {
  const [txt, cname] = expectedRecords(name, demoToken(name), primaryDomainFor(code, demoNames.baseDomain));
  switch (zone) {
    case 'right':
    case 'waiting':
      return { [txt.name]: [{ type: 'TXT', value: txt.value }], [name]: [{ type: 'CNAME', value: cname.value }] };
    case 'wrong':
      return {
        [txt.name]: [{ type: 'TXT', value: 'v=spf1 -all' }],
        [name]: [{ type: 'CNAME', value: primaryDomainFor(code, demoNames.otherBaseDomain) }],
      };
    case 'failing':
      return { [txt.name]: [{ type: 'fail' }], [name]: [{ type: 'fail' }] };
    case 'absent':
      return {};
  }
}

/** A DNS server on this machine that knows the demo's domains and nothing else. */
export async function startDemoDns(platform: Login): Promise<DnsHost> {
  const dns = await startDns();
  await connected(platform, async (client) => {
    const { rows: own } = await client.query<OwnDomain>(ownDomainsSql);
    const { rows: codes } = await client.query<{ code: string }>('SELECT "Code" AS code FROM public."Tenants"');
    dns.put(Object.fromEntries(codes.map(({ code }) => [primaryDomainFor(code, demoNames.baseDomain), [address]])));
    for (const domain of zoneOfEach(own)) dns.put(recordsOf(domain));
  });
  return dns;
}
