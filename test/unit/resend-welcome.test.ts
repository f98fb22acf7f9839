import { expect, it } from 'vitest';
import { resendWelcome } from '../../main/tenants/resend-welcome.ts';
import { AppError } from '../../shared/errors.ts';
import { addRegistration } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { createKeptMail } from '../fakes/kept-mail.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const never = new AbortController().signal;

async function house({ refused = true } = {}) {
  const platform = createMemoryPlatform();
  const id = addRegistration(platform, { state: 'verified' });
  const desk = await startDesk(platform);
  if (refused) desk.refuseMail(new AppError('mail_failed', 'mail.refused', { retry: true }));
  const operation = await desk.settled(await desk.operations.provision(id, 'ayse'));
  const { layout, engine } = desk;
  const resend = async (mail = createKeptMail()) => {
    const registration = await layout.registrations.find(id);
    if (registration === undefined) throw new Error('it was just provisioned');
    return resendWelcome({ layout, engine, mailer: mail.mailer }, registration, never);
  };
  return { platform, id, desk, operation, resend };
}

it('P19: sends the mail that was put aside, and its step came true', async () => {
  const { desk, operation, resend } = await house();
  expect(operation.warnings).toMatchObject([{ key: 'mail.refused' }]);
  const mail = createKeptMail();
  expect(await resend(mail)).toEqual({ operationId: operation.id, sentTo: 'bilgi@cinar.example' });
  expect(mail.sent).toMatchObject([{ to: 'bilgi@cinar.example' }]);
  expect(mail.sent[0]?.text).toContain('https://cinar.stoocker.app');
  const after = await desk.engine.get(operation.id);
  expect(after).toMatchObject({ state: 'succeeded', warnings: [] });
  expect(after.steps[7]).toMatchObject({ state: 'done', error: null, evidence: { sent: true } });
});

it('leaves the warning where the mail server still refuses', async () => {
  const { desk, operation, resend } = await house();
  const refusing = createKeptMail(new AppError('mail_failed', 'mail.timeout', { retry: true }));
  await expect(resend(refusing)).rejects.toMatchObject({ key: 'mail.timeout' });
  expect((await desk.engine.get(operation.id)).warnings).toMatchObject([{ key: 'mail.refused' }]);
});

it('does not send twice what was sent', async () => {
  const { resend } = await house({ refused: false });
  const mail = createKeptMail();
  await expect(resend(mail)).rejects.toMatchObject({ code: 'conflict', key: 'registration.welcome_sent' });
  expect(mail.sent).toEqual([]);
});

it('refuses a registration that is not completed, or that another program completed', async () => {
  const { platform, id, resend } = await house();
  Object.assign(platform.world.registrations.get(id) ?? {}, { state: 'failed' });
  await expect(resend()).rejects.toMatchObject({ key: 'registration.wrong_state' });
  Object.assign(platform.world.registrations.get(id) ?? {}, { state: 'completed' });
  platform.world.operations.clear();
  await expect(resend()).rejects.toMatchObject({ key: 'operation.not_found' });
});
