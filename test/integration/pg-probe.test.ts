import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probePostgres } from '../../main/layouts/postgres-per-tenant/probe.ts';
import { clockCheck, type Greeting, versionCheck } from '../../main/layouts/postgres-per-tenant/probe-checks.ts';
import type { ConnectionCheckId, ConnectionReport } from '../../shared/contract/connections.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, newPlatform, settingsFor } from '../builders/stocker-parts.ts';
import {
  type BrokenServer,
  blackHole,
  closedPort,
  pooler,
  refusing,
  talkative,
  tlsOnly,
} from '../servers/broken-servers.ts';
import { type Certificates, makeCertificates } from '../servers/certificates.ts';
import { connected, createRole, type Login, superuser } from '../servers/databases.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let settings: ProfileSettings;
let certificates: Certificates;
let overTls: PostgresServer;

beforeAll(async () => {
  certificates = await makeCertificates({ host: '127.0.0.1' });
  [platform, overTls] = await Promise.all([
    newPlatform(sharedPostgres()),
    startPostgres({
      tcp: true,
      tls: certificates,
      access: ['local all all scram-sha-256', 'host all outsider all reject', 'host all all all scram-sha-256'],
      settings: { max_connections: '6', superuser_reserved_connections: '4', reserved_connections: '0' },
    }),
  ]);
  settings = settingsFor(platform.login);
});
afterAll(async () => {
  await platform.drop();
  await overTls.close();
});

const probe = (more: Partial<ProfileSettings> = {}, password: string | undefined = platform.login.password) =>
  probePostgres({ settings: { ...settings, ...more }, password, signal: AbortSignal.timeout(30_000) });
const probeAs = (login: Login) =>
  probePostgres({ settings: settingsFor(login), password: login.password, signal: AbortSignal.timeout(30_000) });
const of = (report: ConnectionReport, id: ConnectionCheckId) => report.checks.find((check) => check.id === id);
const failures = (report: ConnectionReport) =>
  report.checks.filter(({ state }) => state === 'fail').map(({ id, error }) => [id, error?.key]);

async function against(server: BrokenServer, more: Partial<ProfileSettings> = {}): Promise<ConnectionReport> {
  try {
    return await probe({ host: server.host, port: server.port, ...more });
  } finally {
    await server.close();
  }
}

describe('a platform that is well', () => {
  it('passes every check, and tells what it is', async () => {
    const report = await probe();
    expect(report.checks.filter(({ state }) => state !== 'ok').map(({ id }) => id)).toEqual(['certificate', 'mail']);
    expect(report).toMatchObject({ usable: true, operators: 'none', tenants: 0 });
    expect(report.server).toMatch(/^PostgreSQL \d+\.\d+$/);
    expect(report.latencyMs).toBeGreaterThan(0);
    expect(JSON.stringify(report)).not.toContain(platform.login.password);
  });

  it('names each right that the role lacks, and is usable for reading', async () => {
    const guest = await createRole(sharedPostgres(), { rights: [] });
    await connected(platform.login, (client) =>
      client.query(`GRANT USAGE ON SCHEMA tenantry TO "${guest.user}";
        GRANT SELECT ON ALL TABLES IN SCHEMA tenantry, public TO "${guest.user}"`),
    );
    const report = await probeAs(guest.as(platform.login.database));
    expect(report.usable).toBe(true);
    const told = report.checks.filter(({ state }) => state === 'warn').map(({ id, params }) => [id, params['rights']]);
    expect(told).toEqual([
      ['right_create_databases', 'CREATEDB'],
      ['right_create_roles', 'CREATEROLE'],
      ['right_end_sessions', 'pg_signal_backend'],
      ['right_bookkeeping', expect.stringContaining('INSERT, UPDATE, DELETE ON tenantry.operation')],
    ]);
  });

  it('warns of a superuser', async () => {
    expect(of(await probeAs(platform.superuser), 'identity')).toMatchObject({
      state: 'warn',
      params: { user: 'postgres' },
    });
  });
});

describe('what is in the database', () => {
  it.each([
    ['nothing', async () => undefined, 'warn', 'empty', true],
    ["Stocker's own tables", createSourceTables, 'warn', 'source_only', true],
    ["somebody else's tables", (client) => client.query('CREATE TABLE wp_posts (id int)'), 'fail', 'foreign', false],
  ] as ReadonlyArray<readonly [string, Parameters<typeof connected<unknown>>[1], string, string, boolean]>)(
    '%s',
    async (_, fill, state, found, usable) => {
      const bare = await emptyPlatform(sharedPostgres());
      await connected(bare.login, fill);
      const report = await probeAs(bare.login);
      expect(of(report, 'platform_schema')).toMatchObject({ state, params: { state: found } });
      expect(report).toMatchObject({ usable, operators: 'unknown' });
      await bare.drop();
    },
  );
});

