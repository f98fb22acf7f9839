import { AppError } from '../../../../shared/errors.ts';
import type { Reservation } from '../../layout.ts';
import { literal } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import { readWordSql, tenantStatusWords } from '../words.ts';
import type { OperationContext } from './context.ts';
import { quotedNames } from './names.ts';
import { databaseRow, droppingMark } from './storage-state.ts';

/** A database that says nothing of its owner may be another tenant's who is just being provisioned. */
async function assertClaimedByNobodyElse(runner: Runner, { tenantId, database }: Reservation): Promise<void> {
  const [row] = await runner.query({
    text: `SELECT
      EXISTS (SELECT FROM public."Tenants" WHERE lower("DatabaseName") = lower($2) AND "Id" <> $1) AS claimed,
      EXISTS (SELECT FROM public."Tenants" WHERE "Id" = $1 AND ("IsActive" OR ${readWordSql(tenantStatusWords, '"Status"')} <> 'provisioning')) AS active`,
    values: [tenantId, database],
  });
  if (row?.['claimed'] === true) throw new AppError('conflict', 'tenant.foreign_stamp', { params: { database } });
  if (row?.['active'] === true)
    throw new AppError('conflict', 'tenant.wrong_state', { params: { from: 'active', to: 'deleted' } });
}

export const assertDroppable = (context: OperationContext, reservation: Reservation): Promise<void> =>
  context.fenced((runner) => assertClaimedByNobodyElse(runner, reservation));

/** Closed and marked at once: closed, its stamp can't be read, and the next console has to know whose it is. */
export async function closeForDropping(context: OperationContext, reservation: Reservation): Promise<void> {
  const { database } = quotedNames(reservation, context.deps.settings.database);
  await context.fenced(async (runner) => {
    await assertClaimedByNobodyElse(runner, reservation);
    await runner.query({ text: `COMMENT ON DATABASE ${database} IS ${literal(droppingMark(reservation.tenantId))}` });
    await runner.query({ text: `ALTER DATABASE ${database} ALLOW_CONNECTIONS false` });
  });
}

/** Undoes the closing where a drop was given up: a prepared transaction is only rolled back from inside its database. */
export async function reopenStorage(context: OperationContext, reservation: Reservation): Promise<void> {
  const row = await databaseRow(context, reservation.database);
  if (row === undefined || row.allowsConnections || row.comment !== droppingMark(reservation.tenantId)) return;
  const { database } = quotedNames(reservation, context.deps.settings.database);
  await context.fenced(async (runner) => {
    await runner.query({ text: `ALTER DATABASE ${database} ALLOW_CONNECTIONS true` });
    await runner.query({ text: `COMMENT ON DATABASE ${database} IS NULL` });
  });
}
