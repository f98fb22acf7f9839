import { isIP } from 'node:net';
import pg from 'pg';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import { fromPg } from './errors.ts';
import { pgTypes } from './types.ts';

/** How to reach one server as one user. The password lives in this closure and in nothing that is logged. */
export interface PgServer {
  readonly settings: Pick<ProfileSettings, 'host' | 'port' | 'database' | 'user' | 'tls' | 'caCertificate'>;
  readonly password: string | undefined;
}

export interface SessionOptions {
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
  /** Shown in pg_stat_activity; operations are found and ended by it. */
  readonly application: string;
  readonly readOnly: boolean;
  readonly statementTimeoutMs?: number;
  /** How long this program waits for an answer, for a network that swallows everything. */
  readonly answerTimeoutMs?: number;
}

export const connectTimeoutMs = 5_000;
const defaultStatementTimeoutMs = 30_000;

function sessionSettings(options: SessionOptions): string {
  const settings: Readonly<Record<string, string | number>> = {
    default_transaction_read_only: options.readOnly ? 'on' : 'off',
    search_path: 'pg_catalog',
    TimeZone: 'UTC',
    DateStyle: 'ISO',
    IntervalStyle: 'iso_8601',
    statement_timeout: options.statementTimeoutMs ?? defaultStatementTimeoutMs,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 60_000,
    // A console that lost its network must not hold locks for the two hours of the system's default.
    tcp_keepalives_idle: 10,
    tcp_keepalives_interval: 5,
    tcp_keepalives_count: 3,
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

/** What the sentences about a server and a session on it are filled with. */
export const placeOf = (
  { settings }: PgServer,
  { database = settings.database, user = settings.user }: Pick<SessionOptions, 'database' | 'user'> = {},
): { readonly host: string; readonly port: number; readonly database: string; readonly user: string } => ({
  host: settings.host,
  port: settings.port,
  database,
  user,
});

/** `[::1]` is how people write it, and not how a socket takes it. */
export const bareHost = (host: string): string => host.replace(/^\[|\]$/g, '');

/** Whom the certificate must name. TLS knows no server name that is an address. */
const certificateOf = (host: string): { readonly host: string } | { readonly servername: string } =>
  isIP(host) === 0 ? { servername: host } : { host };

export function clientConfig({ settings, password }: PgServer, options: SessionOptions): pg.ClientConfig {
  const secret = options.password ?? password;
  const host = bareHost(settings.host);
  return {
    host,
    port: settings.port,
    database: options.database ?? settings.database,
    user: options.user ?? settings.user,
    ...(secret === undefined ? {} : { password: secret }),
    ssl:
      settings.tls === 'off'
        ? false
        : { ...certificateOf(host), ...(settings.caCertificate === '' ? {} : { ca: settings.caCertificate }) },
    ...(options.answerTimeoutMs === undefined ? {} : { query_timeout: options.answerTimeoutMs }),
    application_name: options.application,
    options: sessionSettings(options),
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    types: pgTypes,
  };
}

const goodbyeMs = 2_000;

/** Says goodbye, and leaves also where nobody answers. */
export async function closeSession(client: pg.Client): Promise<void> {
  const leave = setTimeout(() => client.connection.stream.destroy(), goodbyeMs);
  await client.end().catch(() => undefined);
  clearTimeout(leave);
}

/** One dedicated session. Its death is reported to `onLost` once, never as an uncaught error. */
export async function openSession(
  server: PgServer,
  options: SessionOptions,
  onLost: () => void = () => undefined,
): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(server, options));
  client.on('error', onLost);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await closeSession(client);
    throw fromPg(error, placeOf(server, options));
  }
}
