import { AppError } from '../../../../shared/errors.ts';
import { classified } from '../../../operations/error-class.ts';
import type { Lease } from '../../layout.ts';
import { applicationNameFor } from '../../pg/application-name.ts';
import { closeSession, openSession, type PgServer } from '../../pg/connect.ts';
import { fromPg, sqlStateOf } from '../../pg/errors.ts';
import { type Runner, runnerOn } from '../../pg/pools.ts';

/** One dedicated session. What it runs is queued, so that nothing slips into a transaction that is not its own. */
export interface OperationSession {
  /** Outside any transaction, errors already told in the product's words. */
  run<T>(work: (runner: Runner) => Promise<T>, signal?: AbortSignal): Promise<T>;
  transaction<T>(work: (runner: Runner) => Promise<T>, signal?: AbortSignal): Promise<T>;
  close(): Promise<void>;
}

export interface Sessions {
  open(database?: string): Promise<OperationSession>;
}

const sessionLost = (host: string): AppError =>
  classified(new AppError('unreachable', 'server.lost', { params: { host }, retry: true }), 'ambiguous');

/** Creating and migrating may take minutes; whoever holds locks that long is bounded by lock_timeout, not by this. */
const statementTimeoutMs = 600_000;

/**
 * The sessions of one holder of one operation. None is ever reopened: once one is lost, what it last did is unknown,
 * and every later call on any of them says so.
 */
export function operationSessions(server: PgServer, lease: Lease): Sessions {
  const options = { application: applicationNameFor(lease), readOnly: false, statementTimeoutMs };
  const { host, port } = server.settings;
  let lost = false;

  /** Stops the server's work, not just the waiting for it. */
  async function cancelOnServer(pid: number): Promise<void> {
    const second = await openSession(server, options);
    await second.query('SELECT pg_catalog.pg_cancel_backend($1)', [pid]).finally(() => closeSession(second));
  }

  async function cancellable<T>(pid: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    let cancelling: Promise<void> | undefined;
    const cancel = (): void => {
      cancelling = cancelOnServer(pid).catch(() => undefined);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await work();
    } catch (error) {
      if (signal.aborted && sqlStateOf(error) === '57014') throw new AppError('cancelled', 'cancelled');
      throw error;
    } finally {
      signal.removeEventListener('abort', cancel);
      await cancelling;
    }
  }

  return {
    async open(database) {
      if (lost) throw sessionLost(host);
      let closing = false;
      const client = await openSession(server, { ...options, ...(database === undefined ? {} : { database }) }, () => {
        if (!closing) lost = true;
      });
      const runner = runnerOn(client);
      const { rows } = await client.query('SELECT pg_catalog.pg_backend_pid() AS pid');
      const pid = Number(rows[0]?.pid);
      let queue: Promise<unknown> = Promise.resolve();

      const inTurn = <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
        const turn = queue.then(async () => {
          if (lost || closing) throw sessionLost(host);
          try {
            return await (signal === undefined ? work() : cancellable(pid, signal, work));
          } catch (error) {
            const told = fromPg(error, { host, port, database: database ?? server.settings.database });
            if (told.key === 'server.lost') lost = true;
            throw told;
          }
        });
        queue = turn.catch(() => undefined);
        return turn;
      };

      return {
        run: (work, signal) => inTurn(() => work(runner), signal),
        transaction: (work, signal) =>
          inTurn(async () => {
            await client.query('BEGIN');
            try {
              const result = await work(runner);
              await client.query('COMMIT');
              return result;
            } catch (error) {
              // A session that can't even roll back is lost; the server rolls back for it.
              await client.query('ROLLBACK').catch(() => {
                lost = true;
              });
              throw error;
            }
          }, signal),
        async close() {
          if (closing) return;
          closing = true;
          await closeSession(client);
        },
      };
    },
  };
}
