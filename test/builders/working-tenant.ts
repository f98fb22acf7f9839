import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OperationRoles } from '../../main/layouts/layout.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import { databaseNameFor, roleNameFor } from '../../shared/domain/names.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import { type MatrixConsole, openConsole } from '../matrix/console.ts';
import { type MatrixPlatform, startPlatform } from '../matrix/platform.ts';
import { connected } from '../servers/databases.ts';
import { startOlderPostgres } from '../servers/older-postgres.ts';
import { startPostgres } from '../servers/postgres.ts';

export interface WorkingTenant {
  readonly id: TenantId;
  readonly code: string;
  readonly database: string;
  readonly role: string;
}

type Wrap = (roles: OperationRoles) => OperationRoles;

/** A platform with tenants that have rows, a console at it, and a folder for what is written. */
export interface WorkingPlatform {
  readonly platform: MatrixPlatform;
  readonly desk: MatrixConsole;
  readonly folder: string;
  tenant(): Promise<WorkingTenant>;
  /** As the console's own role. */
  inside(database: string, sql: string): Promise<ReadonlyArray<Record<string, unknown>>>;
  asAdmin(sql: string, values?: unknown[]): Promise<ReadonlyArray<Record<string, unknown>>>;
  databases(like: string): Promise<ReadonlyArray<string>>;
  ended(desk: MatrixConsole, operation: OperationId): Promise<OperationView>;
  /** Another console, to whose operations something happens. */
  withRoles<T>(wrap: Wrap, use: (other: MatrixConsole) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const notes = `
  CREATE TABLE tenant."Notes" (
    id bigint PRIMARY KEY, text text, amount numeric(18,2), at timestamptz, ok boolean, doc jsonb);
  INSERT INTO tenant."Notes"
    SELECT n, 'not ' || n, n * 1.10, '2026-11-21 12:00:00+00', n % 2 = 0, jsonb_build_object('n', n)
      FROM generate_series(1, 100) n;
  INSERT INTO tenant."Notes" VALUES
    (9007199254740993, '=HYPERLINK("http://x")', -1.10, NULL, NULL, NULL),
    (0, '', 0, '-infinity', true, '{"a": 12345678901234567890}')`;

/** The system's own server, which has its tools beside it. It knows nothing of how often a password is hashed. */
const startOlder: typeof startPostgres = (options = {}) => {
  const { scram_iterations: _, ...settings } = options.settings ?? {};
  return startOlderPostgres({ ...options, settings });
};

export async function startWorkingPlatform(which: 'newest' | 'with_tools' = 'newest'): Promise<WorkingPlatform> {
  const start = which === 'newest' ? startPostgres : startOlder;
  const platform = await startPlatform(3, { max_prepared_transactions: '5' }, start);
  const desk = await openConsole(platform.config, { machine: 'desk' });
  const folder = mkdtempSync(path.join(tmpdir(), 'tenantry-archives-'));
  const { settings, password } = platform.config;
  const { host, port, user } = settings;
  let count = 0;
  const working: WorkingPlatform = {
    ...{ platform, desk, folder },
    async tenant() {
      count += 1;
      const code = `cinar-${count}`;
      const registration = await platform.register(code);
      const operation = await working.ended(desk, await desk.operations.provision(registration, 'ayse'));
      if (operation.state !== 'succeeded' || operation.subject.tenantId === null)
        throw new Error(`no tenant to work with: ${JSON.stringify(operation.error)}`);
      const database = databaseNameFor(settings.databasePattern, code);
      await working.inside(database, notes);
      return { id: operation.subject.tenantId, code, database, role: roleNameFor(database) };
    },
    inside: (database, sql) =>
      connected({ host, port, user, password, database }, async (client) => {
        const { rows } = await client.query(sql);
        return rows ?? [];
      }),
    asAdmin: (sql, values = []) => connected(platform.admin, async (client) => (await client.query(sql, values)).rows),
    async databases(like) {
      const rows = await working.asAdmin(
        'SELECT datname::text AS name FROM pg_database WHERE starts_with(datname::text, $1) ORDER BY 1',
        [like],
      );
      return rows.map(({ name }) => String(name));
    },
    async ended({ engine }, operation) {
      await engine.whenSettled(operation);
      return engine.get(operation);
    },
    async withRoles(wrapRoles, use) {
      const other = await openConsole(platform.config, { machine: 'other', wrapRoles });
      try {
        return await use(other);
      } finally {
        await other.close();
      }
    },
    async close() {
      await desk.close();
      await platform.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return working;
}
