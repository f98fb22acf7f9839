import pg from 'pg';
import {
  type ConnectionCheck,
  type ConnectionCheckId,
  type ConnectionReport,
  connectionCheckIds,
} from '../../../shared/contract/connections.ts';
import type { SchemaReport } from '../../../shared/contract/platform.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import { AppError, toAppError } from '../../../shared/errors.ts';
import { clientConfig, placeOf } from '../pg/connect.ts';
import { fromPg } from '../pg/errors.ts';
import { knock } from '../pg/knock.ts';
import { type Runner, runnerOn } from '../pg/pools.ts';
import {
  check,
  clockCheck,
  directCheck,
  type Greeting,
  greet,
  identityCheck,
  rightChecks,
  schemaCheck,
  versionCheck,
} from './probe-checks.ts';
import { checkSchema } from './schema/platform-schema.ts';

export interface ProbeOptions {
  readonly settings: ProfileSettings;
  readonly password: string | undefined;
  readonly signal: AbortSignal;
}

/** Without these nobody can sign in; what else fails is told and takes away no more than it must. */
const neededToSignIn: ReadonlySet<ConnectionCheckId> = new Set<ConnectionCheckId>([
  'answers',
  'certificate',
  'version',
  'identity',
  'direct',
  'platform_database',
  'platform_schema',
]);

const answerTimeoutMs = 10_000;

/** Checks that were not come to are `unknown`. */
function reportOf(
  done: ReadonlyArray<ConnectionCheck>,
  facts: Partial<Pick<ConnectionReport, 'server' | 'latencyMs' | 'operators' | 'tenants'>> = {},
): ConnectionReport {
  const checks = connectionCheckIds.map((id) => done.find((one) => one.id === id) ?? check(id, 'unknown'));
  const usable = checks
    .filter(({ id }) => neededToSignIn.has(id))
    .every(({ id, state }) => state !== 'fail' && (state !== 'unknown' || id === 'certificate'));
  return {
    checks,
    usable,
    server: facts.server ?? null,
    latencyMs: facts.latencyMs ?? null,
    operators: facts.operators ?? 'unknown',
    tenants: facts.tenants ?? null,
    checkedAt: new Date().toISOString(),
  };
}

const isLocal = (host: string): boolean => host.startsWith('/') || /^(localhost|127\.[\d.]+|\[?::1\]?)$/.test(host);

function certificateCheck({ tls, host }: ProfileSettings): ConnectionCheck {
  if (tls !== 'off') return check('certificate', 'ok', { host });
  // Nothing to encrypt on the way to this very machine.
  return check('certificate', isLocal(host) ? 'unknown' : 'warn', { host });
}

/** Where a refused connection got stuck; what comes before that point was passed. */
function refusalChecks(error: AppError, settings: ProfileSettings): ReadonlyArray<ConnectionCheck> {
  const { host, port, user, database } = settings;
  const answers = check('answers', 'ok', { host, port });
  const certificate = certificateCheck(settings);
  if (error.key.startsWith('server.tls_')) return [answers, check('certificate', 'fail', { host }, error)];
  if (error.server?.message.includes('unsupported startup parameter'))
    return [answers, certificate, check('direct', 'fail', {}, new AppError('unsupported', 'server.pooler'))];
  switch (error.key) {
    case 'server.wrong_password':
    case 'server.no_access_rule':
    case 'connection.no_secret':
      return [answers, certificate, check('identity', 'fail', { user }, error)];
    case 'server.no_database':
      return [
        answers,
        certificate,
        check('identity', 'ok', { user }),
        check('platform_database', 'fail', { database }, error),
      ];
    case 'server.missing_rights':
      return [answers, certificate, check('platform_database', 'fail', { database }, error)];
    default:
      return [check('answers', 'fail', { host, port }, error)];
  }
}

async function countOperators(runner: Runner, state: SchemaReport['state']): Promise<ConnectionReport['operators']> {
  if (state !== 'current' && state !== 'outdated') return 'unknown';
  const some = await runner.rows({ text: 'SELECT 1 FROM tenantry.operators LIMIT 1' });
  return some.length > 0 ? 'some' : 'none';
}

/** Exact where that is quick, else as the server last estimated. */
async function countTenants(runner: Runner, state: SchemaReport['state']): Promise<number | null> {
  if (state === 'empty' || state === 'foreign') return null;
  const [estimate] = await runner.rows({
    text: `SELECT reltuples::integer FROM pg_class WHERE oid = 'public."Tenants"'::regclass`,
  });
  const about = (estimate?.[0] as number | undefined) ?? 0;
  if (about > 50_000) return about;
  const [exact] = await runner.rows({ text: 'SELECT count(*)::integer FROM public."Tenants"' });
  return exact?.[0] as number;
}

async function lookAround(client: pg.Client, settings: ProfileSettings): Promise<ConnectionReport> {
  const { host, port, database } = settings;
  const runner = runnerOn(client);
  const sentAt = Date.now();
  const started = performance.now();
  const greeting: Greeting = await greet(runner);
  const latencyMs = performance.now() - started;
  // node-pg keeps what the server announced at the start, and does not declare it.
  const { processID } = client as unknown as { readonly processID: number | null };
  const first = [
    check('answers', 'ok', { host, port }),
    certificateCheck(settings),
    versionCheck(greeting, host),
    identityCheck(greeting),
    directCheck(greeting, processID),
    check('platform_database', 'ok', { database }),
    clockCheck(greeting, { sentAt, receivedAt: Date.now() }),
  ];
  const facts = { server: greeting.label, latencyMs };
  if (first.some(({ id, state }) => id === 'version' && state === 'fail')) return reportOf(first, facts);
  const schema = await checkSchema(runner).catch((error: unknown) => {
    const told = fromPg(error, { host, port, database });
    if (told.key === 'server.missing_rights') return told;
    throw error;
  });
  if (schema instanceof AppError) {
    // Of what this role may not even read, the rights are the news.
    const rights = await rightChecks(runner, greeting.user, 'foreign');
    return reportOf([...first, check('platform_schema', 'fail', { database }, schema), ...rights], facts);
  }
  const rights = await rightChecks(runner, greeting.user, schema.state);
  // A role that may not read is told by its missing rights.
  const operators = await countOperators(runner, schema.state).catch(() => 'unknown' as const);
  const tenants = await countTenants(runner, schema.state).catch(() => null);
  return reportOf([...first, schemaCheck(schema, database), ...rights], { ...facts, operators, tenants });
}

async function connectAndLook({ settings, password }: ProbeOptions): Promise<ConnectionReport> {
  const client = new pg.Client(
    clientConfig({ settings, password }, { application: 'tenantry probe', readOnly: true, answerTimeoutMs }),
  );
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await lookAround(client, settings);
  } catch (error) {
    const told = fromPg(error, placeOf({ settings, password }));
    const noSecret = told.key === 'server.wrong_password' && password === undefined;
    return reportOf(refusalChecks(noSecret ? new AppError('refused', 'connection.no_secret') : told, settings));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the server is, who we are there, what is in the database and which rights are missing. Changes nothing. */
export async function probePostgres(options: ProbeOptions): Promise<ConnectionReport> {
  const { settings, signal } = options;
  const { host, port } = settings;
  try {
    const { tls } = await knock(settings, signal);
    if (settings.tls !== 'off' && !tls)
      return reportOf(refusalChecks(new AppError('refused', 'server.tls_unsupported', { params: { host } }), settings));
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'cancelled');
    return reportOf([check('answers', 'fail', { host, port }, toAppError(error))]);
  }
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(new AppError('cancelled', 'cancelled'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([connectAndLook(options), stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
