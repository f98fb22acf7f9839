import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import { everyEntry } from '../../shared/contract/log.ts';
import { everyTenant } from '../../shared/contract/tenants.ts';
import type { OperationId } from '../../shared/domain/ids.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import { profileFor, smtpFor } from '../builders/profile.ts';
import { startConsole, type TestConsole } from '../fakes/console.ts';
import { setUpPlatform, superAdmin, untilEnded, verifiedCompany } from '../fakes/set-up-platform.ts';
import { connected, createDatabase, type Login, type OwnDatabase, superuser } from '../servers/databases.ts';
import { startOlderPostgres } from '../servers/older-postgres.ts';
import type { PostgresServer } from '../servers/postgres.ts';
import { type SmtpHost, startSmtp } from '../servers/smtp.ts';

/** With the letters that escaping, URLs, password files and quoting change. */
const canary = (what: string): string => `Kanarya-${what}-ş"'\\/@:%#&=+ ${what}-9b3e7d`;
const secrets = { database: canary('lifedb'), smtp: canary('lifesmtp'), operator: superAdmin.password };

const disguises = (secret: string): ReadonlyArray<Buffer> =>
  [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('hex'),
    secret.replaceAll("'", "''"),
    secret.replace(/[\\:]/g, '\\$&'),
    ...(secret.includes(' ') ? [`${secret.split(' ').at(-1)}`] : []),
  ].flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

let server: PostgresServer;
let database: OwnDatabase;
let login: Login;
let smtp: SmtpHost;
let desk: TestConsole;
let folder: string;
const crossed: string[] = [];

async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answer = await desk.answer(name, input);
  crossed.push(JSON.stringify(answer));
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value as CallOutput<N>;
}

/** Begins it, waits for its end, and has all that the window is told of it. */
async function through(begin: () => Promise<{ readonly operationId: OperationId }>): Promise<OperationView> {
  const seen = new Set<string>();
  let wanted: OperationId | undefined;
  const ended = desk.event('operations.ended', ({ id }) => {
    seen.add(id);
    return id === wanted;
  });
  const { operationId } = await begin();
  wanted = operationId;
  if (!seen.has(operationId)) await ended;
  return ask('operations.get', { id: operationId });
}

