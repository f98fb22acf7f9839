import type { RegistrationId, TenantId } from '../../../../shared/domain/ids.ts';
import type { RegistrationState } from '../../../../shared/domain/lifecycle.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { RegistrationRecords } from '../../roles/provisioning.ts';
import { readWord, registrationWords } from '../words.ts';
import type { OperationContext } from './context.ts';
import { failureTextFor } from './failure-text.ts';

const words = registrationWords.written;

/** Locks the row until the transaction ends, and says what it is. */
async function lockState(runner: Runner, id: RegistrationId): Promise<RegistrationState> {
  const [row] = await runner.query({
    text: 'SELECT "Status" AS status FROM public."TenantRegistrations" WHERE "Id" = $1 FOR UPDATE',
    values: [id],
  });
  if (row === undefined) throw new AppError('not_found', 'registration.not_found');
  return readWord(registrationWords, String(row['status']));
}

async function move(
  runner: Runner,
  id: RegistrationId,
  from: ReadonlyArray<RegistrationState>,
  to: RegistrationState,
): Promise<void> {
  const state = await lockState(runner, id);
  if (!from.includes(state))
    throw new AppError('conflict', 'registration.wrong_state', { params: { from: state, to } });
}

export function registrationRecords(context: OperationContext): RegistrationRecords {
  return {
    state: (id) =>
      context.read(async (runner) => {
        const [row] = await runner.query({
          text: 'SELECT "Status" AS status, "TenantId" AS tenant FROM public."TenantRegistrations" WHERE "Id" = $1',
          values: [id],
        });
        if (row === undefined) return undefined;
        const tenantId = row['tenant'] === null ? null : (String(row['tenant']) as TenantId);
        return { state: readWord(registrationWords, String(row['status'])), tenantId };
      }),
    markProvisioning: (id) =>
      context.fenced(async (runner) => {
        await move(runner, id, ['verified', 'failed', 'provisioning'], 'provisioning');
        await runner.query({
          text: `UPDATE public."TenantRegistrations" SET "Status" = $2, "FailureReason" = NULL, "UpdatedAt" = now() WHERE "Id" = $1`,
          values: [id, words.provisioning],
        });
      }),
    markFailed: (id, failure) =>
      context.fenced(async (runner) => {
        await move(runner, id, ['verified', 'failed', 'provisioning'], 'failed');
        await runner.query({
          text: `UPDATE public."TenantRegistrations" SET "Status" = $2, "FailureReason" = $3, "UpdatedAt" = now() WHERE "Id" = $1`,
          values: [id, words.failed, failureTextFor(failure)],
        });
      }),
    clearTenant: (id) =>
      context.fenced(async (runner) => {
        const state = await lockState(runner, id);
        if (state === 'completed')
          throw new AppError('conflict', 'registration.wrong_state', { params: { from: state, to: 'verified' } });
        await runner.query({
          text: 'UPDATE public."TenantRegistrations" SET "TenantId" = NULL, "UpdatedAt" = now() WHERE "Id" = $1',
          values: [id],
        });
      }),
    markVerified: (id) =>
      context.fenced(async (runner) => {
        await move(runner, id, ['verified', 'failed', 'provisioning'], 'verified');
        await runner.query({
          text: `UPDATE public."TenantRegistrations" SET "Status" = $2, "FailureReason" = NULL, "UpdatedAt" = now() WHERE "Id" = $1`,
          values: [id, words.verified],
        });
      }),
  };
}
