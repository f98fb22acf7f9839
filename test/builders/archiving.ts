import { randomUUID } from 'node:crypto';
import { databaseArchiver } from '../../main/layouts/postgres-per-tenant/operation/archiver.ts';
import type { DatabaseArchiver } from '../../main/layouts/roles/archives.ts';
import type { OperationId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { connected, createDatabase, createRole, type Login, type PostgresAddress } from '../servers/databases.ts';
import { settingsFor } from './stocker-parts.ts';

export interface Archiving {
  readonly archiver: DatabaseArchiver;
  readonly application: string;
  /** As the role that owns the databases, and is no superuser. */
  login(database: string): Login;
  /** Owned by that role. */
  newDatabase(): Promise<string>;
  /** From now on somebody else goes on with the operation. */
  lose(): void;
}

interface Options {
  readonly toolFolders?: ReadonlyArray<string>;
  readonly settings?: Partial<ReturnType<typeof settingsFor>>;
}

/** An archiver in the name of an operation that holds its lease until told otherwise. */
export async function archiving(server: PostgresAddress, options: Options = {}): Promise<Archiving> {
  const role = await createRole(server);
  const platform = await createDatabase(server, 'platform');
  const login = role.as(platform.name);
  const lease = { operationId: randomUUID() as string as OperationId, fence: '7' };
  let held = true;
  const settings = { ...settingsFor(login), ...options.settings };
  const context = {
    lease,
    deps: { server: { settings, password: login.password } },
    fenced: async (work: () => Promise<unknown>) => {
      if (!held) throw new AppError('lost', 'operation.lost');
      return work();
    },
  } as unknown as Parameters<typeof databaseArchiver>[0];
  return {
    archiver: databaseArchiver(context, options.toolFolders),
    application: `tenantry/${lease.operationId}/${lease.fence}`,
    login: (database) => role.as(database),
    async newDatabase() {
      const database = await createDatabase(server, 'tenant');
      await connected(database.login, (client) =>
        client.query(
          `ALTER DATABASE ${database.name} OWNER TO ${role.user}; GRANT ALL ON SCHEMA public TO ${role.user}`,
        ),
      );
      return database.name;
    },
    lose: () => {
      held = false;
    },
  };
}

/** Told so far, for looking at; nobody stops it. */
export function quietly(): {
  signal: AbortSignal;
  told: Array<readonly [number, number]>;
  report(bytes: number, of: number): void;
} {
  const told: Array<readonly [number, number]> = [];
  return { signal: new AbortController().signal, told, report: (bytes, of) => void told.push([bytes, of]) };
}

/** Does something once, when the first bytes have moved. */
export function atFirstBytes(act: (controller: AbortController) => void) {
  const controller = new AbortController();
  let done = false;
  return {
    signal: controller.signal,
    report(bytes: number) {
      if (done || bytes === 0) return;
      done = true;
      act(controller);
    },
  };
}
