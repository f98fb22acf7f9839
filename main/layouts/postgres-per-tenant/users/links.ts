import type { PlatformUser } from '../../../../shared/domain/users.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { NewLink } from '../../roles/users.ts';
import type { StockerDeps } from '../deps.ts';
import { lockFor, lockUser, noteEvent } from './changes.ts';

interface Before {
  readonly hash: unknown;
  readonly expiresAt: unknown;
  readonly mustChange: unknown;
  readonly event: string;
}

const actions = { reset_sent: 'sendReset', invitation_sent: 'resendInvitation' } as const;

const write = (deps: StockerDeps, link: NewLink): Promise<Before> =>
  deps.pools.write(async (runner) => {
    await lockFor(runner, deps, { id: link.id, action: actions[link.action] });
    const [before] = await runner.query({
      text: `SELECT "PasswordResetTokenHash" AS hash, "PasswordResetExpiresAt"::text AS expires_at,
                    "MustChangePassword" AS must_change FROM public."MasterUsers" WHERE "Id" = $1::uuid`,
      values: [link.id],
    });
    await runner.query({
      text: `UPDATE public."MasterUsers" SET "PasswordResetTokenHash" = $2, "MustChangePassword" = true,
               "PasswordResetExpiresAt" = clock_timestamp() + make_interval(hours => $3::integer) WHERE "Id" = $1::uuid`,
      values: [link.id, link.tokenHash, link.validHours],
    });
    return {
      hash: before?.['hash'],
      expiresAt: before?.['expires_at'],
      mustChange: before?.['must_change'],
      event: await noteEvent(runner, link),
    };
  });

/** Only where it is still this link that stands there. */
const putBack = (deps: StockerDeps, { id, tokenHash }: NewLink, before: Before): Promise<void> =>
  deps.pools.write(async (runner) => {
    await runner.query({
      text: `UPDATE public."MasterUsers" SET "PasswordResetTokenHash" = $3, "PasswordResetExpiresAt" = $4::timestamptz,
               "MustChangePassword" = $5 WHERE "Id" = $1::uuid AND "PasswordResetTokenHash" = $2`,
      values: [id, tokenHash, before.hash, before.expiresAt, before.mustChange],
    });
    await runner.query({ text: 'DELETE FROM tenantry.user_events WHERE id = $1', values: [before.event] });
  });

/** No lock of the platform is held while the mail is on its way: people sign in meanwhile. */
export async function sendLink(deps: StockerDeps, link: NewLink, send: () => Promise<void>): Promise<PlatformUser> {
  const before = await write(deps, link);
  try {
    await send();
  } catch (error) {
    await putBack(deps, link, before).catch(() => {
      throw new AppError('mail_failed', 'user.link_left', { retry: true });
    });
    throw error;
  }
  return deps.pools.write(async (runner) => (await lockUser(runner, deps, link.id)).user);
}
