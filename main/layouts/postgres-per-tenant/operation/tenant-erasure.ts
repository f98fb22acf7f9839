import type { CertificateItem, KeptItem } from '../../../../shared/domain/deletion.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Runner } from '../../pg/pools.ts';
import type { SchemaShape } from '../deps.ts';
import { readWordSql, subscriptionWords } from '../words.ts';

/** Nobody's address: one for each row, so that what must be unique stays so. Mail to it goes nowhere by its ending. */
const nobody = (id: string): string => `'deleted-' || ${id} || '@deleted.invalid'`;
const nobodyPattern = `'%@deleted.invalid'`;
/** No password has this for a hash. */
const noHash = '!';

/** Operations name the person for whom they were begun; what they did stays readable without. */
const personInOperation = `params #>> '{reservation,tenantId}' = $1::text AND params #> '{reservation,ownerEmail}' IS NOT NULL
  AND params #>> '{reservation,ownerEmail}' NOT LIKE ${nobodyPattern}`;
const outboxOfTenant = `op_id IN (SELECT op_id FROM tenantry.operation WHERE params #>> '{reservation,tenantId}' = $1::text)
  AND payload ->> 'to' NOT LIKE ${nobodyPattern}`;

/** Setting a company up names whom to write to, and its taxes. Its name stays, as it does in the tenant's own row. */
const blankCompany = `jsonb_build_object('name', params #> '{company,name}', 'countryCode', params #> '{company,countryCode}',
  'legalName', NULL, 'taxNumber', NULL, 'taxOffice', NULL, 'email', NULL, 'phone', NULL, 'address', NULL, 'district', NULL,
  'city', NULL, 'postalCode', NULL)`;
const companyInOperation = `kind = 'set_up' AND params ->> 'tenantId' = $1::text
  AND (params -> 'company' IS DISTINCT FROM ${blankCompany} OR jsonb_typeof(params -> 'companyBefore') = 'object')`;

const eventsOfUsers = `FROM tenantry.user_events WHERE user_id IN (
  SELECT "Id" FROM public."MasterUsers" WHERE "TenantId" = $1::uuid)`;

const modulesOfTenant = `FROM public."SubscriptionModules" m USING public."Subscriptions" s
  WHERE m."SubscriptionId" = s."Id" AND s."TenantId" = $1::uuid`;

/** What a deletion takes, by the name that a certificate gives it. Counted and taken by the same condition. */
interface Erased {
  readonly name: string;
  readonly count: string;
  readonly take: string;
}

const registrationOfTenant = `"TenantId" = $1::uuid AND "Email" NOT LIKE ${nobodyPattern}`;

const erased: ReadonlyArray<Erased> = [
  {
    name: 'redirects',
    count: 'SELECT count(*) FROM tenantry.redirects WHERE tenant_id = $1::uuid',
    take: 'DELETE FROM tenantry.redirects WHERE tenant_id = $1::uuid',
  },
  { name: 'user_events', count: `SELECT count(*) ${eventsOfUsers}`, take: `DELETE ${eventsOfUsers}` },
  ...['tenant_settings', 'limit_overrides'].map((name) => ({
    name,
    count: `SELECT count(*) FROM tenantry.${name} WHERE tenant_id = $1::uuid`,
    take: `DELETE FROM tenantry.${name} WHERE tenant_id = $1::uuid`,
  })),
  {
    name: 'MasterUsers',
    count: 'SELECT count(*) FROM public."MasterUsers" WHERE "TenantId" = $1::uuid',
    take: 'DELETE FROM public."MasterUsers" WHERE "TenantId" = $1::uuid',
  },
  {
    name: 'SubscriptionModules',
    count: `SELECT count(*) ${modulesOfTenant.replace(' USING ', ', ')}`,
    take: `DELETE ${modulesOfTenant}`,
  },
  {
    name: 'TenantRegistrations',
    count: `SELECT count(*) FROM public."TenantRegistrations" WHERE ${registrationOfTenant}`,
    take: `UPDATE public."TenantRegistrations"
              SET "Email" = ${nobody('"Id"::text')}, "ContactPhone" = NULL, "AdminPasswordHash" = '${noHash}',
                  "VerificationCode" = NULL, "VerificationCodeExpiresAt" = NULL, "FailureReason" = NULL,
                  "EmailVerified" = false, "UpdatedAt" = now()
            WHERE ${registrationOfTenant}`,
  },
  {
    name: 'outbox',
    count: `SELECT count(*) FROM tenantry.outbox WHERE ${outboxOfTenant}`,
    take: `UPDATE tenantry.outbox SET payload = jsonb_set(payload, '{to}', to_jsonb(${nobody('op_id::text')})) WHERE ${outboxOfTenant}`,
  },
  {
    name: 'operation',
    count: `SELECT count(*) FROM tenantry.operation WHERE (${personInOperation}) OR (${companyInOperation})`,
    take: `UPDATE tenantry.operation
              SET params = CASE WHEN ${personInOperation}
                                THEN jsonb_set(params, '{reservation,ownerEmail}', to_jsonb(${nobody('op_id::text')}))
                                ELSE params || jsonb_build_object('company', ${blankCompany}, 'companyBefore', NULL) END
            WHERE (${personInOperation}) OR (${companyInOperation})`,
  },
];

