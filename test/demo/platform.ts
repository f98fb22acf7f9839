import { randomInt } from 'node:crypto';
import { readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { type Role, roles } from '../../shared/domain/permissions.ts';
import type { Login } from '../servers/databases.ts';
import type { DnsHost } from '../servers/dns.ts';
import { startDemoDns } from './domain-zones.ts';
import { type DemoFolders, demoFolders, removeDemoFolders } from './folders.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';
import { demoNames } from './names.ts';
import { demoOperators } from './seed/operators.ts';
import { seedPlatform } from './seed/seed.ts';
import { type DemoServer, startServer, stopLeftServer } from './server.ts';
import { demoSettings } from './settings.ts';

export interface DemoOptions {
  /** Kept between starts; everything of the demo is below it. */
  readonly dataFolder: string;
  /** Another number than what is there makes the demo anew; without one, what is there stays. Usual: 60. */
  readonly tenants?: number;
  /** How many of them have a real database. Usual: 60; fewer start faster. */
  readonly databases?: number;
  /** Counted from this day, as `2026-11-21`. Usual: the day on which it is made. */
  readonly today?: string;
  readonly log: (line: string) => void;
}

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

export interface DemoPlatform {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** The connection profile that leads here. It needs no secret. */
  readonly settings: ProfileSettings;
  /** The super admin. */
  readonly operator: SignIn;
  readonly operators: Readonly<Record<Role, SignIn>>;
  readonly tenants: number;
  readonly mail: MailSink;
  /** Knows the tenants' own domains; whoever sets a stage may put more there. */
  readonly dns: DnsHost;
  /** As the server's superuser, for whoever sets a stage or looks behind it. */
  admin(database?: string): Login;
  /** Leaves all data for the next start. */
  stop(): Promise<void>;
  /** Stops and leaves nothing. */
  remove(): Promise<void>;
}

/** Goes up when what is seeded changes: an older demo is then made anew. */
const seedVersion = 2;
const usual = { tenants: 60, databases: 60 } as const;

const markerSchema = z.object({
  version: z.literal(seedVersion),
  tenants: z.number().int(),
  databases: z.number().int(),
  password: z.string().min(12),
});
type Marker = z.output<typeof markerSchema>;

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const newPassword = (): string =>
  `demo-${Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-')}`;

async function readMarker(file: string): Promise<Marker | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : markerSchema.safeParse(JSON.parse(text)).data;
}

const fits = (marker: Marker, { tenants, databases }: DemoOptions): boolean =>
  (tenants === undefined || tenants === marker.tenants) && (databases === undefined || databases === marker.databases);

interface Ready {
  readonly server: DemoServer;
  readonly marker: Marker;
}

async function makeAnew(folders: DemoFolders, markerFile: string, options: DemoOptions): Promise<Ready> {
  const { tenants = usual.tenants, databases = usual.databases, log } = options;
  await stopLeftServer(folders);
  // Without its mark, whatever an interrupted seeding left is not trusted.
  await rm(markerFile, { force: true });
  await removeDemoFolders({ ...folders, mail: path.join(folders.mail, 'none') });
  log('Making the demo platform.');
  const server = await startServer(folders);
  const marker: Marker = { version: seedVersion, tenants, databases, password: newPassword() };
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  try {
    await seedPlatform(server, { tenants, databases, today, password: marker.password, log });
    await writeFile(markerFile, JSON.stringify(marker), { mode: 0o600 });
    return { server, marker };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function makeReady(folders: DemoFolders, markerFile: string, options: DemoOptions): Promise<Ready> {
  const marker = await readMarker(markerFile);
  if (marker === undefined) return makeAnew(folders, markerFile, options);
  const server = await startServer(folders).catch((error: unknown) => {
    options.log(`The demo server did not start and is made anew: ${error instanceof Error ? error.message : ''}`);
    return undefined;
  });
  if (server !== undefined && fits(marker, options)) return { server, marker };
  await server?.stop();
  return makeAnew(folders, markerFile, options);
}

/**
 * A platform in Stocker's layout on an embedded PostgreSQL, seeded once. Starting it again finds it as it was left;
 * a second program on the same folder shares the server that runs.
 */
export async function startDemoPlatform(options: DemoOptions): Promise<DemoPlatform> {
  const folders = await demoFolders(options.dataFolder);
  const { server, marker } = await makeReady(folders, path.join(options.dataFolder, 'demo.json'), options);
  const mail = await startMailSink(folders.mail);
  const dns = await startDemoDns(server.admin(demoNames.database));
  const stop = async (): Promise<void> => {
    await Promise.all([mail.stop(), dns.close()]);
    await server.stop();
  };
  const signIn = (role: Role): SignIn => ({ email: demoOperators[role].email, password: marker.password });
  return {
    host: server.host,
    port: server.port,
    database: demoNames.database,
    user: demoNames.platformRole,
    settings: demoSettings(server, mail, dns),
    operator: signIn('super_admin'),
    operators: Object.fromEntries(roles.map((role) => [role, signIn(role)])) as Record<Role, SignIn>,
    tenants: marker.tenants,
    mail,
    dns,
    admin: (database = demoNames.database) => server.admin(database),
    stop,
    async remove() {
      await stop();
      await removeDemoFolders(folders);
      // The server's folders may have had a place of their own; where others still use it, it is not empty and stays.
      await rmdir(path.dirname(folders.server)).catch(() => undefined);
      await rm(options.dataFolder, { recursive: true, force: true });
    },
  };
}
