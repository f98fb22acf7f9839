import { describe, expect, it } from 'vitest';
import type { Session } from '../../main/access/session.ts';
import { createUserHandlers } from '../../main/ipc/handlers/users.ts';
import { addTenant } from '../builders/platform.ts';
import { createKeptMail } from '../fakes/kept-mail.ts';
import { aNewUser, type MemoryUser } from '../fakes/memory/world.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';
import { createMovedClock } from '../fakes/moved-clock.ts';

async function desk(change: Partial<MemoryUser> = {}) {
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
  const mail = createKeptMail();
  const session = {
    platform: () => ({ layout, profile: { settings: platform.settings }, mailer: mail.mailer }),
    actor: () => ({ operator: 'ayse@stocker.example', role: 'super_admin', platform: 'Demo' }),
  } as unknown as Session;
  const published: unknown[] = [];
  const broadcast = { publish: (...told: unknown[]) => void published.push(told) } as never;
  const handlers = createUserHandlers({ session, broadcast, clock: createMovedClock() });
  const noted: Record<string, unknown> = {};
  const log = {
    subject: (what: unknown) => void Object.assign(noted, { subject: what }),
    before: (state: unknown) => void Object.assign(noted, { before: state }),
    after: (state: unknown) => void Object.assign(noted, { after: state }),
    operation: () => undefined,
  };
  const context = { log, signal: new AbortController().signal };
  return { handlers, context, user, tenant, noted, published, mail };
}

const reason = 'left the company';

describe('the log of what is done with a user', () => {
  it('has the e-mail for its subject, and how the user stood before and after', async () => {
    const { handlers, context, user, tenant, noted, published } = await desk();
    await handlers['users.disable']({ id: user.id, reason }, context);
    expect(noted).toEqual({
      subject: { label: 'ali@cinar.example', id: user.id },
      before: { state: 'active' },
      after: { state: 'disabled', inTenant: 'unreachable' },
    });
    expect(published).toEqual([['tenants.changed', { id: tenant.id }]]);
    await handlers['users.enable']({ id: user.id, reason }, context);
    expect(noted).toMatchObject({ before: { state: 'disabled' }, after: { state: 'active' } });
    expect(user.events.map(({ by }) => by)).toEqual(['ayse@stocker.example', 'ayse@stocker.example']);
  });

  it('says that a link was sent, and nothing of it', async () => {
    const { handlers, context, user, noted, mail } = await desk();
    const answer = await handlers['users.sendReset']({ id: user.id }, context);
    expect(answer).toEqual({ sentTo: 'ali@cinar.example' });
    expect(noted).toMatchObject({ after: { state: 'active', linkSent: true } });
    const token = /token=(?<token>[\w-]+)/.exec(mail.sent[0]?.text ?? '')?.groups?.['token'] ?? '';
    expect(token).toHaveLength(43);
    expect(JSON.stringify([answer, noted])).not.toContain(token);
    expect(JSON.stringify(noted)).not.toContain(user.link?.tokenHash);
  });

  it('names the user also where it was refused, and has the lists read again', async () => {
    const { handlers, context, user, noted, published } = await desk();
    await expect(handlers['users.unlock']({ id: user.id }, context)).rejects.toMatchObject({ key: 'user.wrong_state' });
    expect(noted).toEqual({ subject: { label: 'ali@cinar.example', id: user.id }, before: { state: 'active' } });
    expect(published).toHaveLength(1);
  });

  it('tells of a user of no tenant that some tenant changed', async () => {
    const { handlers, context, user, published } = await desk({ tenantId: null, lockedUntil: '2099-01-01T00:00:00Z' });
    expect(await handlers['users.unlock']({ id: user.id }, context)).toMatchObject({ lockedUntil: null });
    expect(published).toEqual([['tenants.changed', { id: null }]]);
  });
});
