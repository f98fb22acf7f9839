import type { Transporter } from 'nodemailer';
import type { SmtpSettings } from '../../shared/domain/connection-profile.ts';
import type { ErrorParams } from '../../shared/errors.ts';
import { fromSmtp } from './smtp-error.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Mailer {
  /** With a message id of one's own, a mail that is sent twice is seen to be the same. Throws `mail.*`. */
  send(mail: Mail, options?: { readonly messageId?: string }): Promise<void>;
  /** Reaches the server and signs in, without sending anything. Throws `mail.*`. */
  verify(): Promise<void>;
  close(): void;
}

const limits = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000, dnsTimeout: 5_000 } as const;

/** The mail library is loaded with the first mail. */
async function connect(smtp: SmtpSettings, password: string | undefined): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ignoreTLS: smtp.security === 'none',
    ...(smtp.user === '' ? {} : { auth: { user: smtp.user, pass: password ?? '' } }),
    ...limits,
    // What a mail says comes from templates, never from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
}

export function createMailer(smtp: SmtpSettings, password: string | undefined): Mailer {
  let transport: Promise<Transporter> | undefined;
  const use = async <T>(work: (transporter: Transporter) => Promise<T>, params: ErrorParams = {}): Promise<T> => {
    transport ??= connect(smtp, password);
    try {
      return await work(await transport);
    } catch (error) {
      throw fromSmtp(error, { host: smtp.host, port: smtp.port, ...params });
    }
  };
  return {
    send: ({ to, subject, text, html }, { messageId } = {}) =>
      use(
        async (transporter) => {
          await transporter.sendMail({
            from: { name: smtp.fromName, address: smtp.fromAddress },
            to: { name: '', address: to },
            subject,
            text,
            html,
            ...(messageId === undefined ? {} : { messageId }),
          });
        },
        { email: to },
      ),
    verify: () =>
      use(async (transporter) => {
        await transporter.verify();
      }),
    close() {
      void transport?.then((transporter) => transporter.close()).catch(() => undefined);
    },
  };
}
