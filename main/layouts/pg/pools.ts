import pg from 'pg';
import { AppError, type ErrorParams } from '../../../shared/errors.ts';
import { clientConfig, type PgServer, placeOf } from './connect.ts';
import { fromPg } from './errors.ts';

export type Row = ReadonlyArray<unknown>;
export interface Query {
  /** Given: the statement is prepared once a session under this name. */
  readonly name?: string;
  readonly text: string;
  readonly values?: ReadonlyArray<unknown>;
  /** Where the server was told to take longer than usual. */
  readonly answerTimeoutMs?: number;
}

/** Anything that runs a statement: a pool or one session inside a transaction. */
export interface Runner {
  query(query: Query): Promise<ReadonlyArray<Record<string, unknown>>>;
  /** Rows as arrays in the order of the select list: the cheap form, for long lists. */
  rows(query: Query): Promise<ReadonlyArray<Row>>;
}

/** Throws the driver's own errors, so that a caller inside a transaction can look at the SQLSTATE and constraint. */
export function runnerOn(client: Pick<pg.ClientBase, 'query'>): Runner {
  const run = ({ name, text, values = [], answerTimeoutMs: patience }: Query, rowMode?: 'array') =>
    client.query({
      ...(name === undefined ? {} : { name }),
      text,
      values: [...values],
      ...(patience === undefined ? {} : { query_timeout: patience }),
      ...(rowMode === undefined ? {} : { rowMode }),
    } as pg.QueryConfig);
  return {
    query: async (query) => (await run(query)).rows as ReadonlyArray<Record<string, unknown>>,
    rows: async (query) => (await run(query, 'array')).rows as unknown as ReadonlyArray<Row>,
  };
}

/** The same, with every error already told in the product's words. */
function mapped(runner: Runner, where: ErrorParams): Runner {
  const tell = (error: unknown): never => {
    throw fromPg(error, where);
  };
  return { query: (query) => runner.query(query).catch(tell), rows: (query) => runner.rows(query).catch(tell) };
}

export interface Pools {
  /** Sessions in which the server itself refuses every write. */
  readonly read: Runner;
  /**
   * One statement that is its own transaction: once sent, the server ends it even if this program is stopped in the
   * middle, so that it can never leave a lock behind. Throws `session.read_only` like `write`.
   */
  change(query: Query): Promise<ReadonlyArray<Record<string, unknown>>>;
  /** One transaction. Throws `session.read_only` while the platform is not opened for writing. */
  write<T>(work: (runner: Runner) => Promise<T>): Promise<T>;
  setWritable(writable: boolean): Promise<void>;
  /** Milliseconds of one round trip. A session that doesn't answer in time is thrown away. */
  ping(signal: AbortSignal): Promise<number>;
  readonly writable: boolean;
  close(): Promise<void>;
}

/** A little longer than the server's own limit for a statement: past it, nobody is going to answer. */
const answerTimeoutMs = 35_000;

/** Reading and writing never share a session: what is read-only is so on the server, whatever this program does. */
export function createPools(server: PgServer, application: string): Pools {
  const open = (readOnly: boolean, max: number): pg.Pool => {
    const config = clientConfig(server, { application, readOnly, answerTimeoutMs });
    const pool = new pg.Pool({ ...config, max, idleTimeoutMillis: 30_000 });
    // A session that the server ends while idle is replaced at the next use; without a listener it would end the program.
    pool.on('error', () => undefined);
    return pool;
  };
  const where = placeOf(server);
  const readPool = open(true, 6);
  let writePool: pg.Pool | undefined;

  const writing = (): pg.Pool => {
    if (writePool === undefined) throw new AppError('read_only', 'session.read_only');
    return writePool;
  };
  const onPool = (pool: pg.Pool): Runner => mapped(runnerOn(pool as unknown as Pick<pg.ClientBase, 'query'>), where);

  return {
    read: onPool(readPool),
    get writable() {
      return writePool !== undefined;
    },
    change: async (query) => onPool(writing()).query(query),
    async write(work) {
      const client = await writing()
        .connect()
        .catch((error: unknown) => {
          throw fromPg(error, where);
        });
      let broken = false;
      try {
        await client.query('BEGIN');
        const result = await work(runnerOn(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {
          broken = true;
        });
        throw fromPg(error, where);
      } finally {
        client.release(broken);
      }
    },
    async setWritable(writable) {
      if (writable) writePool ??= open(false, 4);
      else {
        const ending = writePool;
        writePool = undefined;
        await ending?.end();
      }
    },
    async ping(signal) {
      signal.throwIfAborted();
      const client = await readPool.connect().catch((error: unknown) => {
        throw fromPg(error, where);
      });
      const sentAt = performance.now();
      const unanswered = Promise.withResolvers<never>();
      const giveUp = (): void =>
        unanswered.reject(new AppError('timeout', 'server.timeout', { params: where, retry: true }));
      signal.addEventListener('abort', giveUp, { once: true });
      let answered = false;
      try {
        await Promise.race([client.query('SELECT 1'), unanswered.promise]);
        answered = true;
        return performance.now() - sentAt;
      } catch (error) {
        throw fromPg(error, where);
      } finally {
        signal.removeEventListener('abort', giveUp);
        client.release(!answered);
      }
    },
    async close() {
      await Promise.all([readPool.end(), writePool?.end()]);
    },
  };
}
