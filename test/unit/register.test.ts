import { expect, it } from 'vitest';
import { confirmRegistration, findRegistration, rejectRegistration } from '../../main/tenants/decide-registration.ts';
import { checkNames, createRegistration, newVerificationCode, resendCode } from '../../main/tenants/register.ts';
import type { RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { registrationStates } from '../../shared/domain/lifecycle.ts';
import { AppError } from '../../shared/errors.ts';
import { addRegistration, addTenant } from '../builders/platform.ts';
import { engineWith, operationView } from '../fakes/idle-engine.ts';
import { createKeptMail } from '../fakes/kept-mail.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const asked = {
  companyName: 'Işık Şirketi A.Ş.',
  companyCode: '',
  email: 'bilgi@isik.example',
  phone: null,
  packageId: null,
  billingPeriod: null,
};
const hasher = { hash: async () => '$argon2id$', verify: async () => false, nobody: async () => '' };

async function house(refuse?: AppError) {
  const platform = createMemoryPlatform({ settings: { baseDomains: ['stoocker.app'], reservedCodes: ['acme'] } });
  const layout = platform.open();
  await layout.setWritable(true);
  const { mailer, sent } = createKeptMail(refuse);
  return {
    platform,
    layout,
    sent,
    parts: { layout, settings: platform.settings, mailer, hasher, engine: engineWith() },
  };
}

it('says every name that a company would get', async () => {
  const { parts } = await house();
  expect(await checkNames(parts, asked)).toEqual({
    companyName: { value: 'Işık Şirketi A.Ş.', problem: null },
    companyCode: { value: 'isik-sirketi-a-s', problem: null },
    email: { value: 'bilgi@isik.example', problem: null },
    domain: { value: 'isik-sirketi-a-s.stoocker.app', problem: null },
    database: { value: 'Stocker_isik_sirketi_a_s_Db', problem: null },
  });
});

it.each([
  ['an empty name', { companyName: ' ' }, 'companyName', 'name.empty'],
  ['a name that turns', { companyName: 'a\u202eb' }, 'companyName', 'name.hidden_characters'],
  ['a name without Latin letters', { companyName: '東京' }, 'companyName', 'name.no_latin'],
  ['a reserved code', { companyCode: 'acme' }, 'companyCode', 'name.reserved'],
  ['a code with a quote', { companyCode: `x"; DROP` }, 'companyCode', 'name.bad_letters'],
  ['no e-mail', { email: 'x' }, 'email', 'field.email'],
  ['a code that is taken', { companyCode: 'cinar' }, 'companyCode', 'name.code_taken'],
  ['an e-mail that is taken', { email: 'BILGI@cinar.example' }, 'email', 'name.email_taken'],
])('refuses %s at its field, and stores nothing', async (_, change, field, key) => {
  const { parts, platform } = await house();
  addTenant(platform);
  addRegistration(platform, { code: 'baska' });
  const before = platform.world.registrations.size;
  const checks = await checkNames(parts, { ...asked, ...change });
  expect(checks[field as 'companyName'].problem).toBe(key);
  await expect(createRegistration(parts, { ...asked, ...change })).rejects.toMatchObject({ key, field });
  expect(platform.world.registrations.size).toBe(before);
});

it('tells a database that two codes would share apart from a code that is taken', async () => {
  const { parts, platform } = await house();
  addTenant(platform, { code: 'abc_tech', database: 'Stocker_abc_tech_Db' });
  await expect(createRegistration(parts, { ...asked, companyCode: 'abc-tech' })).rejects.toMatchObject({
    key: 'name.database_taken',
    field: 'companyCode',
  });
});

it('mails a six-digit code for half an hour, in the platform’s first language', async () => {
  const { parts, platform, sent } = await house();
  const { id, mail } = await createRegistration(parts, asked);
  const stored = platform.world.registrations.get(id);
  expect(mail).toBeNull();
  expect(stored?.verificationCode).toMatch(/^\d{6}$/);
  expect(Date.parse(stored?.codeExpiresAt ?? '') - platform.world.clock.now).toBe(30 * 60_000);
  expect(sent).toMatchObject([{ to: 'bilgi@isik.example', subject: 'E-posta doğrulama kodunuz' }]);
  expect(sent[0]?.text).toContain(stored?.verificationCode);
});

