import type pg from 'pg';
import { AppError, type ErrorParams } from '../../../../shared/errors.ts';
import { closeSession, openSession, placeOf } from '../connect.ts';
import { fromPg } from '../errors.ts';
import { type Runner, runnerOn } from '../pools.ts';
import type { ArchiveHost } from './host.ts';

export interface ArchiveSession {
  readonly client: pg.Client;
  readonly runner: Runner;
}

interface SessionAsk {
  readonly host: ArchiveHost;
  readonly database: string;
  readonly readOnly: boolean;
  readonly signal: AbortSignal;
}

const cancelled = (): AppError => new AppError('cancelled', 'cancelled');

/** So that two servers write the same value as the same text, and one that we may not see is an error, not a gap. */
const settings: Readonly<Record<string, string>> = {
  TimeZone: "'UTC'",
  DateStyle: "'ISO, YMD'",
  IntervalStyle: 'iso_8601',
  extra_float_digits: '1',
  bytea_output: 'hex',
  lc_monetary: "'C'",
  xmloption: 'content',
  quote_all_identifiers: 'off',
  row_security: 'off',
  client_encoding: "'UTF8'",
  // A database's owner may have set it otherwise for whoever comes in, and statements are written for this.
  standard_conforming_strings: 'on',
  search_path: 'pg_catalog',
  idle_in_transaction_session_timeout: '0',
};
const setAll = Object.entries(settings)
  .map(([name, value]) => `SET LOCAL ${name} = ${value}`)
  .join('; ');

/**
 * A table that was found and then exchanged for a view would run its functions as us; the server's own tool guards
 * itself in the same way. Older servers don't know it.
 */
const tablesOnly = `SELECT pg_catalog.set_config(name, 'view, foreign-table', true) FROM pg_catalog.pg_settings
  WHERE name = 'restrict_nonsystem_relation_kind'`;

async function assertDatabase({ client }: ArchiveSession, database: string): Promise<void> {
  const { rows } = await client.query('SELECT pg_catalog.current_database()::text AS name');
  if (rows[0]?.name !== database)
    throw new AppError('wrong_server', 'platform.wrong_database', { params: { database } });
}

/** Ends the session on the server too: a long count would go on there without anybody to tell. */
async function endOnServer({ server, application }: ArchiveHost, client: pg.Client, pid: number): Promise<void> {
  try {
    const second = await openSession(server, { application, readOnly: true });
    await second.query('SELECT pg_catalog.pg_terminate_backend($1)', [pid]).finally(() => closeSession(second));
  } catch {
    // Nobody can be told. Hanging up is what is left.
  }
  client.connection.stream.destroy();
}

/** What a visitor or a file failed with is theirs to tell; a driver's error is told here. */
function meant(error: unknown, where: ErrorParams): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && ofFiles.has(code)) return error;
  const told = fromPg(error, where);
  return told.key === 'internal' ? error : told;
}
const ofFiles: ReadonlySet<string> = new Set(
  'ENOSPC EDQUOT EFBIG EROFS EACCES EPERM EIO ENOENT ENOTDIR EISDIR EEXIST EMFILE ENODEV ESTALE'.split(' '),
);

/** One session for one piece of work, under the operation's name and with no limit of time but the signal. */
export async function withSession<T>(ask: SessionAsk, work: (session: ArchiveSession) => Promise<T>): Promise<T> {
  const { host, database, readOnly, signal } = ask;
  if (signal.aborted) throw cancelled();
  const client = await openSession(host.server, {
    ...{ application: host.application, database, readOnly, statementTimeoutMs: 0 },
  });
  const session = { client, runner: runnerOn(client) };
  let ending: Promise<void> | undefined;
  let stop = (): void => undefined;
  try {
    const { rows } = await client.query('SELECT pg_catalog.pg_backend_pid() AS pid');
    stop = () => {
      ending = endOnServer(host, client, Number(rows[0]?.pid));
    };
    if (signal.aborted) throw cancelled();
    signal.addEventListener('abort', stop, { once: true });
    await assertDatabase(session, database);
    return await work(session);
  } catch (error) {
    throw signal.aborted ? cancelled() : meant(error, placeOf(host.server, { database }));
  } finally {
    signal.removeEventListener('abort', stop);
    await ending;
    await closeSession(client);
  }
}

