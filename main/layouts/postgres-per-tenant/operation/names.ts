import type { ErrorKey } from '../../../../shared/error-keys.ts';
import { AppError } from '../../../../shared/errors.ts';
import { constraintOf, sqlStateOf } from '../../pg/errors.ts';
import { quoteOwnName } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { Reservation, StorageNames } from '../../roles/provisioning.ts';

/** The tenant's database and role as they go into SQL. Refused before any statement when the server would cut them. */
export function quotedNames({ database, role }: Pick<StorageNames, 'database' | 'role'>, platformDatabase: string) {
  return { database: quoteOwnName(database, platformDatabase), role: quoteOwnName(role, platformDatabase) };
}

const taken = (key: ErrorKey, name: string): AppError => new AppError('conflict', key, { params: { name } });

/** Reservations wait for one another, so that what is compared without case can't be taken in between. */
export async function lockNames(runner: Runner): Promise<void> {
  await runner.query({ text: `SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('tenantry.reserve'))` });
}

type Names = Pick<Reservation, 'tenantId' | 'code' | 'domain'> & { readonly database: string | null };

/** What a deleted tenant was called stays taken, and so does a domain that still leads to another tenant. */
export async function assertNamesFree(runner: Runner, { tenantId, code, database, domain }: Names): Promise<void> {
  await lockNames(runner);
  const [row] = await runner.query({
    text: `SELECT
      EXISTS (SELECT FROM public."Tenants" WHERE lower("Code") = lower($1) AND "Id" <> $4)
        OR EXISTS (SELECT FROM tenantry.tombstones WHERE lower(code) = lower($1)) AS code,
      EXISTS (SELECT FROM public."Tenants" WHERE lower("DatabaseName") = lower($2) AND "Id" <> $4)
        OR EXISTS (SELECT FROM tenantry.tombstones WHERE lower(database) = lower($2)) AS database,
      EXISTS (SELECT FROM public."TenantDomains" WHERE lower("DomainName") = lower($3) AND "TenantId" <> $4)
        OR EXISTS (SELECT FROM tenantry.redirects WHERE lower(domain) = lower($3) AND tenant_id <> $4) AS domain`,
    values: [code, database, domain, tenantId],
  });
  if (row?.['code'] === true) throw taken('name.code_taken', code);
  if (row?.['database'] === true && database !== null) throw taken('name.database_taken', database);
  if (row?.['domain'] === true) throw taken('name.domain_taken', domain);
}

/** Somebody else's program was faster: the server's own constraint says which name it took. */
export function tellTaken(error: unknown, reservation: Reservation): never {
  if (sqlStateOf(error) !== '23505') throw error;
  const constraint = constraintOf(error)?.toLowerCase() ?? '';
  if (constraint.includes('domain')) throw taken('name.domain_taken', reservation.domain);
  if (constraint.includes('database')) throw taken('name.database_taken', reservation.database);
  if (constraint.includes('code')) throw taken('name.code_taken', reservation.code);
  if (constraint.includes('masteruser') || constraint.includes('email'))
    throw taken('name.email_taken', reservation.ownerEmail);
  throw error;
}
