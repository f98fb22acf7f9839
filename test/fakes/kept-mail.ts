import type { Mail, Mailer } from '../../main/mail/mailer.ts';
import type { AppError } from '../../shared/errors.ts';

/** Keeps what was sent, or refuses it. */
export function createKeptMail(refuse?: AppError): { readonly mailer: Mailer; readonly sent: ReadonlyArray<Mail> } {
  const sent: Array<Mail> = [];
  return {
    sent,
    mailer: {
      send: async (mail) => {
        if (refuse !== undefined) throw refuse;
        sent.push(mail);
      },
      verify: async () => undefined,
      close: () => undefined,
    },
  };
}
