import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  readonly from: string;
  readonly to: ReadonlyArray<string>;
  /** Headers and body as they came over the wire. */
  readonly raw: string;
  /** What was given at AUTH, or null. */
  readonly login: { readonly user: string; readonly password: string } | null;
}

export type SmtpMode =
  | 'accept'
  /** 550: the address does not exist. */
  | 'refuse-recipient'
  /** 451: try again later. */
  | 'not-now'
  /** Takes the connection and says nothing. */
  | 'hang'
  /** Takes the whole mail, keeps it, and cuts the connection before it answers. */
  | 'drop-after-data'
  /** 535. */
  | 'refuse-login';

export interface SmtpOptions {
  readonly mode?: SmtpMode;
  readonly tls?: { readonly cert: string; readonly key: string };
}

export interface SmtpHost {
  readonly host: string;
  readonly port: number;
  /** In the order in which they came. */
  readonly mails: ReadonlyArray<Mail>;
  behave(mode: SmtpMode): void;
  /** Resolves with the first mail, also a past one, that fits. */
  received(fits: (mail: Mail) => boolean): Promise<Mail>;
  close(): Promise<void>;
}

const reply = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

export async function startSmtp(options: SmtpOptions = {}): Promise<SmtpHost> {
  let mode: SmtpMode = options.mode ?? 'accept';
  const mails: Mail[] = [];
  const waiting = new Set<() => void>();
  const logins = new Map<string, Mail['login']>();
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    ...(options.tls ?? {}),
    ...(options.tls ? {} : { hideSTARTTLS: true }),
    onConnect: (_session, done) => {
      if (mode !== 'hang') done();
    },
    onAuth: (auth, session, done) => {
      if (mode === 'refuse-login') return done(reply(535, '5.7.8 Authentication credentials invalid'));
      const user = auth.username ?? '';
      logins.set(session.id, { user, password: auth.password ?? '' });
      done(null, { user });
    },
    onRcptTo: (_address, _session, done) => {
      if (mode === 'refuse-recipient') return done(reply(550, '5.1.1 No such user here'));
      done(mode === 'not-now' ? reply(451, '4.3.0 Try again later') : null);
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map((recipient) => recipient.address),
          raw: Buffer.concat(parts).toString('utf8'),
          login: logins.get(session.id) ?? null,
        });
        for (const look of waiting) look();
        if (mode === 'drop-after-data') return cut();
        done();
      });
    },
  });
  // A client that hangs up is what some of the modes are for.
  server.on('error', () => undefined);
  const cut = (): void => {
    for (const connection of server.connections) connection.close();
  };
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    host: '127.0.0.1',
    port: (server.server.address() as AddressInfo).port,
    mails,
    behave: (next) => {
      mode = next;
    },
    received: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = mails.find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