beforeAll(async () => {
  server = await startOlderPostgres();
  database = await createDatabase(server, 'master');
  const user = `canary_${database.name}`;
  await connected(superuser(server), (client) =>
    client.query(
      `CREATE ROLE ${pg.escapeIdentifier(user)} SUPERUSER LOGIN PASSWORD ${pg.escapeLiteral(secrets.database)}`,
    ),
  );
  login = { ...database.login, user, password: secrets.database };
  smtp = await startSmtp();
  folder = mkdtempSync(join(tmpdir(), 'tenantry-life-'));
  desk = await startConsole({
    dialogs: {
      openFolder: async () => folder,
      saveFile: async ({ suggestedName, extension }) => join(folder, `${suggestedName}.${extension}`),
    },
  });
});
afterAll(async () => {
  await desk?.close();
  await smtp?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const reason = 'the contract ended';

it('no secret is in anything that a life leaves behind: files, manifests, certificates, rows, logs, answers', async () => {
  const settings = profileFor(login, { smtp: smtpFor(smtp, 'mailer') });
  const profileId = await setUpPlatform(desk, settings, secrets.database);
  await ask('connections.save', { id: profileId, settings, secrets: { smtp: secrets.smtp } });
  const registration = await verifiedCompany(desk, 'acme');
  const provisioned = await untilEnded(desk, registration, () => ask('registrations.provision', { id: registration }));
  expect(provisioned).toMatchObject({ state: 'succeeded' });
  const page = { filter: everyTenant, sort: { column: 'name', descending: false }, place: { at: 'first' }, limit: 5 };
  const [tenant] = (await ask('tenants.list', page as CallInput<'tenants.list'>)).rows;
  const id = tenant?.id as NonNullable<typeof tenant>['id'];

  await ask('archives.chooseFolder', { language: 'en' });
  const plan = await ask('archives.plan', { tenants: [id] });
  expect(plan).toMatchObject({ format: 'pg_dump', cron: expect.stringContaining('pg_dump') });
  expect(await through(() => ask('archives.backUp', { tenants: [id], folder, verify: true }))).toMatchObject({
    state: 'succeeded',
  });
  expect(await through(() => ask('archives.export', { tenantId: id, folder }))).toMatchObject({ state: 'succeeded' });
  const archives = await ask('archives.list', { tenantId: id });
  const backup = archives.find(({ purpose }) => purpose === 'backup');
  const exported = archives.find(({ purpose }) => purpose === 'export');
  const archiveId = backup?.id as NonNullable<typeof backup>['id'];
  expect(await through(() => ask('archives.restoreBeside', { id: archiveId }))).toMatchObject({ state: 'succeeded' });
  await ask('session.stepUp', { password: secrets.operator });
  const [copy] = await ask('copies.list', { tenantId: id });
  const copyId = copy?.id as NonNullable<typeof copy>['id'];
  expect(await through(() => ask('copies.swap', { id: copyId, typedCode: 'acme', reason }))).toMatchObject({
    state: 'succeeded',
  });
  const [kept] = await ask('copies.list', { tenantId: id });
  const drop = { id: kept?.id as typeof copyId, typedDatabase: kept?.database ?? '', reason };
  expect(await through(() => ask('copies.drop', drop))).toMatchObject({ state: 'succeeded' });

  // What fails tells of itself, too: the tool's own words among it.
  await connected({ ...login }, (client) => client.query(`UPDATE tenantry.archives SET path = '/etc/passwd'`));
  const refused = await through(() => ask('archives.verify', { id: archiveId }));
  expect(refused).toMatchObject({ state: 'failed', error: { key: 'archive.file_changed' } });
  await ask('operations.resolve', { id: refused.id, note: 'looked at by hand' });
  await connected({ ...login }, (client) =>
    client.query(
      'UPDATE tenantry.archives SET path = $1, verified_at = clock_timestamp(), verify_problem = NULL WHERE id = $2',
      [backup?.path, archiveId],
    ),
  );
  await connected({ ...login }, (client) =>
    client.query('UPDATE tenantry.archives SET path = $1 WHERE id = $2', [exported?.path, exported?.id]),
  );

  await ask('lifecycle.cancel', { id, reason });
  await ask('lifecycle.schedule', {
    id,
    deleteAfter: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    reason,
  });
  await connected({ ...login }, (client) =>
    client.query(`UPDATE tenantry.lifecycle SET delete_after = current_date - 2`),
  );
  const deletion = { id, typedCode: 'acme', reason, backup: { archiveId }, export: { archiveId: exported?.id } };
  expect(await through(() => ask('lifecycle.delete', deletion as CallInput<'lifecycle.delete'>))).toMatchObject({
    state: 'succeeded',
  });
  for (const format of ['json', 'pdf'] as const) await ask('lifecycle.saveCertificate', { id, format, language: 'tr' });
  await ask('attention.look', { deep: true });
  await ask('operations.list', { ended: 50 });
  await ask('log.list', { filter: everyEntry, offset: 0, limit: 100 });

  const rows = await connected(login, async (client) => {
    const tables = await client.query(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname IN ('tenantry', 'public')`,
    );
    const texts: string[] = [];
    for (const { name } of tables.rows)
      texts.push(JSON.stringify((await client.query(`SELECT t::text FROM ${name} t`)).rows));
    return texts.join('\n');
  });
  const places = [
    ...[...filesIn(desk.userData), ...filesIn(folder)].map((path) => ({ path, bytes: readFileSync(path) })),
    { path: 'answers', bytes: Buffer.from(crossed.join('\n')) },
    { path: 'rows', bytes: Buffer.from(rows) },
  ];
  expect(places.map(({ path }) => path.slice(path.lastIndexOf('.')))).toEqual(
    expect.arrayContaining(['.dump', '.zip', '.json', '.pdf', '.log', '.db']),
  );
  const found = Object.values(secrets).flatMap((secret) =>
    places
      .filter(({ bytes }) => disguises(secret).some((text) => bytes.includes(text)))
      .map(({ path }) => `${secret} in ${path}`),
  );
  expect(found).toEqual([]);
  // No role's password either, not even as the server keeps it.
  expect(places.filter(({ bytes }) => bytes.includes('SCRAM-SHA-256$')).map(({ path }) => path)).toEqual([]);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`tenantry-tool-${process.pid}-`))).toEqual([]);
  for (const path of filesIn(folder).filter((name) => /\.(dump|zip|json)$/.test(name) && !name.includes('silme')))
    expect([path, statSync(path).mode & 0o777]).toEqual([path, 0o600]);
});

it('the search would find one: what is in a file is seen in every disguise', () => {
  const secret = secrets.database;
  expect(disguises(secret).some((text) => Buffer.from(`x${secret}y`).includes(text))).toBe(true);
  expect(disguises(secret).every((text) => text.length > 6)).toBe(true);
});
