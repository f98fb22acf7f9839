import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { PlatformLayout } from '../../main/layouts/layout.ts';
import { openPostgresPerTenant } from '../../main/layouts/postgres-per-tenant/open.ts';
import { newProfile } from '../../shared/domain/connection-profile.ts';
import type { RegistrationId } from '../../shared/domain/ids.ts';
import { createDatabase, createRole, superuser } from '../servers/databases.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';
import { type SmtpHost, startSmtp } from '../servers/smtp.ts';
import type { ConsoleConfig } from './console.ts';

export interface MatrixPlatform {
  readonly config: ConsoleConfig;
  readonly admin: ReturnType<typeof superuser>;
  readonly server: PostgresServer;
  readonly smtp: SmtpHost;
  /** A verified registration of a company of its own. */
  register(code: string): Promise<RegistrationId>;
  mailsTo(address: string): ReadonlyArray<string>;
  /** Addresses of every mail to one that fits. */
  mailsNaming(pattern: RegExp): ReadonlyArray<string>;
  close(): Promise<void>;
}

const messageId = (raw: string): string => /^Message-ID:\s*(\S+)/im.exec(raw)?.[1] ?? '';

/**
 * Hundreds of databases come and go here: nobody sweeps each of them every few moments, and a login costs what it costs
 * on a network, not a password's worth of hashing.
 */
const quick = {
  max_connections: '300',
  autovacuum: 'off',
  jit: 'off',
  scram_iterations: '1',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
};

const memory = '/dev/shm';
const roomForServer = 6 * 1024 ** 3;

/** Thousands of files come and go with every matrix. A disk spends more on each of them than the server does. */
async function folderInMemory(): Promise<string | undefined> {
  const room = await statfs(memory).catch(() => undefined);
  if (room === undefined || room.bavail * room.bsize < roomForServer || os.freemem() < 2 * roomForServer)
    return undefined;
  return mkdtemp(path.join(memory, 'tenantry-pg-'));
}

/** A real server with an upgraded platform, reached as a role that is no superuser, and a mail server. */
export async function startPlatform(
  leaseSeconds: number,
  settings: Readonly<Record<string, string>> = {},
  start: typeof startPostgres = startPostgres,
): Promise<MatrixPlatform> {
  const folder = await folderInMemory();
  const [server, smtp] = await Promise.all([
    start({ settings: { ...quick, ...settings }, ...(folder === undefined ? {} : { folder }) }),
    startSmtp(),
  ]);
  const database = await createDatabase(server, 'master');
  const role = await createRole(server, { owns: database.name });
  const config: ConsoleConfig = {
    settings: {
      ...newProfile,
      name: 'Matrix',
      environment: 'demo',
      host: server.host,
      port: server.port,
      database: database.name,
      user: role.user,
      tls: 'off',
      smtp: {
        host: smtp.host,
        port: smtp.port,
        security: 'none',
        user: '',
        fromName: 'Stocker',
        fromAddress: 'no-reply@stoocker.example',
      },
    },
    password: role.password,
    leaseSeconds,
  };
  const layout: PlatformLayout = await openPostgresPerTenant(config);
  await layout.setWritable(true);
  await layout.schema.upgrade((await layout.schema.check()).planHash);
  return {
    config,
    admin: superuser(server, database.name),
    server,
    smtp,
    async register(code) {
      const id = randomUUID() as string as RegistrationId;
      const email = `owner@${code}.example`;
      await layout.registrations.insert({
        id,
        companyName: `Company ${code}`,
        companyCode: code,
        email,
        phone: null,
        packageId: null,
        billingPeriod: null,
        passwordHash: 'unusable',
        code: { code: '123456', validMinutes: 30 },
      });
      await layout.registrations.transition(id, ['pending_verification'], 'verified', null);
      return id;
    },
    mailsNaming: (pattern) => smtp.mails.flatMap(({ to }) => to.filter((address) => pattern.test(address))),
    mailsTo: (address) => smtp.mails.filter(({ to }) => to.includes(address)).map(({ raw }) => messageId(raw)),
    async close() {
      await layout.close();
      await Promise.all([server.close(), smtp.close()]);
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