async function countOf(runner: Runner, text: string, tenantId: TenantId): Promise<number> {
  const [row] = await runner.rows({ text, values: [tenantId] });
  return Number(row?.[0] ?? 0);
}

const domainsOf = async (runner: Runner, tenantId: TenantId): Promise<ReadonlyArray<string>> =>
  (
    await runner.query({
      text: `SELECT "DomainName" AS name FROM public."TenantDomains" WHERE "TenantId" = $1::uuid
              ORDER BY "IsPrimary" DESC, "DomainName" COLLATE "C"`,
      values: [tenantId],
    })
  ).map((row) => String(row['name']));

export async function removableOf(runner: Runner, tenantId: TenantId): Promise<ReadonlyArray<CertificateItem>> {
  const items: CertificateItem[] = (await domainsOf(runner, tenantId)).map((name) => ({ kind: 'domain', name }));
  for (const { name, count } of erased) {
    const rows = await countOf(runner, count, tenantId);
    if (rows > 0) items.push({ kind: 'rows', name, count: rows });
  }
  return items;
}

/** A deleted tenant brings no revenue, and nothing waits for a day of its own. */
export async function cancelSubscriptions(runner: Runner, tenantId: TenantId): Promise<void> {
  await runner.query({
    text: 'UPDATE tenantry.subscriptions SET pending_change = NULL WHERE tenant_id = $1 AND pending_change IS NOT NULL',
    values: [tenantId],
  });
  await runner.query({
    text: `UPDATE public."Subscriptions" SET "Status" = $2, "CancelledAt" = coalesce("CancelledAt", now()), "UpdatedAt" = now()
            WHERE "TenantId" = $1 AND ${readWordSql(subscriptionWords, '"Status"')} <> 'cancelled'`,
    values: [tenantId, subscriptionWords.written.cancelled],
  });
}

export async function eraseRows(runner: Runner, tenantId: TenantId): Promise<void> {
  await runner.query({ text: 'DELETE FROM public."TenantDomains" WHERE "TenantId" = $1::uuid', values: [tenantId] });
  await runner.query({ text: 'DELETE FROM tenantry.domains WHERE tenant_id = $1::uuid', values: [tenantId] });
  for (const { take } of erased) await runner.query({ text: take, values: [tenantId] });
  await cancelSubscriptions(runner, tenantId);
}

export async function keptOf(runner: Runner, shape: SchemaShape, tenantId: TenantId): Promise<ReadonlyArray<KeptItem>> {
  const kept: KeptItem[] = [];
  const keep = async (name: string, text: string, reason: KeptItem['reason']): Promise<void> => {
    const count = await countOf(runner, text, tenantId);
    if (count > 0) kept.push({ name, count, reason });
  };
  if (shape.hasColumn('Invoices', 'TenantId'))
    await keep('Invoices', 'SELECT count(*) FROM public."Invoices" WHERE "TenantId" = $1::uuid', 'invoices_by_law');
  await keep('Subscriptions', 'SELECT count(*) FROM public."Subscriptions" WHERE "TenantId" = $1::uuid', 'history');
  await keep('Tenants', 'SELECT count(*) FROM public."Tenants" WHERE "Id" = $1::uuid', 'tombstone');
  await keep(
    'TenantRegistrations',
    'SELECT count(*) FROM public."TenantRegistrations" WHERE "TenantId" = $1::uuid',
    'tombstone',
  );
  await keep('holds', 'SELECT count(*) FROM tenantry.holds WHERE tenant_id = $1::uuid', 'history');
  await keep(
    'lifecycle_events',
    'SELECT count(*) FROM tenantry.lifecycle_events WHERE tenant_id = $1::uuid',
    'history',
  );
  for (const name of ['subscription_events', 'module_events'])
    await keep(name, `SELECT count(*) FROM tenantry.${name} WHERE tenant_id = $1::uuid`, 'history');
  await keep('archives', 'SELECT count(*) FROM tenantry.archives WHERE tenant_id = $1::uuid', 'history');
  await keep(
    'operation',
    `SELECT count(*) FROM tenantry.operation
      WHERE resource_key = 'tenant:' || $1::text OR subject ->> 'tenantId' = $1::text`,
    'operation_log',
  );
  return kept;
}
