import type { StoredDomain } from '../../../../shared/contract/domains.ts';
import { domainKind } from '../../../../shared/domain/domain-kind.ts';
import { spellingsOf } from '../../../../shared/domain/domain-names.ts';
import type { DnsFinding } from '../../../../shared/domain/domains.ts';
import type { DomainId, TenantId } from '../../../../shared/domain/ids.ts';
import type { Runner } from '../../pg/pools.ts';
import type { SchemaShape } from '../deps.ts';

/** Every domain as `domainOf` reads it. Without the console's own tables nobody was ever asked for a proof. */
export function domainRows({ bookkeeping }: SchemaShape): string {
  const own = bookkeeping
    ? {
        columns: 'x.token, x.unicode_name, x.checked_at, x.findings',
        join: 'LEFT JOIN tenantry.domains x ON x.domain_id = d."Id"',
      }
    : { columns: 'NULL AS token, NULL AS unicode_name, NULL AS checked_at, NULL AS findings', join: '' };
  return `SELECT d."Id" AS id, d."TenantId" AS tenant_id, d."DomainName"::text AS name, d."IsPrimary" AS is_primary,
      d."IsVerified" AS is_verified, d."VerifiedAt" AS verified_at, d."CreatedAt" AS created_at,
      t."Name"::text AS tenant_name, t."Code"::text AS tenant_code, ${own.columns}
    FROM public."TenantDomains" d JOIN public."Tenants" t ON t."Id" = d."TenantId" ${own.join}`;
}

export function domainOf(row: Readonly<Record<string, unknown>>, baseDomains: ReadonlyArray<string>): StoredDomain {
  const tenantId = row['tenant_id'] as TenantId;
  const { name, unicodeName } = spellingsOf(row['name'] as string);
  const kind = domainKind(name, baseDomains);
  return {
    id: row['id'] as DomainId,
    tenantId,
    name,
    unicodeName,
    isPrimary: row['is_primary'] as boolean,
    isVerified: row['is_verified'] as boolean,
    verifiedAt: row['verified_at'] as string | null,
    createdAt: row['created_at'] as string | null,
    kind,
    token: kind === 'own' ? (row['token'] as string | null) : null,
    checkedAt: row['checked_at'] as string | null,
    findings: (row['findings'] as ReadonlyArray<DnsFinding> | null) ?? [],
    tenant: { id: tenantId, name: row['tenant_name'] as string, code: row['tenant_code'] as string },
  };
}

interface Reading {
  readonly runner: Runner;
  readonly shape: SchemaShape;
  readonly baseDomains: ReadonlyArray<string>;
}

export async function findDomain(
  { runner, shape, baseDomains }: Reading,
  id: DomainId,
): Promise<StoredDomain | undefined> {
  const [row] = await runner.query({
    text: `SELECT r.* FROM (${domainRows(shape)}) r WHERE r.id = $1::uuid`,
    values: [id],
  });
  return row === undefined ? undefined : domainOf(row, baseDomains);
}

export async function domainsOf(
  { runner, shape, baseDomains }: Reading,
  tenantId: TenantId,
): Promise<ReadonlyArray<StoredDomain>> {
  const rows = await runner.query({
    text: `SELECT r.* FROM (${domainRows(shape)}) r WHERE r.tenant_id = $1::uuid
            ORDER BY r.is_primary DESC, r.name COLLATE "C"`,
    values: [tenantId],
  });
  return rows.map((row) => domainOf(row, baseDomains));
}
