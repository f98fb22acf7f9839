import { AppError } from '../../shared/errors.ts';
import type { Mailer } from '../mail/mailer.ts';
import { welcomeMail } from '../mail/templates.ts';
import type { SendWelcome } from './ports.ts';

export const createWelcomeSender =
  (mailer: Mailer | null): SendWelcome =>
  async ({ to, language, company, domain, messageId, signal }) => {
    if (mailer === null) throw new AppError('mail_failed', 'mail.not_configured');
    signal.throwIfAborted();
    await mailer.send({ to, ...welcomeMail({ language, company, domain }) }, { messageId });
  };
