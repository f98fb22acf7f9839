import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { OutboxMail, Reservation, TenantRecords } from '../../roles/provisioning.ts';
import { readWordSql, registrationWords, tenantStanding, tenantStatusWords } from '../words.ts';
import { connectionStringFor } from './connection-string.ts';
import type { OperationContext } from './context.ts';
import { assertNamesFree, quotedNames, tellTaken } from './names.ts';
import { addToOutbox } from './outbox.ts';
import { tenantRemoval } from './tenant-removal.ts';

const statusWord = tenantStatusWords.written;
const registrationWord = registrationWords.written;

/** With its primary domain. */
export async function insertTenant(runner: Runner, reservation: Reservation, connectionString: string): Promise<void> {
  await runner.query({
    text: `INSERT INTO public."Tenants"
             ("Id", "Name", "Code", "Status", "IsActive", "SetupCompleted", "ConnectionString", "DatabaseName", "CreatedAt", "UpdatedAt")
           VALUES ($1, $2, $3, $4, false, false, $5, $6, now(), now())
           ON CONFLICT ("Id") DO NOTHING`,
    values: [
      reservation.tenantId,
      reservation.name,
      reservation.code,
      statusWord.provisioning,
      connectionString,
      reservation.database,
    ],
  });
  // Verified at once: the base domain points here for every name below it.
  await runner.query({
    text: `INSERT INTO public."TenantDomains" ("Id", "TenantId", "DomainName", "IsPrimary", "IsVerified", "VerifiedAt", "CreatedAt")
           SELECT gen_random_uuid(), $1, $2, true, true, now(), now()
            WHERE NOT EXISTS (SELECT FROM public."TenantDomains" WHERE "TenantId" = $1 AND lower("DomainName") = lower($2))`,
    values: [reservation.tenantId, reservation.domain],
  });
}

const linkRegistration = (runner: Runner, { tenantId, registrationId }: Reservation): Promise<unknown> =>
  runner.query({
    text: `UPDATE public."TenantRegistrations" SET "TenantId" = $1, "UpdatedAt" = now() WHERE "Id" = $2`,
    values: [tenantId, registrationId],
  });

/** A row under this id that is called otherwise was not reserved for this. */
export async function assertReservedAs(runner: Runner, reservation: Reservation): Promise<void> {
  const [row] = await runner.query({
    text: `SELECT "Code" AS code, "DatabaseName" AS database, "Status" AS status, "IsActive" AS active
             FROM public."Tenants" WHERE "Id" = $1 FOR UPDATE`,
    values: [reservation.tenantId],
  });
  const { lifecycle } = tenantStanding(String(row?.['status']), row?.['active'] === true);
  if (row?.['database'] !== reservation.database || row['code'] !== reservation.code || lifecycle !== 'provisioning')
    throw new AppError('conflict', 'tenant.wrong_state', { params: { from: lifecycle, to: 'provisioning' } });
}

async function activate(runner: Runner, reservation: Reservation): Promise<void> {
  const tenants = await runner.query({
    text: `UPDATE public."Tenants" SET "Status" = $2, "IsActive" = true, "UpdatedAt" = now()
            WHERE "Id" = $1 AND ${readWordSql(tenantStatusWords, '"Status"')} IN ('provisioning', 'active')
           RETURNING 1`,
    values: [reservation.tenantId, statusWord.active],
  });
  if (tenants.length === 0)
    throw new AppError('conflict', 'tenant.wrong_state', { params: { from: 'unknown', to: 'active' } });
  const registrations = await runner.query({
    text: `UPDATE public."TenantRegistrations"
              SET "Status" = $3, "TenantId" = $2, "FailureReason" = NULL, "UpdatedAt" = now()
            WHERE "Id" = $1 AND ${readWordSql(registrationWords, '"Status"')} IN ('provisioning', 'failed', 'completed')
           RETURNING 1`,
    values: [reservation.registrationId, reservation.tenantId, registrationWord.completed],
  });
  if (registrations.length === 0)
    throw new AppError('conflict', 'registration.wrong_state', { params: { from: 'unknown', to: 'completed' } });
}

export function tenantRecords(context: OperationContext): TenantRecords {
  const { settings } = context.deps;
  return {
    findTenant: (reservation) =>
      context.read(async (runner) => {
        const [row] = await runner.query({
          text: `SELECT "Status" AS status, "IsActive" AS active,
                        (SELECT count(*)::integer FROM public."TenantDomains" d WHERE d."TenantId" = t."Id") AS domains
                   FROM public."Tenants" t WHERE "Id" = $1`,
          values: [reservation.tenantId],
        });
        if (row === undefined) return undefined;
        const { lifecycle, suspended } = tenantStanding(String(row['status']), row['active'] === true);
        const working = lifecycle === 'active' && !suspended;
        const status = lifecycle === 'provisioning' ? lifecycle : working ? 'active' : 'other';
        return { status, domains: Number(row['domains']) };
      }),
    async reserve(reservation) {
      quotedNames(reservation, settings.database);
      await context.fenced(async (runner) => {
        await assertNamesFree(runner, reservation);
        await insertTenant(runner, reservation, connectionStringFor(settings, reservation)).catch((error: unknown) =>
          tellTaken(error, reservation),
        );
        await linkRegistration(runner, reservation);
        await assertReservedAs(runner, reservation);
      });
    },
    findOwner: (reservation) =>
      context.read(async (runner) => {
        const rows = await runner.query({
          text: `SELECT FROM public."MasterUsers" WHERE "TenantId" = $1 AND "IsTenantAdmin"`,
          values: [reservation.tenantId],
        });
        return rows.length > 0;
      }),
    createOwner: (reservation) =>
      context.fenced(async (runner) => {
        const { tenantId, registrationId, ownerEmail } = reservation;
        const [state] = await runner.query({
          text: `SELECT EXISTS (SELECT FROM public."TenantRegistrations" WHERE "Id" = $1) AS registered,
                        EXISTS (SELECT FROM public."MasterUsers" WHERE lower("Email") = lower($2) AND "TenantId" IS DISTINCT FROM $3) AS taken`,
          values: [registrationId, ownerEmail, tenantId],
        });
        if (state?.['registered'] !== true) throw new AppError('not_found', 'registration.not_found');
        if (state['taken'] === true)
          throw new AppError('conflict', 'name.email_taken', { params: { name: ownerEmail } });
        await runner
          .query({
            text: `INSERT INTO public."MasterUsers"
                     ("Id", "Email", "Username", "PasswordHash", "TenantId", "IsTenantAdmin", "IsEmailVerified")
                   SELECT gen_random_uuid(), $3, $3, r."AdminPasswordHash", $1, true, true
                     FROM public."TenantRegistrations" r
                    WHERE r."Id" = $2
                      AND NOT EXISTS (SELECT FROM public."MasterUsers" WHERE "TenantId" = $1 AND "IsTenantAdmin")`,
            values: [tenantId, registrationId, ownerEmail],
          })
          .catch((error: unknown) => tellTaken(error, reservation));
      }),
    activate: (reservation: Reservation, mail: OutboxMail) =>
      context.fenced(async (runner) => {
        await activate(runner, reservation);
        await addToOutbox(runner, context.lease, reservation, mail);
      }),
    ...tenantRemoval(context),
  };
}
