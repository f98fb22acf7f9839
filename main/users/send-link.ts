import type { StoredDomain } from '../../shared/contract/domains.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { PlatformUser } from '../../shared/domain/users.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Mailer } from '../mail/mailer.ts';
import { invitationMail, passwordResetMail } from '../mail/user-mails.ts';
import { linkHours, newOneTimeLink } from './one-time-link.ts';

export interface LinkParts {
  readonly layout: Pick<PlatformLayout, 'users' | 'tenants' | 'domains'>;
  readonly settings: ProfileSettings;
  readonly mailer: Mailer | null;
  readonly by: string;
}

/** As DNS knows names: what another program stored may be anything, and would lead anywhere inside a link. */
const hostName = /^(?:[a-z0-9-]+\.)+[a-z0-9-]+$/;

/** Whoever answers under the name gets the token: it is the platform's own, or was proved to be the tenant's. */
const isTrusted = ({ name, kind, isVerified }: StoredDomain): boolean =>
  hostName.test(name) && (kind === 'base' || (kind === 'own' && isVerified));

/** Under which name the user reaches the platform. */
async function domainOf({ layout, settings }: LinkParts, { tenant }: PlatformUser): Promise<string> {
  const domains = tenant === null ? [] : (await layout.domains.ofTenant(tenant.id)).filter(isTrusted);
  const best = domains.find(({ isPrimary }) => isPrimary) ?? domains.find(({ kind }) => kind === 'base');
  return best?.name ?? settings.baseDomains[0] ?? '';
}

/** The mail's own error where it says that nothing was sent; otherwise what became of the link is said with it. */
function linkError(error: unknown, email: string): AppError {
  const told = toAppError(error);
  const params = { ...told.params, email };
  const rest = { retry: told.retry, ...(told.server === undefined ? {} : { server: told.server }) };
  if (told.key === 'mail.lost' || told.key === 'mail.timeout')
    return new AppError('mail_failed', 'user.link_lost', { params, ...rest });
  return told.key === 'mail.failed' ? new AppError('mail_failed', 'user.link_not_sent', { params, ...rest }) : told;
}

/** A link by which the user chooses a password. It is in the mail, and a hash of it in the platform; nobody sees it here. */
export async function sendUserLink(
  parts: LinkParts,
  user: PlatformUser,
  action: 'reset_sent' | 'invitation_sent',
): Promise<{ readonly sentTo: string; readonly user: PlatformUser }> {
  const { layout, settings, mailer, by } = parts;
  // Before an older link is touched.
  if (mailer === null) throw new AppError('mail_failed', 'mail.not_configured');
  const { url, tokenHash } = newOneTimeLink(settings.resetLink, await domainOf(parts, user));
  const mail = action === 'reset_sent' ? passwordResetMail : invitationMail;
  const content = mail({
    language: settings.languages[0] ?? 'tr',
    of: user.tenant?.name ?? settings.name,
    link: url,
    validHours: linkHours,
  });
  const changed = await layout.users.expectReset({ id: user.id, tokenHash, validHours: linkHours, action, by }, () =>
    mailer.send({ to: user.email, ...content }).catch((error: unknown) => {
      throw linkError(error, user.email);
    }),
  );
  return { sentTo: user.email, user: changed };
}
