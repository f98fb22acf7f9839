import type pg from 'pg';
import { expectedRecords, judgeCname, judgeTxt } from '../../../shared/domain/dns-findings.ts';
import { spellingsOf } from '../../../shared/domain/domain-names.ts';
import type { DnsFinding } from '../../../shared/domain/domains.ts';
import { primaryDomainFor } from '../../../shared/domain/names.ts';
import { createRandom } from '../../builders/random.ts';
import type { DemoTenant } from '../content/types.ts';
import { type DemoZone, demoToken, type OwnDomain, ownDomainsSql, zoneOfEach } from '../domain-zones.ts';
import { demoNames } from '../names.ts';
import { insert } from './insert.ts';

/** With Turkish letters, of tenants that have no other of their own. */
const unicodeNames = ['çınar-ışık.example', 'panel.şirketim.example'] as const;

function findingsFor({ name, code }: OwnDomain, zone: DemoZone): ReadonlyArray<DnsFinding> {
  const [txt, cname] = expectedRecords(name, demoToken(name), primaryDomainFor(code, demoNames.baseDomain));
  const silence = { silence: zone === 'failing' ? 'server_failed' : 'no_name' } as const;
  const proof = zone === 'wrong' ? { values: ['v=spf1 -all'] } : zone === 'right' ? { values: [txt.value] } : silence;
  const way =
    zone === 'wrong'
      ? { values: [primaryDomainFor(code, demoNames.otherBaseDomain)] }
      : zone === 'right'
        ? { values: [cname.value] }
        : silence;
  return [judgeTxt(txt, proof), judgeCname(cname, { cname: way, addresses: silence, targetAddresses: silence })];
}

/** What was asked of each domain's owner, and what DNS said last. One waits for its first check. */
export async function insertDomainLives({
  client,
  tenants,
  by,
}: {
  readonly client: pg.ClientBase;
  readonly tenants: ReadonlyArray<DemoTenant>;
  readonly by: string;
}): Promise<void> {
  const ids = createRandom(11);
  const bare = tenants.filter(({ scenario, domains }) => scenario === 'ordinary' && domains.length === 1);
  await insert(
    client,
    ['public', 'TenantDomains'],
    unicodeNames.flatMap((name, index) => {
      const tenant = bare[index];
      return tenant === undefined
        ? []
        : [
            {
              ...{ Id: ids.uuid(), TenantId: tenant.id, DomainName: spellingsOf(name).name },
              ...{ IsPrimary: false, IsVerified: false, CreatedAt: tenant.setupCompletedAt ?? tenant.createdAt },
            },
          ];
    }),
  );
  const { rows } = await client.query<OwnDomain>(ownDomainsSql);
  await insert(
    client,
    ['tenantry', 'domains'],
    zoneOfEach(rows).map(({ zone, ...domain }) => ({
      domain_id: domain.id,
      tenant_id: domain.tenantId,
      token: demoToken(domain.name),
      unicode_name: spellingsOf(domain.name).unicodeName,
      added_by: by,
      added_at: domain.createdAt,
      checked_at: zone === 'waiting' ? null : domain.createdAt,
      findings: zone === 'waiting' ? null : findingsFor(domain, zone),
    })),
  );
}
