import type { CheckState, ConnectionCheck, ConnectionCheckId } from '../../../shared/contract/connections.ts';
import type { SchemaReport } from '../../../shared/contract/platform.ts';
import { AppError, type ErrorParams } from '../../../shared/errors.ts';
import type { Runner } from '../pg/pools.ts';
import { missingWriteRights, oldestMajor, readRights } from './capabilities.ts';
import { missingUpgradeRights } from './schema/rights.ts';

export const check = (
  id: ConnectionCheckId,
  state: CheckState,
  params: ErrorParams = {},
  error?: AppError,
): ConnectionCheck => ({ id, state, params, ...(error === undefined ? {} : { error: error.toData() }) });

/** What the session said of itself and of the server, in one round trip. */
export interface Greeting {
  readonly banner: string;
  readonly label: string;
  readonly number: number;
  readonly user: string;
  readonly superuser: boolean;
  readonly backend: number;
  /** What this console asked for at the start of the session; a pooler forgets it. */
  readonly settingsKept: boolean;
  readonly serverMs: number;
}

export async function greet(runner: Runner): Promise<Greeting> {
  const [row] = await runner.rows({
    text: `SELECT version(), current_setting('server_version'), current_setting('server_version_num')::integer,
                  current_user::text, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user), pg_backend_pid(),
                  current_setting('default_transaction_read_only') = 'on' AND current_setting('search_path') = 'pg_catalog',
                  floor(extract(epoch FROM clock_timestamp()) * 1000)::float8`,
  });
  const [banner, version, number, user, superuser, backend, settingsKept, serverMs] = row as [
    string,
    string,
    number,
    string,
    boolean,
    number,
    boolean,
    number,
  ];
  return {
    banner,
    label: `PostgreSQL ${version.split(' ', 1)[0]}`,
    number,
    user,
    superuser,
    backend,
    settingsKept,
    serverMs,
  };
}

export function versionCheck({ banner, label, number }: Greeting, host: string): ConnectionCheck {
  if (!banner.startsWith('PostgreSQL'))
    return check('version', 'fail', {}, new AppError('wrong_server', 'server.not_postgres', { params: { host } }));
  const params = { version: label, required: `PostgreSQL ${oldestMajor}` };
  return number < oldestMajor * 10_000
    ? check('version', 'fail', params, new AppError('unsupported', 'server.too_old', { params }))
    : check('version', 'ok', params);
}

/** Rights of a superuser hide a missing grant until the day that it is missed. */
export const identityCheck = ({ user, superuser }: Greeting): ConnectionCheck =>
  check('identity', superuser ? 'warn' : 'ok', { user });

/** Behind a pooler sessions are shared: neither read-only sessions nor ending a predecessor's can be relied on. */
export const directCheck = ({ backend, settingsKept }: Greeting, announced: number | null): ConnectionCheck =>
  settingsKept && backend === announced
    ? check('direct', 'ok')
    : check('direct', 'fail', {}, new AppError('unsupported', 'server.pooler'));

export function clockCheck({ serverMs }: Greeting, here: { sentAt: number; receivedAt: number }): ConnectionCheck {
  const outside = Math.max(0, here.sentAt - serverMs, serverMs - here.receivedAt);
  const seconds = Math.round(outside / 1000);
  return check('clock', outside > 30_000 ? 'fail' : outside > 2_000 ? 'warn' : 'ok', { seconds });
}

export function schemaCheck({ state, version, target }: SchemaReport, database: string): ConnectionCheck {
  const params = { state, version: version ?? 0, target, database };
  switch (state) {
    case 'current':
      return check('platform_schema', 'ok', params);
    case 'empty':
    case 'source_only':
    case 'outdated':
      return check('platform_schema', 'warn', params);
    case 'newer':
      return check('platform_schema', 'fail', params, new AppError('unsupported', 'platform.schema_newer', { params }));
    case 'foreign':
      return check(
        'platform_schema',
        'fail',
        params,
        new AppError('wrong_server', 'platform.wrong_database', { params }),
      );
  }
}

/** Reading works without them, so that what lacks is told and stops nobody. */
const right = (id: ConnectionCheckId, missing: ReadonlyArray<string>, user: string): ConnectionCheck => {
  const params = { user, rights: missing.join(', ') };
  return missing.length === 0
    ? check(id, 'ok', params)
    : check(id, 'warn', params, new AppError('missing_rights', 'server.missing_rights', { params }));
};

export async function rightChecks(
  runner: Runner,
  user: string,
  state: SchemaReport['state'],
): Promise<ReadonlyArray<ConnectionCheck>> {
  const rights = await readRights(runner);
  const lacking = (has: boolean, name: string): ReadonlyArray<string> => (has ? [] : [name]);
  const upgradable = state === 'empty' || state === 'source_only' || state === 'outdated';
  const bookkeeping =
    state === 'current'
      ? await missingWriteRights(runner)
      : upgradable
        ? await missingUpgradeRights(runner)
        : undefined;
  return [
    right('right_create_databases', lacking(rights.createDatabases, 'CREATEDB'), user),
    right('right_create_roles', lacking(rights.createRoles, 'CREATEROLE'), user),
    right('right_end_sessions', lacking(rights.endSessions, 'pg_signal_backend'), user),
    bookkeeping === undefined ? check('right_bookkeeping', 'unknown') : right('right_bookkeeping', bookkeeping, user),
  ];
}