describe('a server that is not what it should be', () => {
  it.each([
    ['a wrong password', {}, 'wrong', 'identity', 'server.wrong_password'],
    ['no password', {}, undefined, 'identity', 'connection.no_secret'],
    ['no such database', { database: 'StockerMistyped' }, 'right', 'platform_database', 'server.no_database'],
    ['a host that nobody knows', { host: 'no-such-host.invalid' }, 'right', 'answers', 'server.host_unknown'],
    ['TLS that the server has not', { tls: 'verify-full' }, 'right', 'certificate', 'server.tls_unsupported'],
  ] as const)('%s', async (_, more, password, id, key) => {
    const report = await probePostgres({
      settings: { ...settings, ...more },
      password: password === 'right' ? platform.login.password : password,
      signal: AbortSignal.timeout(30_000),
    });
    expect(failures(report)).toEqual([[id, key]]);
    expect(report).toMatchObject({ usable: false, server: null, operators: 'unknown' });
  });

  it('a port where nobody listens', async () => {
    expect(failures(await probe({ host: '127.0.0.1', port: await closedPort() }))).toEqual([
      ['answers', 'server.refused'],
    ]);
  });

  it('a black hole is given up, and says for which address', async () => {
    const hole = await blackHole();
    const { port } = hole;
    const report = await against(hole);
    expect(failures(report)).toEqual([['answers', 'server.timeout']]);
    expect(of(report, 'answers')?.error?.params).toEqual({ host: '127.0.0.1', port });
  });

  it('a mail server and a web server are no PostgreSQL', async () => {
    expect(failures(await against(await talkative('220 mail.example.org ESMTP\r\n')))).toEqual([
      ['answers', 'server.not_postgres'],
    ]);
    const web = createServer();
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const report = await probe({ host: '127.0.0.1', port: (web.address() as AddressInfo).port });
    await new Promise((resolve) => web.close(resolve));
    expect(failures(report)).toEqual([['answers', 'server.not_postgres']]);
  });

  it('one that is still starting', async () => {
    const starting = await refusing('57P03', 'the database system is starting up');
    expect(failures(await against(starting))).toEqual([['answers', 'server.starting']]);
  });

  it('a pooler before it, whether it hides or refuses our settings', async () => {
    expect(failures(await against(await pooler(sharedPostgres())))).toEqual([['direct', 'server.pooler']]);
    const refuses = await refusing('08P01', 'unsupported startup parameter: options');
    expect(failures(await against(refuses))).toEqual([['direct', 'server.pooler']]);
  });

  it('stops at once when it is called off', async () => {
    const hole = await blackHole();
    const calledOff = new AbortController();
    const probing = probePostgres({
      settings: { ...settings, host: hole.host, port: hole.port },
      password: 'x',
      signal: calledOff.signal,
    });
    calledOff.abort();
    await expect(probing).rejects.toMatchObject({ code: 'cancelled' });
    await hole.close();
  });
});

describe('TLS', () => {
  const secured = (more: Partial<ProfileSettings> = {}) => {
    const login = superuser({ host: '127.0.0.1', port: overTls.port });
    return probePostgres({
      settings: { ...settingsFor(login), tls: 'verify-full', caCertificate: certificates.ca, ...more },
      password: login.password,
      signal: AbortSignal.timeout(30_000),
    });
  };

  it('with the right authority, to an address', async () => {
    const report = await secured();
    expect(of(report, 'certificate')).toMatchObject({ state: 'ok', params: { host: '127.0.0.1' } });
    expect(report.usable).toBe(true);
  });

  it('with another authority, and with none', async () => {
    const { ca } = await makeCertificates();
    expect(failures(await secured({ caCertificate: ca }))).toEqual([['certificate', 'server.tls_untrusted']]);
    expect(failures(await secured({ caCertificate: '' }))).toEqual([['certificate', 'server.tls_untrusted']]);
  });

  it('with a certificate for somebody else', async () => {
    expect(failures(await secured({ host: 'localhost' }))).toEqual([['certificate', 'server.tls_wrong_host']]);
  });

  it('with one that is over', async () => {
    const over = await makeCertificates({ expired: true });
    const server = await tlsOnly(over);
    const report = await secured({ port: server.port, caCertificate: over.ca });
    await server.close();
    expect(failures(report)).toEqual([['certificate', 'server.tls_expired']]);
  });

  it('a rule of the server against us, and a server that is full', async () => {
    const tcp = { host: '127.0.0.1', port: overTls.port };
    await connected(superuser(overTls), (client) => client.query(`CREATE ROLE outsider LOGIN PASSWORD 'x'`));
    const outsider = { ...tcp, user: 'outsider', password: 'x', database: 'postgres' };
    expect(failures(await probeAs(outsider))).toEqual([['identity', 'server.no_access_rule']]);

    const role = await createRole(overTls);
    const login = { ...role.as('postgres'), ...tcp };
    const report = await connected(login, () => connected(login, () => probeAs(login)));
    expect(failures(report)).toEqual([['answers', 'server.too_many_connections']]);
  });
});

describe('what can only be computed', () => {
  const greeting: Greeting = {
    banner: 'PostgreSQL 16.1 on x86_64',
    label: 'PostgreSQL 16.1',
    number: 160_001,
    user: 'u',
    superuser: false,
    backend: 1,
    settingsKept: true,
    serverMs: 1_000_000,
  };

  it.each([
    ['PostgreSQL 13.14', 130_014, 'fail', 'server.too_old'],
    ['PostgreSQL 14.0', 140_000, 'ok', undefined],
    ['CockroachDB CCL v23', 130_000, 'fail', 'server.not_postgres'],
  ])('%s', (banner, number, state, key) => {
    const check = versionCheck({ ...greeting, banner, number }, 'db');
    expect([check.state, check.error?.key]).toEqual([state, key]);
  });

  it.each([
    [0, 'ok', 0],
    [1_900, 'ok', 2],
    [2_600, 'warn', 3],
    [-2_600, 'warn', 3],
    [31_000, 'fail', 31],
  ])('a clock that is %i ms off', (off, state, seconds) => {
    const now = greeting.serverMs + off;
    expect(clockCheck(greeting, { sentAt: now, receivedAt: now })).toMatchObject({ state, params: { seconds } });
  });

  it('does not take a slow answer for a wrong clock', () => {
    const slow = { sentAt: greeting.serverMs - 4_000, receivedAt: greeting.serverMs + 4_000 };
    expect(clockCheck(greeting, slow).state).toBe('ok');
  });
});
