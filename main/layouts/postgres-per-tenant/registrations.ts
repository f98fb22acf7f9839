import { z } from 'zod';
import { type RegistrationTab, registrationTabs, tabStates } from '../../../shared/contract/registrations.ts';
import type { RegistrationState } from '../../../shared/domain/lifecycle.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RegistrationCatalog } from '../roles/registrations.ts';
import type { StockerDeps } from './deps.ts';
import { namesTaken } from './registrations/names-taken.ts';
import { registrationConditions, registrationOf, registrationRows } from './registrations/rows.ts';
import { requireBookkeeping } from './shape.ts';
import { createParams } from './tenant-list/params.ts';
import { billingPeriodWords, readWordSql, registrationWords } from './words.ts';

const notFound = (): AppError => new AppError('not_found', 'registration.not_found');
const foreignKeyViolation = '23503';

/** The registrations' queue. Read with whatever columns the platform has; written only where it has them all. */
export function createRegistrationCatalog(deps: StockerDeps): RegistrationCatalog {
  const { read, change } = deps.pools;
  const find: RegistrationCatalog['find'] = async (id) => {
    const [row] = await read.query({
      text: `SELECT r.* FROM (${registrationRows(await deps.shape())}) r WHERE r.id = $1::uuid`,
      values: [id],
    });
    return row === undefined ? undefined : registrationOf(row);
  };

  return {
    find,
    async ofTenant(id) {
      const [row] = await read.query({
        text: `SELECT r.* FROM (${registrationRows(await deps.shape())}) r WHERE r.tenant_id = $1::uuid
               ORDER BY r.created_at DESC NULLS LAST, r.id LIMIT 1`,
        values: [id],
      });
      return row === undefined ? undefined : registrationOf(row);
    },
    async page({ filter, offset, limit }) {
      const params = createParams();
      const conditions = registrationConditions({ filter, params, timeZone: deps.settings.timeZone });
      const { values } = params;
      const from = `FROM (${registrationRows(await deps.shape())}) r WHERE ${conditions.join(' AND ')}`;
      const order = 'ORDER BY r.created_at DESC NULLS LAST, r.company_name COLLATE "C", r.id';
      const [rows, [counted]] = await Promise.all([
        read.query({
          text: `SELECT r.* ${from} ${order} LIMIT $${values.length + 1}::integer OFFSET $${values.length + 2}::integer`,
          values: [...values, limit, offset],
        }),
        read.query({ text: `SELECT count(*)::integer AS total ${from}`, values }),
      ]);
      return { rows: rows.map(registrationOf), total: counted?.['total'] as number };
    },
    async counts() {
      const rows = await read.rows({
        text: `SELECT ${readWordSql(registrationWords, '"Status"')}, count(*)::integer FROM public."TenantRegistrations" GROUP BY 1`,
      });
      const byState = new Map(rows.map(([state, count]) => [state as RegistrationState, count as number]));
      const inTab = (tab: RegistrationTab): number =>
        tabStates[tab].reduce((sum, state) => sum + (byState.get(state) ?? 0), 0);
      return Object.fromEntries(registrationTabs.map((tab) => [tab, inTab(tab)])) as Record<RegistrationTab, number>;
    },
    namesTaken: (names) => namesTaken(read, names),
    async insert(registration) {
      await requireBookkeeping(deps);
      const badPackage = new AppError('invalid_input', 'field.invalid', { field: 'packageId' });
      if (registration.packageId !== null && !z.guid().safeParse(registration.packageId).success) throw badPackage;
      await change({
        text: `INSERT INTO public."TenantRegistrations"
            ("Id", "Email", "CompanyName", "CompanyCode", "ContactPhone", "BillingPeriod", "PackageId", "VerificationCode",
             "VerificationCodeExpiresAt", "Status", "EmailVerified", "AdminPasswordHash", "CreatedAt", "UpdatedAt")
          VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::uuid, $8, clock_timestamp() + make_interval(mins => $9::integer),
             $10, false, $11, clock_timestamp(), clock_timestamp())`,
        values: [
          registration.id,
          registration.email,
          registration.companyName,
          registration.companyCode,
          registration.phone,
          registration.billingPeriod === null ? null : billingPeriodWords.written[registration.billingPeriod],
          registration.packageId,
          registration.code.code,
          registration.code.validMinutes,
          registrationWords.written.pending_verification,
          registration.passwordHash,
        ],
      }).catch((error: unknown) => {
        throw error instanceof AppError && error.server?.code === foreignKeyViolation ? badPackage : error;
      });
    },
    async setCode(id, { code, validMinutes }) {
      await requireBookkeeping(deps);
      const [row] = await change({
        text: `UPDATE public."TenantRegistrations" SET "VerificationCode" = $2, "UpdatedAt" = clock_timestamp(),
            "VerificationCodeExpiresAt" = clock_timestamp() + make_interval(mins => $3::integer)
          WHERE "Id" = $1::uuid RETURNING "VerificationCodeExpiresAt" AS expires_at`,
        values: [id, code, validMinutes],
      });
      if (row === undefined) throw notFound();
      return { expiresAt: row['expires_at'] as string };
    },
    async transition(id, from, to, reason) {
      await requireBookkeeping(deps);
      const [moved] = await change({
        text: `UPDATE public."TenantRegistrations" SET "Status" = $3, "UpdatedAt" = clock_timestamp(),
            "FailureReason" = CASE WHEN $4 = 'rejected' THEN $5 ELSE NULL END,
            "EmailVerified" = "EmailVerified" OR $4 = 'verified',
            "VerificationCode" = CASE WHEN $4 IN ('verified', 'rejected') THEN NULL ELSE "VerificationCode" END
          WHERE "Id" = $1::uuid AND ${readWordSql(registrationWords, '"Status"')} = ANY ($2::text[]) RETURNING "Id"`,
        values: [id, from, registrationWords.written[to], to, reason],
      });
      if (moved !== undefined) return;
      const registration = await find(id);
      if (registration === undefined) throw notFound();
      throw new AppError('conflict', 'registration.wrong_state', {
        params: { state: registration.state, needed: from.join(', '), to, name: registration.companyName },
      });
    },
  };
}