it('keeps a registration whose mail failed, and says so', async () => {
  const { parts, platform } = await house(new AppError('mail_failed', 'mail.refused'));
  const { id, mail } = await createRegistration(parts, asked);
  expect(mail).toMatchObject({ key: 'mail.refused' });
  expect(platform.world.registrations.has(id)).toBe(true);
});

it('sends a new code; where none can be sent the old one stays', async () => {
  const { parts, platform, sent, layout } = await house();
  const registration = await findRegistration(layout, addRegistration(platform));
  await expect(resendCode({ ...parts, mailer: null }, registration)).rejects.toMatchObject({
    key: 'mail.not_configured',
  });
  expect(platform.world.registrations.get(registration.id)?.verificationCode).toBe('000000');
  expect((await resendCode(parts, registration)).sentTo).toBe('bilgi@cinar.example');
  expect(sent[0]?.text).toContain(platform.world.registrations.get(registration.id)?.verificationCode);
  const { mailer } = createKeptMail(new AppError('mail_failed', 'mail.timeout', { retry: true }));
  await expect(resendCode({ ...parts, mailer }, registration)).rejects.toMatchObject({
    key: 'registration.code_not_sent',
    retry: true,
  });
});

it('makes codes of six digits, every digit first', () => {
  const codes = Array.from({ length: 3_000 }, () => newVerificationCode().code);
  for (const code of codes) expect(code).toMatch(/^\d{6}$/);
  expect(new Set(codes.map((code) => code[0])).size).toBe(10);
});

it.each(registrationStates)('confirms and rejects one that is %s, or says that it can not be', async (state) => {
  const { parts, platform, layout } = await house();
  const confirmed = await findRegistration(layout, addRegistration(platform, { state }));
  const wrong = { key: 'registration.wrong_state', params: { state } };
  const confirm = confirmRegistration(parts, confirmed, 'they called');
  if (state === 'pending_verification') await confirm;
  else await expect(confirm).rejects.toMatchObject(wrong);
  const rejected = await findRegistration(layout, addRegistration(platform, { state, code: 'baska' }));
  const reject = rejectRegistration(parts, rejected, 'a joke');
  if (['pending_verification', 'verified', 'failed', 'expired'].includes(state)) await reject;
  else await expect(reject).rejects.toMatchObject(wrong);
});

it('does not reject what left something behind, or is worked on', async () => {
  const { parts, platform, layout } = await house();
  const tenantId = 'a0000000-0000-4000-8000-000000000001' as TenantId;
  const withTenant = await findRegistration(layout, addRegistration(platform, { state: 'failed', tenantId }));
  await expect(rejectRegistration(parts, withTenant, 'a joke')).rejects.toMatchObject({
    key: 'registration.clean_up_first',
  });
  const other = await findRegistration(layout, addRegistration(platform, { state: 'failed', code: 'baska' }));
  const on = (view: Parameters<typeof operationView>[0]) => ({
    ...parts,
    engine: engineWith({ [`registration:${other.id}`]: operationView(view) }),
  });
  await expect(rejectRegistration(on({}), other, 'a joke')).rejects.toMatchObject({
    key: 'operation.running_on_resource',
  });
  await expect(rejectRegistration(on({ state: 'failed', canResume: true }), other, 'a joke')).rejects.toMatchObject({
    key: 'registration.clean_up_first',
  });
  await rejectRegistration(on({ state: 'cancelled' }), other, 'a joke');
});

it('says that a registration is not there', async () => {
  const { layout } = await house();
  await expect(findRegistration(layout, 'x' as RegistrationId)).rejects.toMatchObject({
    key: 'registration.not_found',
  });
});
