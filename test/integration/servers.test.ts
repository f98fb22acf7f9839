import nodemailer from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificates } from '../servers/certificates.ts';
import { connected, overTcp, superuser } from '../servers/databases.ts';
import { startPostgres } from '../servers/postgres.ts';
import { type SmtpHost, type SmtpMode, startSmtp } from '../servers/smtp.ts';

describe('the mail server of the tests', () => {
  let smtp: SmtpHost | undefined;
  afterEach(() => smtp?.close());

  const send = async (mode: SmtpMode): Promise<unknown> => {
    smtp = await startSmtp({ mode });
    const transport = nodemailer.createTransport({
      host: smtp.host,
      port: smtp.port,
      greetingTimeout: 200,
      ...(mode === 'refuse-login' ? { auth: { user: 'u', pass: 'p' } } : {}),
    });
    return transport.sendMail({
      from: 'a@tenantry.invalid',
      to: 'b@tenantry.invalid',
      subject: 's',
      text: 'Hoş geldiniz',
    });
  };

  it('keeps what was sent', async () => {
    await send('accept');
    expect(smtp?.mails).toMatchObject([{ from: 'a@tenantry.invalid', to: ['b@tenantry.invalid'] }]);
  });

  it.each([
    ['refuse-recipient', { responseCode: 550 }],
    ['not-now', { responseCode: 451 }],
    ['refuse-login', { responseCode: 535 }],
    ['hang', { code: 'ETIMEDOUT' }],
  ] as const)('%s', async (mode, failure) => {
    await expect(send(mode)).rejects.toMatchObject(failure);
    expect(smtp?.mails).toEqual([]);
  });

  it('drops after the mail is in its hands', async () => {
    await expect(send('drop-after-data')).rejects.toThrow();
    expect(smtp?.mails).toHaveLength(1);
  });
});

describe('a server with TLS', () => {
  it.each([
    ['is trusted with its own authority', {}, null],
    ['is refused under another name', { host: 'other.tenantry.invalid' }, { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
    ['is refused when out of date', { expired: true }, { code: 'CERT_HAS_EXPIRED' }],
  ])('%s', async (_name, certificate, failure) => {
    const tls = await makeCertificates(certificate);
    const server = await startPostgres({ tcp: true, tls });
    try {
      const login = { ...overTcp(server, superuser(server)), ssl: { ca: tls.ca } };
      const answer = connected(login, (client) =>
        client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'),
      );
      if (failure === null) expect((await answer).rows).toEqual([{ ssl: true }]);
      else await expect(answer).rejects.toMatchObject(failure);
    } finally {
      await server.close();
    }
  });
});
