import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everyEntry } from '../../shared/contract/log.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { ProfileId } from '../../shared/domain/ids.ts';
import { databaseNameFor } from '../../shared/domain/names.ts';
import { profileFor, smtpFor } from '../builders/profile.ts';
import { startConsole, type TestConsole } from '../fakes/console.ts';
import { setUpPlatform, superAdmin, untilEnded, verifiedCompany } from '../fakes/set-up-platform.ts';
import { connected, createDatabase, type OwnDatabase, superuser } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';
import { type SmtpHost, startSmtp } from '../servers/smtp.ts';

let database: OwnDatabase;
let smtp: SmtpHost;
let desk: TestConsole;
let folder: string;
let settings: ProfileSettings;
let profileId: ProfileId;

beforeAll(async () => {
  database = await createDatabase(sharedPostgres(), 'master');
  smtp = await startSmtp();
  folder = mkdtempSync(join(tmpdir(), 'tenantry-console-'));
  desk = await startConsole({ userData: folder });
  settings = profileFor(database.login, { smtp: smtpFor(smtp) });
  profileId = await setUpPlatform(desk, settings, database.login.password);
});
afterAll(async () => {
  await desk?.close();
  await smtp?.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const asAdmin = <T>(use: (client: pg.Client) => Promise<T>) => connected(superuser(sharedPostgres()), use);

it('fails on a database that is not ours, leaves it alone, and goes on when it is gone', async () => {
  const id = await verifiedCompany(desk, 'yabanci');
  const name = databaseNameFor(settings.databasePattern, 'yabanci');
  await asAdmin((client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`));
  await connected(superuser(sharedPostgres(), name), (client) => client.query('CREATE TABLE theirs (x int)'));
  const failed = await untilEnded(desk, id, () => desk.call('registrations.provision', { id }));
  expect(failed).toMatchObject({ state: 'failed', error: { key: 'tenant.foreign_stamp', params: { database: name } } });
  expect(await desk.call('registrations.get', { id })).toMatchObject({
    state: 'failed',
    failure: { key: 'tenant.foreign_stamp' },
  });
  await asAdmin((client) => client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`));
  const retried = await untilEnded(desk, id, () => desk.call('registrations.retry', { id }));
  expect(retried).toMatchObject({ state: 'succeeded', attempts: 2 });
});

it('cleans up what a failure left, after the short name was typed exactly, and the company can begin again', async () => {
  const id = await verifiedCompany(desk, 'yarim');
  const name = databaseNameFor(settings.databasePattern, 'yarim');
  // A role of that name belongs to somebody else: the database is made and the next thing fails.
  const role = `${name.toLowerCase()}_app`;
  await asAdmin((client) => client.query(`CREATE ROLE ${pg.escapeIdentifier(role)} SUPERUSER`));
  const failed = await untilEnded(desk, id, () => desk.call('registrations.provision', { id }));
  expect(failed.state).toBe('failed');
  const preview = await desk.call('registrations.previewCleanUp', { id });
  expect(preview).toMatchObject({ refusal: null, removes: { tenant: 'Şirket yarim', owner: 'bilgi@yarim.example' } });

  const ask = { id, typedCode: 'yarim', reason: 'wrong company' };
  await desk.call('session.stepUp', { password: superAdmin.password });
  for (const typedCode of ['Yarim', 'yarım', 'yarim ', 'yar\u200bim'])
    expect(await desk.answer('registrations.cleanUp', { ...ask, typedCode })).toMatchObject({
      error: { code: 'invalid_input', field: 'typedCode' },
    });
  const cleaned = await untilEnded(desk, id, () => desk.call('registrations.cleanUp', ask));
  expect(cleaned).toMatchObject({ kind: 'clean_up', state: 'succeeded' });
  expect(await desk.call('registrations.get', { id })).toMatchObject({ state: 'verified', tenantId: null });
  const left = await asAdmin((client) => client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]));
  expect(left.rowCount).toBe(0);
  const { rows } = await desk.call('log.list', {
    filter: { ...everyEntry, action: 'registrations.cleanUp', subjectId: id },
    offset: 0,
    limit: 10,
  });
  expect(rows.map(({ outcome }) => outcome)).toEqual(['succeeded', 'failed', 'failed', 'failed', 'failed']);
  expect(await desk.call('log.get', { seq: rows[0]?.seq ?? 0 })).toMatchObject({ reason: 'wrong company' });
  await asAdmin((client) => client.query(`DROP ROLE ${pg.escapeIdentifier(role)}`));
});

