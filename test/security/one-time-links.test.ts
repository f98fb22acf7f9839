import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everyEntry } from '../../shared/contract/log.ts';
import type { UserId } from '../../shared/domain/ids.ts';
import { profileFor, smtpFor } from '../builders/profile.ts';
import { insertUser } from '../builders/tenant-rows.ts';
import { startConsole, type TestConsole } from '../fakes/console.ts';
import { setUpPlatform } from '../fakes/set-up-platform.ts';
import { connected, createDatabase, createRole, type Login, type OwnDatabase } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';
import { type Mail, type SmtpHost, startSmtp } from '../servers/smtp.ts';

const people = { verified: 'ali@people.example', invited: 'veli@people.example' };
let database: OwnDatabase;
let login: Login;
let smtp: SmtpHost;
let desk: TestConsole;
const crossed: string[] = [];

async function ask(name: Parameters<TestConsole['answer']>[0], input: unknown) {
  const answer = await desk.answer(name, input);
  crossed.push(JSON.stringify(answer));
  return answer;
}

beforeAll(async () => {
  database = await createDatabase(sharedPostgres(), 'master');
  login = (await createRole(sharedPostgres(), { owns: database.name })).as(database.name);
  smtp = await startSmtp();
  desk = await startConsole();
  await setUpPlatform(desk, profileFor(login, { smtp: smtpFor(smtp), languages: ['en', 'tr'] }), login.password);
  await connected(database.login, async (client) => {
    for (const email of Object.values(people)) await insertUser(client, null, email);
    await client.query(`UPDATE public."MasterUsers" SET "IsEmailVerified" = true WHERE "Email" = $1`, [
      people.verified,
    ]);
  });
});
afterAll(async () => {
  await desk?.close();
  await smtp?.close();
  await database?.drop();
});

const tokenIn = ({ raw }: Mail): string => {
  const text = raw.replace(/=\r\n/g, '').replaceAll('=3D', '=');
  return /token=(?<token>[\w-]{43})/.exec(text)?.groups?.['token'] ?? '';
};
const idOf = async (email: string): Promise<UserId> =>
  (await desk.call('users.search', { tab: 'all', search: email, offset: 0, limit: 1 })).rows[0]?.id as UserId;
const rowOf = (email: string) =>
  connected(database.login, async (client) => {
    const { rows } = await client.query('SELECT * FROM public."MasterUsers" WHERE "Email" = $1', [email]);
    return rows[0];
  });

/** Everything that the platform's database holds, as text. */
const everyRow = (): Promise<string> =>
  connected(database.login, async (client) => {
    const { rows: tables } = await client.query(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'tenantry')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) texts.push(JSON.stringify((await client.query(`SELECT * FROM ${name}`)).rows));
    return texts.join('\n');
  });
const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

it('a link works once it was mailed, is in the mail alone, and no address of a person is in the program’s log', async () => {
  const [verified, invited] = [await idOf(people.verified), await idOf(people.invited)];
  expect(await ask('users.sendReset', { id: verified })).toEqual({ ok: true, value: { sentTo: people.verified } });
  const first = await smtp.received(({ to }) => to.includes(people.verified));
  const hash = (mail: Mail): string => createHash('sha256').update(tokenIn(mail)).digest('hex');
  expect(await rowOf(people.verified)).toMatchObject({ PasswordResetTokenHash: hash(first), MustChangePassword: true });

  expect(await ask('users.sendReset', { id: verified })).toMatchObject({ ok: true });
  const second = smtp.mails.at(-1);
  if (second === undefined) throw new Error('a mail was sent');
  expect(tokenIn(second)).not.toBe(tokenIn(first));
  expect(await rowOf(people.verified)).toMatchObject({ PasswordResetTokenHash: hash(second) });

  expect(await ask('users.resendInvitation', { id: invited })).toMatchObject({ ok: true });
  expect(await ask('users.sendReset', { id: invited })).toMatchObject({ error: { key: 'user.wrong_state' } });
  const afterInvitation = await rowOf(people.invited);
  for (const [mode, key] of [
    ['refuse-recipient', 'mail.rejected_recipient'],
    ['not-now', 'user.link_not_sent'],
    ['drop-after-data', 'user.link_lost'],
  ] as const) {
    smtp.behave(mode);
    expect(await ask('users.sendReset', { id: verified })).toMatchObject({ error: { key } });
    expect(await rowOf(people.verified)).toMatchObject({ PasswordResetTokenHash: hash(second) });
    expect(await ask('users.resendInvitation', { id: invited })).toMatchObject({ error: { key } });
    expect(await rowOf(people.invited)).toEqual(afterInvitation);
  }
  const events = await desk.call('users.get', { id: verified });
  expect(events.events.map(({ action }) => action)).toEqual(['reset_sent', 'reset_sent']);
  expect(await ask('users.disable', { id: verified, reason: 'left the company' })).toMatchObject({ ok: true });
  expect(await rowOf(people.verified)).toMatchObject({ IsActive: false, PasswordResetTokenHash: null });
  for (const call of ['users.get', 'users.search', 'log.list'] as const)
    await ask(
      call,
      call === 'users.get'
        ? { id: invited }
        : call === 'users.search'
          ? { tab: 'all', search: '', offset: 0, limit: 50 }
          : { filter: everyEntry, offset: 0, limit: 100 },
    );

  const tokens = smtp.mails.map(tokenIn);
  expect(tokens.length).toBeGreaterThanOrEqual(5);
  expect(new Set(tokens).size).toBe(tokens.length);
  expect(tokens.every((token) => token.length === 43)).toBe(true);
  const files = filesIn(desk.userData).map((path) => ({ path, text: readFileSync(path, 'latin1') }));
  const places = [
    ...files,
    { path: 'answers', text: crossed.join('\n') },
    { path: 'database', text: await everyRow() },
  ];
  const found = tokens.flatMap((token) =>
    [token, Buffer.from(token).toString('hex'), Buffer.from(token).toString('base64').replace(/=+$/, '')].flatMap(
      (shape) => places.filter(({ text }) => text.includes(shape)).map(({ path }) => `${shape} in ${path}`),
    ),
  );
  expect(found).toEqual([]);
  // The hash is known to the platform and to nobody else.
  expect(places.filter(({ text }) => text.includes(hash(second))).map(({ path }) => path)).toEqual([]);
  const hashes = [hash(first), String(afterInvitation.PasswordResetTokenHash)];
  expect(places.filter(({ path, text }) => path !== 'database' && hashes.some((one) => text.includes(one)))).toEqual(
    [],
  );

  const ownLog = files.filter(({ path }) => path.includes('logs'));
  expect(ownLog).not.toEqual([]);
  expect(ownLog.filter(({ text }) => text.includes('@people.example'))).toEqual([]);
  expect(files.some(({ path, text }) => path.includes('oplog.db') && text.includes(people.verified))).toBe(true);
});
