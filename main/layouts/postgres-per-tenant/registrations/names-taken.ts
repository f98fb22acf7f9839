import { tabStates } from '../../../../shared/contract/registrations.ts';
import { literal } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { NamesTaken, RegistrationCatalog } from '../../roles/registrations.ts';
import { readWordSql, registrationWords } from '../words.ts';

const live = tabStates.open.map(literal).join(', ');

/**
 * Compared without case, against tenants, registrations that have not ended, domains and the server's databases. What a
 * registration's own earlier try left is not somebody else's. Two codes that differ only in `-` and `_` are one database.
 */
const takenSql = `
  WITH own AS (
    SELECT t."Id" AS id, t."DatabaseName" AS database FROM public."TenantRegistrations" r
      JOIN public."Tenants" t ON t."Id" = r."TenantId" WHERE r."Id" = $5::uuid),
  other_tenant AS (SELECT * FROM public."Tenants" t WHERE NOT EXISTS (SELECT FROM own WHERE own.id = t."Id")),
  other_registration AS (
    SELECT * FROM public."TenantRegistrations" r
     WHERE r."Id" IS DISTINCT FROM $5::uuid AND ${readWordSql(registrationWords, 'r."Status"')} IN (${live}))
  SELECT
    EXISTS (SELECT FROM other_tenant WHERE lower("Code") = lower($1::text))
      OR EXISTS (SELECT FROM other_registration WHERE lower("CompanyCode") = lower($1::text)) AS code,
    EXISTS (SELECT FROM public."MasterUsers" u WHERE lower(u."Email") = lower($2::text)
              AND NOT EXISTS (SELECT FROM own WHERE own.id = u."TenantId"))
      OR EXISTS (SELECT FROM other_registration WHERE lower("Email") = lower($2::text)) AS email,
    EXISTS (SELECT FROM public."TenantDomains" d WHERE lower(d."DomainName") = lower($3::text)
              AND NOT EXISTS (SELECT FROM own WHERE own.id = d."TenantId")) AS domain,
    EXISTS (SELECT FROM other_tenant WHERE lower("DatabaseName") = lower($4::text))
      OR EXISTS (SELECT FROM pg_database WHERE lower(datname::text) = lower($4::text)
              AND NOT EXISTS (SELECT FROM own WHERE own.database = datname::text))
      OR EXISTS (SELECT FROM other_registration
              WHERE translate(lower("CompanyCode"), '-', '_') = translate(lower($1::text), '-', '_')) AS database`;

export async function namesTaken(
  runner: Runner,
  { code, email, domain, database, except }: Parameters<RegistrationCatalog['namesTaken']>[0],
): Promise<NamesTaken> {
  const [row] = await runner.query({ text: takenSql, values: [code, email, domain, database, except] });
  return {
    code: row?.['code'] === true,
    email: row?.['email'] === true,
    domain: row?.['domain'] === true,
    database: row?.['database'] === true,
  };
}