it('P19: takes a welcome mail that could not be sent for a warning, and sends it when asked', async () => {
  const id = await verifiedCompany(desk, 'postasiz');
  smtp.behave('refuse-recipient');
  const operation = await untilEnded(desk, id, () => desk.call('registrations.provision', { id }));
  smtp.behave('accept');
  expect(operation).toMatchObject({ state: 'succeeded', warnings: [{ key: 'mail.rejected_recipient' }] });
  expect(await desk.call('registrations.get', { id })).toMatchObject({ state: 'completed' });
  const told = desk.event('operations.changed', (view) => view.id === operation.id);
  const { sentTo } = await desk.call('registrations.resendWelcome', { id });
  const mail = await smtp.received(({ to, raw }) => to.includes(sentTo) && raw.includes(`<${operation.id}.welcome@`));
  expect(mail.raw).toContain('postasiz.stoocker.app');
  expect(await told).toMatchObject({ state: 'succeeded', warnings: [] });
  expect(await desk.answer('registrations.resendWelcome', { id })).toMatchObject({
    error: { key: 'registration.welcome_sent' },
  });
});

it('refuses to clean up a tenant that works', async () => {
  const { rows } = await desk.call('registrations.list', {
    filter: { tab: 'completed', search: 'postasiz', packageId: null, receivedWithinDays: null },
    offset: 0,
    limit: 1,
  });
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the registration was completed by the test before');
  expect(await desk.call('registrations.previewCleanUp', { id })).toMatchObject({ refusal: { code: 'conflict' } });
  await desk.call('session.stepUp', { password: superAdmin.password });
  expect(await desk.answer('registrations.cleanUp', { id, typedCode: 'postasiz', reason: 'a mistake' })).toMatchObject({
    error: { code: 'conflict' },
  });
});

it('obeys at once when another console takes a role away, and lets nobody in who was disabled', async () => {
  await desk.call('session.stepUp', { password: superAdmin.password });
  const { operator, temporaryPassword } = await desk.call('operators.invite', {
    name: 'Can',
    email: 'can@example.com',
    role: 'support',
  });
  const other = await startConsole();
  try {
    const own = 'yeni-ve-uzun-parola';
    const saved = await other.call('connections.save', {
      id: null,
      settings,
      secrets: { database: database.login.password },
    });
    const signIn = { profileId: saved.id, email: 'can@example.com', readOnly: false };
    await other.call('session.signIn', { ...signIn, password: temporaryPassword });
    await other.call('operators.changeOwnPassword', { current: temporaryPassword, next: own });
    const id = await verifiedCompany(desk, 'rol');
    const resend = () => other.answer('registrations.resendCode', { id });
    expect(await resend()).toMatchObject({ error: { key: 'registration.wrong_state' } });
    await desk.call('operators.setRole', { id: operator.id, role: 'viewer' });
    expect(await resend()).toMatchObject({ error: { key: 'session.forbidden' } });
    await desk.call('operators.disable', { id: operator.id });
    expect(await other.answer('session.stepUp', { password: own })).toMatchObject({
      error: { key: 'session.disabled' },
    });
    await desk.call('operators.setRole', { id: operator.id, role: 'support' });
    expect(await resend()).toMatchObject({ error: { code: 'forbidden' } });
    await other.call('session.signOut', {});
    expect(await other.answer('session.signIn', { ...signIn, password: own })).toMatchObject({
      error: { key: 'session.disabled' },
    });
  } finally {
    await other.close();
  }
});

it.each<readonly [string, Partial<ProfileSettings>, string | undefined, string]>([
  ['a wrong password', {}, 'not it', 'server.wrong_password'],
  ['a port where nothing listens', { port: 1 }, undefined, 'server.refused'],
  ['a host that nobody knows', { host: 'no-such-host.invalid' }, undefined, 'server.host_unknown'],
  ['a database that is not there', { database: 'no_such_database' }, undefined, 'server.no_database'],
])('tells %s apart when signing in, and stays signed out', async (_, change, password, key) => {
  const other = await startConsole();
  try {
    const { id } = await other.call('connections.save', {
      id: null,
      settings: { ...settings, ...change },
      secrets: { database: password ?? database.login.password },
    });
    expect(await other.answer('session.signIn', { profileId: id, ...superAdmin, readOnly: false })).toMatchObject({
      error: { key },
    });
    expect(await other.call('session.current', {})).toEqual({ phase: 'signed_out' });
    expect((await other.call('connections.probe', { id })).usable).toBe(false);
  } finally {
    await other.close();
  }
});

it('remembers profiles and the log over a restart, and nobody is signed in', async () => {
  await desk.close();
  desk = await startConsole({ userData: folder });
  expect(await desk.call('session.current', {})).toEqual({ phase: 'signed_out' });
  const { profiles } = await desk.call('connections.list', {});
  expect(profiles).toMatchObject([{ id: profileId, settings: { name: 'Live' }, lastOpenedAt: expect.any(String) }]);
  await desk.call('connections.save', { id: profileId, settings, secrets: { database: database.login.password } });
  await desk.call('session.signIn', { profileId, ...superAdmin, readOnly: false });
  const { total } = await desk.call('log.list', { filter: everyEntry, offset: 0, limit: 1 });
  expect(total).toBeGreaterThan(20);
});
