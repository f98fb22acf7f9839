import { tabStates } from '../../../../shared/contract/registrations.ts';
import { parentOf } from '../../../../shared/domain/domain-kind.ts';
import { spellingsOf } from '../../../../shared/domain/domain-names.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { AppError } from '../../../../shared/errors.ts';
import { literal } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { SchemaShape } from '../deps.ts';
import { readWordSql, registrationWords } from '../words.ts';

export interface WantedName {
  readonly tenantId: TenantId;
  readonly name: string;
}

const live = tabStates.open.map(literal).join(', ');
/** `"C"` lowers ASCII only, on every server alike; another program may have stored Turkish capitals, or a dot at the end. */
const lowered = (column: string): string =>
  `rtrim(translate(lower(${column} COLLATE "C"), ${literal('ÇĞİÖŞÜ')}, ${literal('çğiöşü')}), '.')`;

/**
 * Of the names that are wanted, in the order asked: whether somebody else has it, as a domain, as a redirect, or as the
 * address that comes with a code. A code that is buried, or that somebody registered, keeps its address too.
 */
function takenSql({ bookkeeping }: SchemaShape): string {
  const own = bookkeeping
    ? `OR EXISTS (SELECT FROM tenantry.redirects r WHERE ${lowered('r.domain')} IN (w.name, w.unicode) AND r.tenant_id <> w.tenant)
       OR EXISTS (SELECT FROM tenantry.tombstones b WHERE lower(b.code) = w.code AND b.tenant_id <> w.tenant)`
    : '';
  return `SELECT w.name FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS w (tenant, name, unicode, code)
    WHERE EXISTS (SELECT FROM public."TenantDomains" d
                   WHERE ${lowered('d."DomainName"')} IN (w.name, w.unicode) AND d."TenantId" <> w.tenant)
       OR EXISTS (SELECT FROM public."Tenants" t WHERE lower(t."Code") = w.code AND t."Id" <> w.tenant)
       OR EXISTS (SELECT FROM public."TenantRegistrations" r
                   WHERE lower(r."CompanyCode") = w.code AND r."TenantId" IS DISTINCT FROM w.tenant
                     AND ${readWordSql(registrationWords, 'r."Status"')} IN (${live}))
       ${own}`;
}

export async function takenNames(
  runner: Runner,
  { shape, baseDomains }: { readonly shape: SchemaShape; readonly baseDomains: ReadonlyArray<string> },
  wanted: ReadonlyArray<WantedName>,
): Promise<ReadonlySet<string>> {
  if (wanted.length === 0) return new Set();
  const names = wanted.map(({ name }) => spellingsOf(name));
  const rows = await runner.query({
    text: takenSql(shape),
    values: [
      wanted.map(({ tenantId }) => tenantId),
      names.map(({ name }) => name),
      names.map(({ unicodeName }) => unicodeName),
      // Only on the platform's own domain does a code stand for an address.
      names.map(({ name }) => (baseDomains.includes(parentOf(name)) ? name.slice(0, name.indexOf('.')) : null)),
    ],
  });
  return new Set(rows.map((row) => row['name'] as string));
}

export const domainTaken = (domain: string): AppError =>
  new AppError('conflict', 'domain.taken', { field: 'name', params: { domain } });
