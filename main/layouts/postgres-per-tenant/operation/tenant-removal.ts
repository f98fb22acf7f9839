import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { Reservation, TenantRecords } from '../../roles/provisioning.ts';
import { readWordSql, registrationWords, tenantStatusWords } from '../words.ts';
import type { OperationContext } from './context.ts';

/** What works, or once did and is on hold, is not removed here; only deleting a tenant, with its own rules, does that. */
async function assertRemovable(runner: Runner, reservation: Reservation): Promise<void> {
  const [row] = await runner.query({
    text: `SELECT t."IsActive" OR ${readWordSql(tenantStatusWords, 't."Status"')} <> 'provisioning'
                  OR EXISTS (SELECT FROM public."TenantRegistrations" r
                              WHERE r."TenantId" = t."Id" AND ${readWordSql(registrationWords, 'r."Status"')} = 'completed') AS kept
             FROM public."Tenants" t WHERE t."Id" = $1 FOR UPDATE OF t`,
    values: [reservation.tenantId],
  });
  if (row?.['kept'] !== true) return;
  const { name, code } = reservation;
  throw new AppError('conflict', 'registration.nothing_to_clean', { params: { name, code } });
}

/** How many rows a DELETE or UPDATE with RETURNING touched. */
async function affected(runner: Runner, text: string, reservation: Reservation): Promise<number> {
  return (await runner.query({ text, values: [reservation.tenantId] })).length;
}

/** What the console keeps beside the platform's rows goes with them, and is not counted. */
const beside = (tables: ReadonlyArray<string>): ReadonlyArray<string> =>
  tables.map((table) => `DELETE FROM tenantry.${table} WHERE tenant_id = $1`);

type Removal = Pick<TenantRecords, 'countSubscriptions' | 'removeSubscriptions' | 'removeOwner' | 'removeTenant'>;

export function tenantRemoval(context: OperationContext): Removal {
  const removing = (reservation: Reservation, statements: ReadonlyArray<string>): Promise<number> =>
    context.fenced(async (runner) => {
      await assertRemovable(runner, reservation);
      let rows = 0;
      for (const statement of statements) rows += await affected(runner, statement, reservation);
      return rows;
    });
  return {
    countSubscriptions: ({ tenantId }) =>
      context.read(async (runner) => {
        const rows = await runner.query({
          text: 'SELECT FROM public."Subscriptions" WHERE "TenantId" = $1',
          values: [tenantId],
        });
        return rows.length;
      }),
    removeSubscriptions: (reservation) =>
      removing(reservation, [
        `DELETE FROM public."SubscriptionModules" m USING public."Subscriptions" s
          WHERE m."SubscriptionId" = s."Id" AND s."TenantId" = $1 RETURNING 1`,
        'DELETE FROM public."Subscriptions" WHERE "TenantId" = $1 RETURNING 1',
        ...beside(['subscriptions', 'subscription_events', 'module_events']),
      ]),
    removeOwner: (reservation) =>
      removing(reservation, [
        `DELETE FROM tenantry.user_events WHERE user_id IN (SELECT "Id" FROM public."MasterUsers" WHERE "TenantId" = $1)`,
        'DELETE FROM public."MasterUsers" WHERE "TenantId" = $1 RETURNING 1',
      ]),
    async removeTenant(reservation) {
      return context.fenced(async (runner) => {
        await assertRemovable(runner, reservation);
        // The registration points at the tenant; a row that is pointed at can't go.
        await affected(
          runner,
          'UPDATE public."TenantRegistrations" SET "TenantId" = NULL, "UpdatedAt" = now() WHERE "TenantId" = $1 RETURNING 1',
          reservation,
        );
        for (const statement of beside(['domains', 'tenant_settings', 'limit_overrides']))
          await affected(runner, statement, reservation);
        const domains = 'DELETE FROM public."TenantDomains" WHERE "TenantId" = $1 RETURNING 1';
        const tenant = 'DELETE FROM public."Tenants" WHERE "Id" = $1 RETURNING 1';
        return (await affected(runner, domains, reservation)) + (await affected(runner, tenant, reservation));
      });
    },
  };
}
