import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMailer } from '../../main/mail/mailer.ts';
import { verificationMail, welcomeMail } from '../../main/mail/templates.ts';
import type { SmtpSettings } from '../../shared/domain/connection-profile.ts';
import { smtpFor } from '../builders/profile.ts';
import { makeCertificates } from '../servers/certificates.ts';
import { type SmtpMode, type SmtpOptions, startSmtp } from '../servers/smtp.ts';

const canary = 'canary-7f3a';
const mail = {
  to: 'bilgi@cinar.example',
  ...verificationMail({ language: 'tr', company: 'Çınar A.Ş.', code: '012345', validMinutes: 30 }),
};

async function house(options: SmtpOptions = {}, change: Partial<SmtpSettings> = {}, password?: string) {
  const server = await startSmtp(options);
  const settings = smtpFor(server);
  if (settings === null) throw new Error('the builder makes settings');
  const mailer = createMailer({ ...settings, ...change }, password);
  onTestFinished(async () => {
    mailer.close();
    await server.close();
  });
  return { server, mailer };
}

const decoded = (raw: string): string =>
  raw
    .replace(/=\r\n/g, '')
    .replace(/((?:=[0-9A-F]{2})+)/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));

it('sends as the profile says, with the text in both forms and the message id it was given', async () => {
  const { server, mailer } = await house();
  await mailer.send(mail, { messageId: '<7d0f.welcome@tenantry>' });
  await mailer.send(mail, { messageId: '<7d0f.welcome@tenantry>' });
  expect(server.mails).toHaveLength(2);
  const [first] = server.mails;
  expect(first).toMatchObject({ from: 'no-reply@stoocker.app', to: ['bilgi@cinar.example'], login: null });
  const raw = decoded(first?.raw ?? '');
  expect(raw).toContain('From: Stocker <no-reply@stoocker.app>');
  expect(raw).toContain('Message-ID: <7d0f.welcome@tenantry>');
  expect(raw).toContain('text/plain');
  expect(raw).toContain('text/html');
  expect(raw.match(/012345/g)).toHaveLength(2);
});

it('signs in where the profile has a user', async () => {
  const { server, mailer } = await house({}, { user: 'mailer' }, canary);
  await mailer.verify();
  await mailer.send(mail);
  expect(server.mails[0]?.login).toEqual({ user: 'mailer', password: canary });
});

it.each<readonly [SmtpMode, string, boolean]>([
  ['refuse-recipient', 'mail.rejected_recipient', false],
  ['refuse-login', 'mail.wrong_password', false],
  ['not-now', 'mail.failed', true],
  ['drop-after-data', 'mail.lost', true],
])('tells %s apart, without the password in it', async (mode, key, retry) => {
  const { mailer } = await house({ mode }, { user: 'mailer' }, canary);
  const error = await mailer.send(mail).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'mail_failed', key, retry });
  expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain(canary);
});

it('says refused where nothing listens, and where no server is known by the name', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const address = closed.address();
  await new Promise((resolve) => closed.close(resolve));
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  for (const change of [{ port }, { host: 'no-such-host.invalid' }]) {
    const { mailer } = await house({}, change);
    await expect(mailer.verify()).rejects.toMatchObject({ key: 'mail.refused', retry: true });
  }
});

it('gives up on a server that says nothing', async () => {
  const { mailer } = await house({ mode: 'hang' });
  await expect(mailer.verify()).rejects.toMatchObject({ key: 'mail.timeout', retry: true });
});

describe('over TLS', () => {
  it('does not give the password to a server that nobody vouches for', async () => {
    const { server, mailer } = await house(
      { tls: await makeCertificates() },
      { security: 'starttls', user: 'mailer' },
      canary,
    );
    await expect(mailer.send(mail)).rejects.toMatchObject({ key: 'mail.tls_untrusted' });
    expect(server.mails).toEqual([]);
  });
  it('does not go on in the clear where encryption was asked for and is not offered', async () => {
    const { server, mailer } = await house({}, { security: 'starttls', user: 'mailer' }, canary);
    await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'mail_failed' });
    expect(server.mails).toEqual([]);
  });
});

it('escapes what tenants call themselves, and keeps it out of the headers', () => {
  const company = '<img src=x onerror=alert(1)>\r\nBcc: all@example.com';
  for (const language of ['tr', 'en'] as const) {
    for (const { subject, html } of [
      verificationMail({ language, company, code: '1', validMinutes: 30 }),
      welcomeMail({ language, company, domain: 'a.b' }),
    ]) {
      expect(subject).not.toMatch(/[\r\n]/);
      expect(html).not.toContain('<img');
      expect(html).toContain(`lang="${language}"`);
    }
  }
});
