import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyEntry } from '../../shared/contract/log.ts';
import { everyTenant } from '../../shared/contract/tenants.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { ProfileId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { profileFor, smtpFor } from '../builders/profile.ts';
import { startConsole, type TestConsole } from '../fakes/console.ts';
import { createDatabase, type OwnDatabase } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';
import { type SmtpHost, startSmtp } from '../servers/smtp.ts';

const email = 'ayse@example.com';
const password = 'mavi-kapı-yedi-kuş';

describe('a console, from an empty database to a held tenant', () => {
  let database: OwnDatabase;
  let smtp: SmtpHost;
  let desk: TestConsole;
  let profileId: ProfileId;
  let registrationId: RegistrationId;
  let tenantId: TenantId;
  let csv: string;

  beforeAll(async () => {
    database = await createDatabase(sharedPostgres(), 'master');
    smtp = await startSmtp();
    desk = await startConsole({
      dialogs: { saveFile: async () => csv },
    });
    csv = join(desk.userData, 'export.csv');
  });
  afterAll(async () => {
    await desk?.close();
    await smtp?.close();
    await database?.drop();
  });

  const settings = (): ProfileSettings =>
    profileFor(database.login, { environment: 'production', smtp: smtpFor(smtp) });

  it('tests a profile before it is saved, and saves it without its secret', async () => {
    const draft = { id: null, settings: settings(), secrets: { database: database.login.password } };
    const report = await desk.call('connections.test', draft);
    expect(report.checks.find(({ id }) => id === 'mail')).toMatchObject({ state: 'ok' });
    expect(report.checks.find(({ id }) => id === 'answers')).toMatchObject({ state: 'ok' });
    const saved = await desk.call('connections.save', draft);
    expect(saved.secrets).toEqual(['database']);
    expect(JSON.stringify(await desk.call('connections.list', {}))).not.toContain(`"${database.login.password}"`);
    profileId = saved.id;
  });

  it('opens the empty platform for setting up, read-only because it is production', async () => {
    expect(await desk.call('session.open', { profileId })).toMatchObject({
      phase: 'bootstrap',
      writes: { mode: 'read_only', because: 'production' },
    });
    const { planHash } = await desk.call('platform.check', {});
    expect(await desk.answer('platform.upgrade', { planHash })).toMatchObject({ error: { key: 'session.read_only' } });
  });

  it('sets the platform up once it is unlocked with a reason, and makes its first operator', async () => {
    await desk.call('session.unlockWrites', { reason: 'first set-up', minutes: 30 });
    const { planHash, state } = await desk.call('platform.check', {});
    expect(state).toBe('empty');
    expect(await desk.call('platform.upgrade', { planHash })).toMatchObject({ state: 'current' });
    expect(await desk.call('session.createFirstOperator', { name: 'Ayşe', email, password })).toMatchObject({
      phase: 'signed_in',
      writes: { mode: 'read_write' },
    });
  });

  it('registers on behalf of a company and mails the code', async () => {
    expect(
      await desk.call('registrations.checkNames', { companyName: 'Işık Şirketi A.Ş.', companyCode: '', email: 'x' }),
    ).toMatchObject({
      companyCode: { value: 'isik-sirketi-a-s', problem: null },
      email: { problem: 'field.email' },
      domain: { value: 'isik-sirketi-a-s.stoocker.app', problem: null },
    });
    const made = await desk.call('registrations.create', {
      companyName: 'Işık Şirketi A.Ş.',
      companyCode: 'isik',
      email: 'bilgi@isik.example',
      phone: null,
      packageId: null,
      billingPeriod: null,
    });
    expect(made.mail).toBeNull();
    registrationId = made.id;
    const mail = await smtp.received(({ to }) => to.includes('bilgi@isik.example'));
    expect(mail.raw).toMatch(/\b\d{6}\b/);
    await desk.call('registrations.confirm', { id: registrationId, reason: 'they called' });
  });

  it('provisions it to an active tenant', async () => {
    const ended = desk.event('operations.ended', (payload) => payload.registrationId === registrationId);
    const { operationId } = await desk.call('registrations.provision', { id: registrationId });
    await ended;
    const operation = await desk.call('operations.get', { id: operationId });
    expect(operation).toMatchObject({ state: 'succeeded', error: null, warnings: [] });
    const page = await desk.call('tenants.list', {
      filter: everyTenant,
      sort: { column: 'name', descending: false },
      place: { at: 'first' },
      limit: 50,
    });
    expect(page.rows).toMatchObject([
      { name: 'Işık Şirketi A.Ş.', code: 'isik', lifecycle: 'active', suspended: false },
    ]);
    tenantId = page.rows[0]?.id as TenantId;
    await smtp.received(({ raw }) => raw.includes('isik.stoocker.app'));
  });

  it('holds the tenant, proves that it is closed, and opens it again', async () => {
    const held = await desk.call('tenants.hold', {
      id: tenantId,
      kind: 'billing',
      effects: ['block_login'],
      reason: 'unpaid since March',
      reviewOn: null,
    });
    expect(held.receipt).toMatchObject({ sealed: true, sessionsLeft: 0 });
    expect(await desk.call('tenants.get', { id: tenantId })).toMatchObject({
      suspended: true,
      access: { access: 'none' },
    });
    const released = await desk.call('tenants.release', {
      id: tenantId,
      holdId: held.hold.id,
      kind: 'billing',
      reason: 'paid in full',
    });
    expect(released.receipt.sealed).toBe(false);
    expect(await desk.call('tenants.get', { id: tenantId })).toMatchObject({
      suspended: false,
      access: { access: 'full' },
    });
  });

  it('shows what was done, to the tenant and in the log, and nothing of anybody’s secrets', async () => {
    const activity = await desk.call('tenants.activity', { id: tenantId });
    expect(activity.map(({ action, source }) => `${source} ${action}`)).toEqual(
      expect.arrayContaining(['hold tenants.hold', 'hold tenants.release', 'operation provision']),
    );
    const { rows, failed } = await desk.call('log.list', { filter: everyEntry, offset: 0, limit: 100 });
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'session.unlockWrites',
        'platform.upgrade',
        'session.createFirstOperator',
        'registrations.create',
        'registrations.confirm',
        'registrations.provision',
        'operation.provision',
        'tenants.hold',
        'tenants.release',
      ]),
    );
    expect(failed).toBe(0);
    expect(rows.find(({ action, outcome }) => action === 'platform.upgrade' && outcome === 'denied')).toBeDefined();
    const entry = rows.find(({ action }) => action === 'tenants.hold');
    expect(await desk.call('log.get', { seq: entry?.seq ?? 0 })).toMatchObject({
      operator: email,
      subject: 'Işık Şirketi A.Ş.',
      subjectId: tenantId,
      reason: 'unpaid since March',
      outcome: 'succeeded',
    });
  });

  it('exports what is seen', async () => {
    const exported = await desk.call('tenants.exportCsv', {
      filter: everyTenant,
      sort: { column: 'name', descending: false },
      columns: ['name', 'code', 'status'],
      language: 'tr',
    });
    expect(exported).toEqual({ file: csv, rows: 1 });
    expect(readFileSync(csv, 'utf8')).toBe('\uFEFFAd;Kısa ad;Durum\r\nIşık Şirketi A.Ş.;isik;Etkin\r\n');
  });

  it('invites an operator, who must change the password before anything else', async () => {
    const invite = { name: 'Can', email: 'can@example.com', role: 'support' } as const;
    expect(await desk.answer('operators.invite', invite)).toMatchObject({ error: { code: 'step_up_required' } });
    await desk.call('session.stepUp', { password });
    const { temporaryPassword } = await desk.call('operators.invite', invite);
    await desk.call('session.signOut', {});
    const signIn = { profileId, email: 'can@example.com', readOnly: true };
    expect(await desk.call('session.signIn', { ...signIn, password: temporaryPassword })).toMatchObject({
      mustChangePassword: true,
      operator: { role: 'support' },
    });
    expect(await desk.answer('tenants.viewCounts', {})).toMatchObject({
      error: { key: 'session.must_change_password' },
    });
    await desk.call('operators.changeOwnPassword', { current: temporaryPassword, next: 'yeni-ve-uzun-parola' });
    expect(await desk.call('tenants.viewCounts', {})).toMatchObject({ all: 1, active: 1 });
    expect(await desk.answer('operators.invite', invite)).toMatchObject({ error: { key: 'session.forbidden' } });
  });
});
