import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { invitationMail, passwordResetMail } from '../../main/mail/user-mails.ts';
import { newOneTimeLink } from '../../main/users/one-time-link.ts';
import { sendUserLink } from '../../main/users/send-link.ts';
import { defaultResetLink, isResetLink, resetLinkFor } from '../../shared/domain/reset-link.ts';
import { AppError } from '../../shared/errors.ts';
import { addTenant } from '../builders/platform.ts';
import { createKeptMail } from '../fakes/kept-mail.ts';
import { aNewUser, type MemoryUser } from '../fakes/memory/world.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

describe('where a link leads', () => {
  it.each([
    [defaultResetLink, true],
    ['https://app.stoocker.app/reset/{token}', true],
    ['https://{domain}:8443/#/reset?t={token}&lang=tr', true],
    ['http://{domain}/reset?token={token}', false],
    ['https://{domain}/reset', false],
    ['https://{domain}/{token}?again={token}', false],
    ['https://{domain}/{domain}?token={token}', false],
    ['https://{token}.stoocker.app/', false],
    ['https://user:secret@{domain}/{token}', false],
    ['https://{domain}/{token}?code={code}', false],
    ['https://{domain}/reset token={token}', false],
    ['https://app.stoocker.app/{domain}/reset/{token}', true],
    ['https://portal.{domain}/{token}', true],
    ['https://', false],
    ['javascript:alert({token})', false],
  ])('%s: %s', (pattern, good) => expect(isResetLink(pattern)).toBe(good));

  it('is filled with what it is given, as it is', () => {
    expect(resetLinkFor(defaultResetLink, { domain: 'cinar.stoocker.app', token: '$&a/b' })).toBe(
      'https://cinar.stoocker.app/reset-password?token=%24%26a%2Fb',
    );
  });

  it('holds a token that nobody guesses, of which only a hash is kept', () => {
    const made = Array.from({ length: 50 }, () => newOneTimeLink('https://a.example/{token}', ''));
    const tokens = made.map(({ url }) => url.slice('https://a.example/'.length));
    expect(new Set(tokens).size).toBe(50);
    for (const [at, token] of tokens.entries()) {
      expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(made[at]?.tokenHash).toBe(createHash('sha256').update(token).digest('hex'));
    }
  });
});

describe.each([
  ['new password', passwordResetMail],
  ['invitation', invitationMail],
] as const)('the mail of a %s', (_, mail) => {
  it.each(['tr', 'en'] as const)('says it in %s, and is safe whatever the company is called', (language) => {
    const link = 'https://cinar.stoocker.app/reset-password?token=abc&x=1';
    const made = mail({ language, of: '<b>Çınar</b>\r\nBcc: all@example.com', link, validHours: 24 });
    expect(made.subject).not.toMatch(/[\r\n]/);
    expect(made.text).toContain(`\n\n${link}\n\n`);
    expect(made.text).toContain('24');
    expect(made.html).toContain('href="https://cinar.stoocker.app/reset-password?token=abc&amp;x=1"');
    expect(made.html).not.toContain('<b>');
    expect(made.html).toContain(`<html lang="${language}">`);
  });
});

