import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everyEntry } from '../../shared/contract/log.ts';
import type { ProfileId } from '../../shared/domain/ids.ts';
import { profileFor, smtpFor } from '../builders/profile.ts';
import { startConsole, type TestConsole } from '../fakes/console.ts';
import { connected, createDatabase, type OwnDatabase, superuser } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';
import { type SmtpHost, startSmtp } from '../servers/smtp.ts';

/** With the letters that escaping, URLs and quoting change. */
const canary = (what: string): string => `Kanarya-${what}-ş"'\\/@:%#&=+ ${what}-4f7a1c`;
const secrets = {
  database: canary('db'),
  wrongDatabase: canary('wrongdb'),
  smtp: canary('smtp'),
  operator: canary('op'),
  wrongOperator: canary('wrongop'),
  next: canary('next'),
};
const email = 'ayse@example.com';

/** Everything a secret can be hidden in. */
const disguises = (secret: string): ReadonlyArray<Buffer> =>
  [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    encodeURI(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('hex'),
    secret.replaceAll("'", "''"),
    // The part that no escaping touches.
    `${secret.split(' ').at(-1)}`,
  ].flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

let database: OwnDatabase;
let smtp: SmtpHost;
let desk: TestConsole;
let profile: string;
/** All that crossed to the window. */
const crossed: Array<string> = [];

async function ask(name: Parameters<TestConsole['answer']>[0], input: unknown) {
  const answer = await desk.answer(name, input);
  crossed.push(JSON.stringify(answer));
  return answer;
}

beforeAll(async () => {
  database = await createDatabase(sharedPostgres(), 'master');
  profile = `canary_${database.name}`;
  await connected(superuser(sharedPostgres()), async (client) => {
    const { escapeIdentifier, escapeLiteral } = (await import('pg')).default;
    await client.query(
      `CREATE ROLE ${escapeIdentifier(profile)} SUPERUSER LOGIN PASSWORD ${escapeLiteral(secrets.database)}`,
    );
  });
  smtp = await startSmtp({ mode: 'refuse-login' });
  desk = await startConsole({ dialogs: { saveFile: async () => join(desk.userData, 'profiles.json') } });
});
afterAll(async () => {
  await desk?.close();
  await smtp?.close();
  await database?.drop();
});

it('no secret is in any answer, log or file, whatever succeeds or fails', async () => {
  const settings = profileFor({ ...database.login, user: profile }, { smtp: smtpFor(smtp, 'mailer') });
  const draft = { id: null, settings, secrets: { database: secrets.database, smtp: secrets.smtp } };
  expect(
    await ask('connections.test', { ...draft, secrets: { ...draft.secrets, database: secrets.wrongDatabase } }),
  ).toMatchObject({ ok: true });
  expect(await ask('connections.test', draft)).toMatchObject({ ok: true });
  // Pasted into the wrong boxes.
  const pasted = `postgres://${profile}:${secrets.database}@${settings.host}/${settings.database}`;
  for (const change of [
    { host: pasted },
    { user: pasted },
    { database: pasted },
    { name: pasted.repeat(3) },
    { baseDomains: [pasted] },
  ])
    await ask('connections.save', { ...draft, settings: { ...settings, ...change } });
  const saved = await ask('connections.save', draft);
  const id = (saved as unknown as { value: { id: ProfileId } }).value.id;
  expect(await ask('connections.list', {})).toMatchObject({ value: { profiles: [{ secrets: ['database', 'smtp'] }] } });
  await ask('connections.export', { ids: [id] });

  expect(await ask('session.open', { profileId: id })).toMatchObject({ ok: true });
  const plan = (await ask('platform.check', {})) as unknown as { value: { planHash: string } };
  expect(await ask('platform.upgrade', { planHash: plan.value.planHash })).toMatchObject({ ok: true });
  expect(await ask('session.createFirstOperator', { name: 'Ayşe', email, password: secrets.operator })).toMatchObject({
    ok: true,
  });
  await ask('session.signOut', {});
  const signIn = { profileId: id, email, readOnly: false };
  expect(await ask('session.signIn', { ...signIn, password: secrets.wrongOperator })).toMatchObject({ ok: false });
  expect(
    await ask('session.signIn', { ...signIn, email: secrets.wrongOperator, password: secrets.operator }),
  ).toMatchObject({ ok: false });
  expect(await ask('session.signIn', { ...signIn, password: secrets.operator })).toMatchObject({ ok: true });
  expect(await ask('session.stepUp', { password: secrets.wrongOperator })).toMatchObject({ ok: false });
  expect(await ask('session.stepUp', { password: secrets.operator })).toMatchObject({ ok: true });
  expect(
    await ask('registrations.create', {
      companyName: 'Çınar A.Ş.',
      companyCode: 'cinar',
      email: 'bilgi@cinar.example',
      phone: null,
      packageId: null,
      billingPeriod: null,
    }),
  ).toMatchObject({ value: { mail: { key: 'mail.wrong_password' } } });
  expect(await ask('operators.changeOwnPassword', { current: secrets.operator, next: secrets.next })).toMatchObject({
    ok: true,
  });
  const invited = await desk.answer('operators.invite', { name: 'Can', email: 'can@example.com', role: 'viewer' });
  const { temporaryPassword } = (invited as unknown as { value: { temporaryPassword: string } }).value;
  await ask('connections.save', { id, settings, secrets: { database: secrets.wrongDatabase } });
  await ask('session.signOut', {});
  expect(await ask('session.signIn', { ...signIn, password: secrets.next })).toMatchObject({
    error: { key: 'server.wrong_password' },
  });
  await ask('log.list', {
    filter: everyEntry,
    offset: 0,
    limit: 100,
  });

  const files = filesIn(desk.userData).map((path) => ({ path, bytes: readFileSync(path) }));
  expect(files.map(({ path }) => path.slice(desk.userData.length + 1).split('-')[0])).toEqual(
    expect.arrayContaining(['oplog.db', 'console.db', 'profiles.json', join('logs', 'tenantry.log')]),
  );
  const places = [...files, { path: 'answers', bytes: Buffer.from(crossed.join('\n')) }];
  const found = [...Object.values(secrets), temporaryPassword].flatMap((secret) =>
    places
      .filter(({ bytes }) => disguises(secret).some((text) => bytes.includes(text)))
      .map(({ path }) => `${secret} in ${path}`),
  );
  expect(found).toEqual([]);
});

it('the search would find one: a secret in a file is seen in every disguise', () => {
  for (const disguise of disguises(secrets.database)) expect(disguise.length).toBeGreaterThan(6);
  expect(disguises(secrets.database).some((text) => Buffer.from(`x${secrets.database}y`).includes(text))).toBe(true);
});
