import type pg from 'pg';
import type { OperationId } from '../../../../shared/domain/ids.ts';
import type { Lease } from '../../layout.ts';
import { applicationNameFor } from '../../pg/application-name.ts';
import { closeSession, openSession, type PgServer, placeOf } from '../../pg/connect.ts';
import { fromPg } from '../../pg/errors.ts';
import { type Query, runnerOn } from '../../pg/pools.ts';
import { lost } from '../fence.ts';

/** `record` writes steps and ends; `renew` keeps the lease, and must not wait behind the other. */
type Use = 'record' | 'renew';

export interface LeaseSessions {
  /** One statement, its own transaction. A session that was lost is not opened again: its fence is over. */
  run(lease: Lease, use: Use, query: Query): Promise<ReadonlyArray<Record<string, unknown>>>;
  end(operationId: OperationId): Promise<void>;
  close(): Promise<void>;
}

/** What these sessions run is short. Past this, the server or the way to it is gone, whatever the lease says. */
const limits = { statementTimeoutMs: 8_000, answerTimeoutMs: 10_000 } as const;

/**
 * What a holder writes goes over sessions that carry its fence in their name, so that a successor can end them, and
 * that stay open for writing when the platform is locked again while an operation runs.
 */
export function createLeaseSessions(server: PgServer): LeaseSessions {
  const open = new Map<string, Promise<pg.Client>>();
  const over = new Set<string>();
  let closed = false;

  const end = async (keys: ReadonlyArray<string>): Promise<void> => {
    const ending = keys.map((key) => open.get(key));
    for (const key of keys) open.delete(key);
    await Promise.all(ending.map((session) => session?.then(closeSession).catch(() => undefined)));
  };

  return {
    async run(lease, use, query) {
      const name = applicationNameFor(lease);
      if (closed || over.has(name)) throw lost();
      const key = `${name}/${use}`;
      const session = open.get(key) ?? openSession(server, { ...limits, application: name, readOnly: false });
      open.set(key, session);
      const client = await session;
      return runnerOn(client)
        .query(query)
        .catch((error: unknown) => {
          throw fromPg(error, placeOf(server));
        });
    },
    end(operationId) {
      const keys = [...open.keys()].filter((key) => key.includes(operationId));
      for (const key of keys) over.add(key.slice(0, key.lastIndexOf('/')));
      return end(keys);
    },
    close() {
      closed = true;
      return end([...open.keys()]);
    },
  };
}