describe('sending a link', () => {
  const tokenIn = (text: string | undefined): string =>
    /token=(?<token>[\w-]+)/.exec(text ?? '')?.groups?.['token'] ?? '';
  async function house(change: Partial<MemoryUser> = {}) {
    const platform = createMemoryPlatform();
    const tenant = addTenant(platform);
    const user: MemoryUser = {
      ...{ ...aNewUser(), tenantId: tenant.id, email: 'ali@cinar.example', username: 'Ali', passwordHash: '!' },
      ...{ isAdmin: false, emailVerified: true },
      ...change,
    };
    platform.world.users.push(user);
    const layout = platform.open();
    await layout.setWritable(true);
    const send = async (
      mail: ReturnType<typeof createKeptMail> | null,
      action: 'reset_sent' | 'invitation_sent' = 'reset_sent',
    ) => {
      const shown = await layout.users.find(user.id);
      if (shown === undefined) throw new Error('the user is there');
      const parts = { layout, settings: platform.settings, mailer: mail?.mailer ?? null, by: 'ayse' };
      return sendUserLink(parts, shown, action);
    };
    return { user, send, world: platform.world };
  }

  it('mails it to the user under the tenant’s own domain, and keeps its hash', async () => {
    const { user, send } = await house();
    const mail = createKeptMail();
    expect(await send(mail)).toMatchObject({ sentTo: 'ali@cinar.example', user: { mustChangePassword: true } });
    expect(mail.sent).toMatchObject([{ to: 'ali@cinar.example' }]);
    const text = mail.sent[0]?.text;
    expect(text).toContain('https://cinar.stoocker.app/reset-password?token=');
    expect(user.link?.tokenHash).toBe(createHash('sha256').update(tokenIn(text)).digest('hex'));
    expect(JSON.stringify(user)).not.toContain(tokenIn(text));
  });

  it('leads to the platform’s first domain for a user of no tenant', async () => {
    const { send } = await house({ tenantId: null });
    const mail = createKeptMail();
    await send(mail);
    expect(mail.sent[0]?.text).toContain('https://stoocker.app/reset-password?token=');
  });

  it.each([
    ['one that nobody proved', 'panel.cinar.example', false, 'stoocker.app'],
    ['one that was proved', 'panel.cinar.example', true, 'panel.cinar.example'],
    ['another spelling of the base domain', 'cinar.stocker.app', true, 'stoocker.app'],
    ['what is no name', 'evil.example/a?b.stoocker.app', true, 'stoocker.app'],
    ['what would take the token into the name', '{token}.evil.example', true, 'stoocker.app'],
  ])('with %s as the primary domain, leads where the token is safe', async (_, name, isVerified, host) => {
    const { send, world } = await house();
    for (const domain of world.domains) Object.assign(domain, { name, isVerified, isPrimary: true });
    const mail = createKeptMail();
    await send(mail);
    expect(mail.sent[0]?.text).toContain(`https://${host}/reset-password?token=`);
  });

  it('falls back to the tenant’s own address', async () => {
    const { send, world } = await house();
    const [own] = world.domains;
    if (own === undefined) throw new Error('a tenant without a domain');
    world.domains.push({ ...own, id: crypto.randomUUID(), name: 'panel.cinar.example', isVerified: false });
    own.isPrimary = false;
    const mail = createKeptMail();
    await send(mail);
    expect(mail.sent[0]?.text).toContain('https://cinar.stoocker.app/reset-password?token=');
  });

  it('is an invitation for who never came', async () => {
    const { send } = await house({ emailVerified: false });
    const mail = createKeptMail();
    await send(mail, 'invitation_sent');
    expect(mail.sent[0]?.subject).toContain('Davet');
  });

  it.each([
    ['mail.refused', 'mail.refused'],
    ['mail.rejected_recipient', 'mail.rejected_recipient'],
    ['mail.failed', 'user.link_not_sent'],
    ['mail.lost', 'user.link_lost'],
    ['mail.timeout', 'user.link_lost'],
  ] as const)('leaves an older link as it was where the mail says %s', async (key, told) => {
    const { user, send } = await house();
    await send(createKeptMail());
    const before = structuredClone(user);
    const refusing = createKeptMail(new AppError('mail_failed', key, { params: { host: 'mail' }, retry: true }));
    await expect(send(refusing)).rejects.toMatchObject({ key: told, retry: true });
    expect(user).toEqual(before);
  });

  it('touches nothing where there is no mail server', async () => {
    const { user, send } = await house();
    await expect(send(null)).rejects.toMatchObject({ key: 'mail.not_configured' });
    expect(user).toMatchObject({ link: null, mustChangePassword: false, events: [] });
  });
});
