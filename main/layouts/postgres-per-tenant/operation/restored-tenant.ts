import { randomBytes } from 'node:crypto';
import { AppError } from '../../../../shared/errors.ts';
import type { LifecycleRecords } from '../../roles/lifecycle.ts';
import { readWordSql, tenantStatusWords } from '../words.ts';
import { connectionStringFor } from './connection-string.ts';
import type { OperationContext } from './context.ts';
import { assertNamesFree, quotedNames, tellTaken } from './names.ts';
import { assertReservedAs, insertTenant } from './tenant-records.ts';

/** In bcrypt's form, so that every program can read it; of no password that anybody ever had. */
const hashOfNobody = (): string => {
  const letters = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return `$2b$11$${Array.from(randomBytes(53), (byte) => letters.charAt(byte % letters.length)).join('')}`;
};

type Restored = Pick<LifecycleRecords, 'reserveRestored' | 'createRestoredOwner' | 'activateRestored'>;

/** A tenant that comes out of a backup: there is no registration behind it. */
export function restoredTenant(context: OperationContext): Restored {
  const { settings } = context.deps;
  return {
    async reserveRestored(reservation) {
      quotedNames(reservation, settings.database);
      await context.fenced(async (runner) => {
        await assertNamesFree(runner, reservation);
        const [buried] = await runner.query({
          text: 'SELECT code FROM tenantry.tombstones WHERE tenant_id = $1',
          values: [reservation.tenantId],
        });
        if (buried !== undefined)
          throw new AppError('conflict', 'archive.tombstoned', { params: { code: String(buried['code']) } });
        await insertTenant(runner, reservation, connectionStringFor(settings, reservation)).catch((error: unknown) =>
          tellTaken(error, reservation),
        );
        await assertReservedAs(runner, reservation);
      });
    },
    createRestoredOwner: (reservation) =>
      context.fenced(async (runner) => {
        const { tenantId, ownerEmail } = reservation;
        const [state] = await runner.query({
          text: `SELECT EXISTS (SELECT FROM public."Tenants" WHERE "Id" = $2) AS there,
                        EXISTS (SELECT FROM public."MasterUsers"
                                 WHERE lower("Email") = lower($1) AND "TenantId" IS DISTINCT FROM $2) AS taken`,
          values: [ownerEmail, tenantId],
        });
        if (state?.['there'] !== true) throw new AppError('not_found', 'tenant.not_found');
        if (state['taken'] === true)
          throw new AppError('conflict', 'name.email_taken', { params: { name: ownerEmail } });
        await runner
          .query({
            text: `INSERT INTO public."MasterUsers"
                     ("Id", "Email", "Username", "PasswordHash", "TenantId", "IsTenantAdmin", "IsEmailVerified")
                   SELECT gen_random_uuid(), $2, $2, $3, $1, true, true
                    WHERE NOT EXISTS (SELECT FROM public."MasterUsers" WHERE "TenantId" = $1 AND "IsTenantAdmin")`,
            values: [tenantId, ownerEmail, hashOfNobody()],
          })
          .catch((error: unknown) => tellTaken(error, reservation));
      }),
    activateRestored: ({ tenantId }) =>
      context.fenced(async (runner) => {
        const activated = await runner.query({
          text: `UPDATE public."Tenants" SET "Status" = $2, "IsActive" = true, "UpdatedAt" = now()
                  WHERE "Id" = $1 AND ${readWordSql(tenantStatusWords, '"Status"')} IN ('provisioning', 'active')
                 RETURNING 1`,
          values: [tenantId, tenantStatusWords.written.active],
        });
        if (activated.length === 0)
          throw new AppError('conflict', 'tenant.wrong_state', { params: { from: 'unknown', to: 'active' } });
      }),
  };
}