export interface Snapshot extends ArchiveSession {
  /** By this name another session sees the same. */
  readonly name: string;
}

/** Reads only, and everything as it is at one moment: this one's, or that of the snapshot it joins. */
export async function withSnapshot<T>(
  ask: Omit<SessionAsk, 'readOnly'> & { readonly join?: string },
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  return withSession({ ...ask, readOnly: true }, async (session) => {
    await session.client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    if (ask.join !== undefined) await session.client.query(`SET TRANSACTION SNAPSHOT '${ask.join}'`);
    await session.client.query(setAll);
    await session.client.query(tablesOnly);
    const name = ask.join ?? String((await session.client.query('SELECT pg_export_snapshot() AS name')).rows[0]?.name);
    // Where work fails, closing the session rolls back.
    const result = await work({ ...session, name });
    await session.client.query('COMMIT');
    return result;
  });
}

/** One transaction that writes; committed only by whoever still holds the operation. */
export async function withLoading<T>(
  ask: Omit<SessionAsk, 'readOnly'>,
  work: (session: ArchiveSession) => Promise<T>,
): Promise<T> {
  return withSession({ ...ask, readOnly: false }, async (session) => {
    await session.client.query(`BEGIN; ${setAll}; SET LOCAL check_function_bodies = off`);
    const result = await work(session);
    await ask.host.assertHeld();
    await session.client.query('COMMIT');
    return result;
  });
}

/** Runs all at once; when one fails the others are stopped, and what it failed with is thrown. */
export async function together<T extends ReadonlyArray<unknown>>(
  signal: AbortSignal,
  works: { readonly [K in keyof T]: (signal: AbortSignal) => Promise<T[K]> },
): Promise<T> {
  const others = new AbortController();
  const shared = AbortSignal.any([signal, others.signal]);
  let first: { readonly error: unknown } | undefined;
  const running = works.map((work) =>
    work(shared).catch((error: unknown) => {
      first ??= { error };
      others.abort();
    }),
  );
  const results = await Promise.all(running);
  if (first !== undefined) throw signal.aborted ? cancelled() : first.error;
  return results as unknown as T;
}

interface Beside<Head, A, B> {
  begin(snapshot: Snapshot): Promise<Head>;
  /** Goes on in the session that holds the snapshot... */
  read(snapshot: Snapshot, head: Head): Promise<A>;
  /** ...while this one sees the same by its name. */
  use(name: string, head: Head, signal: AbortSignal): Promise<B>;
}

/** Two readers of one snapshot at once; when one fails, the other is stopped. */
export async function besideSnapshot<Head, A, B>(
  { host, database, signal }: Omit<SessionAsk, 'readOnly'>,
  { begin, read, use }: Beside<Head, A, B>,
): Promise<readonly [A, B]> {
  const begun = Promise.withResolvers<{ readonly name: string; readonly head: Head }>();
  const used = Promise.withResolvers<void>();
  begun.promise.catch(() => undefined);
  return together<readonly [A, B]>(signal, [
    (own) =>
      withSnapshot({ host, database, signal: own }, async (snapshot) => {
        const head = await begin(snapshot);
        begun.resolve({ name: snapshot.name, head });
        const result = await read(snapshot, head);
        await used.promise;
        return result;
      }).catch((error: unknown) => {
        begun.reject(error);
        throw error;
      }),
    async (own) => {
      try {
        const { name, head } = await begun.promise;
        return await use(name, head, own);
      } finally {
        used.resolve();
      }
    },
  ]);
}
