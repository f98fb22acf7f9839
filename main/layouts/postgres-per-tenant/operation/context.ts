import { AppError } from '../../../../shared/errors.ts';
import type { Lease } from '../../layout.ts';
import type { Runner } from '../../pg/pools.ts';
import type { StorageNames } from '../../roles/provisioning.ts';
import type { StockerDeps } from '../deps.ts';
import { assertFence } from '../fence.ts';
import type { OperationSession, Sessions } from './sessions.ts';
import { raiseFence, readStamp } from './stamp.ts';

/** Where an operation acts: the platform's database and one tenant's, each only under the operation's fence. */
export interface OperationContext {
  readonly deps: StockerDeps;
  readonly lease: Lease;
  read<T>(work: (runner: Runner) => Promise<T>): Promise<T>;
  /** One transaction in the platform's database that begins by asking whether the lease is still ours. */
  fenced<T>(work: (runner: Runner) => Promise<T>): Promise<T>;
  /** One statement that no transaction can hold. Asked for the lease just before; the answer can't be held on to. */
  alone(sql: string, signal: AbortSignal): Promise<void>;
  readonly tenant: TenantContext;
  close(): Promise<void>;
}

/** Whose database it has to be. */
export type TenantDatabase = Pick<StorageNames, 'tenantId' | 'database'>;

export interface TenantContext {
  /** Inside the database whatever its stamp says: for looking, and for stamping. */
  visit<T>(database: string, work: (runner: Runner) => Promise<T>): Promise<T>;
  /** Reading in a database that carries this tenant's stamp. */
  reading<T>(of: TenantDatabase, work: (runner: Runner) => Promise<T>): Promise<T>;
  stamping<T>(database: string, work: (runner: Runner) => Promise<T>): Promise<T>;
  /** One transaction in a database that carries this tenant's stamp, and begins by raising its fence to ours. */
  fenced<T>(of: TenantDatabase, work: (runner: Runner) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Gives up the session, so that the database can be dropped. */
  leave(): Promise<void>;
}

/** A name can be cut, an entry edited, a pooler mistaken: the database itself says where we are. */
async function assertDatabase(runner: Runner, database: string): Promise<void> {
  const [row] = await runner.query({ text: 'SELECT pg_catalog.current_database()::text AS name' });
  if (row?.['name'] !== database)
    throw new AppError('wrong_server', 'platform.wrong_database', { params: { database } });
}

async function assertStamp(runner: Runner, { database, tenantId }: TenantDatabase): Promise<void> {
  const stamp = await readStamp(runner);
  if (stamp === undefined) throw new AppError('conflict', 'tenant.stamp_missing', { params: { database } });
  if (stamp.tenantId !== tenantId) throw new AppError('conflict', 'tenant.foreign_stamp', { params: { database } });
}

function tenantContext(sessions: Sessions, lease: Lease, askPlatform: () => Promise<void>): TenantContext {
  let open: { readonly database: string; readonly session: OperationSession } | undefined;
  const leave = async (): Promise<void> => {
    const leaving = open;
    open = undefined;
    await leaving?.session.close();
  };
  const enter = async (database: string): Promise<OperationSession> => {
    if (open?.database === database) return open.session;
    await leave();
    const session = await sessions.open(database);
    try {
      await session.run((runner) => assertDatabase(runner, database));
    } catch (error) {
      await session.close();
      throw error;
    }
    open = { database, session };
    return session;
  };
  return {
    leave,
    visit: async (database, work) => (await enter(database)).run(work),
    async reading(of, work) {
      const session = await enter(of.database);
      return session.run(async (runner) => {
        await assertStamp(runner, of);
        return work(runner);
      });
    },
    async stamping(database, work) {
      const session = await enter(database);
      await askPlatform();
      return session.transaction(work);
    },
    async fenced(of, work, signal) {
      const session = await enter(of.database);
      await session.run((runner) => assertStamp(runner, of));
      await askPlatform();
      return session.transaction(async (runner) => {
        await raiseFence(runner, of.tenantId, lease);
        return work(runner);
      }, signal);
    },
  };
}

export async function openContext(deps: StockerDeps, lease: Lease, sessions: Sessions): Promise<OperationContext> {
  const platform = await sessions.open();
  const askPlatform = (): Promise<void> => platform.run((runner) => assertFence(runner, lease));
  const tenant = tenantContext(sessions, lease, askPlatform);
  return {
    deps,
    lease,
    tenant,
    read: (work) => platform.run(work),
    fenced: (work) =>
      platform.transaction(async (runner) => {
        await assertFence(runner, lease);
        return work(runner);
      }),
    alone: (sql, signal) =>
      platform.run(async (runner) => {
        await assertFence(runner, lease);
        await runner.query({ text: sql });
      }, signal),
    async close() {
      await tenant.leave();
      await platform.close();
    },
  };
}
