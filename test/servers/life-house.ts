import os from 'node:os';
import pg from 'pg';
import { archiveRow } from '../../main/archives/archive-row.ts';
import { systemClock } from '../../main/clock.ts';
import type { ServerFacts } from '../../main/layouts/layout.ts';
import { createLifecycleOperations, type LifecycleOperations } from '../../main/tenants/lifecycle-operations.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import { databaseNameFor, roleNameFor } from '../../shared/domain/names.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import { type MatrixConsole, openConsole } from '../matrix/console.ts';
import { type MatrixPlatform, startPlatform } from '../matrix/platform.ts';
import { connected, type Login } from './databases.ts';

export interface LivingTenant {
  readonly id: TenantId;
  readonly code: string;
  readonly name: string;
  readonly database: string;
  readonly role: string;
  /** As the tenant's own program comes in. */
  readonly login: Login;
}

export interface LifeHouse {
  readonly platform: MatrixPlatform;
  readonly desk: MatrixConsole;
  readonly life: LifecycleOperations;
  /** As if the profile, or the address, were another server's. */
  lifeOn(server: Partial<ServerFacts>, knownServer: string | null): LifecycleOperations;
  /** Provisioned, with rows in it. */
  tenant(code: string): Promise<LivingTenant>;
  ended(id: OperationId): Promise<OperationView>;
  /** In the platform's database, or another, as superuser. */
  asAdmin(
    sql: string,
    values?: ReadonlyArray<unknown>,
    database?: string,
  ): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>;
  /** Whether the tenant's own program gets in; or the server's refusal. */
  knock(tenant: LivingTenant): Promise<string>;
  close(): Promise<void>;
}

const password = 'of-the-tenant';

/** A platform on a server of its own, one console on it, and tenants that were provisioned by it. */
export async function openLifeHouse(settings: Readonly<Record<string, string>> = {}): Promise<LifeHouse> {
  const platform = await startPlatform(5, settings);
  const desk = await openConsole(platform.config, { machine: 'desk' });
  const { layout, engine } = desk;
  const asAdmin: LifeHouse['asAdmin'] = (sql, values = [], database = platform.admin.database) =>
    connected({ ...platform.admin, database }, async (client) => (await client.query(sql, [...values])).rows);
  const lifeOn: LifeHouse['lifeOn'] = (server, knownServer) =>
    createLifecycleOperations({
      layout: { ...layout, server: { ...layout.server, ...server } },
      ...{ engine, settings: platform.config.settings, knownServer, clock: systemClock() },
      fileState: async (archive) => (await archiveRow(archive, os.hostname())).file,
    });
  const ended = async (id: OperationId): Promise<OperationView> => {
    await engine.whenSettled(id);
    return engine.get(id);
  };
  return {
    ...{ platform, desk, lifeOn, ended, asAdmin, life: lifeOn({}, null) },
    async tenant(code) {
      const registration = await platform.register(code);
      const made = await ended(await desk.operations.provision(registration, 'ayse'));
      const id = made.subject.tenantId;
      if (made.state !== 'succeeded' || id === null) throw new Error(JSON.stringify(made.error));
      const database = databaseNameFor(platform.config.settings.databasePattern, code);
      const role = roleNameFor(database);
      await asAdmin(`ALTER ROLE ${pg.escapeIdentifier(role)} PASSWORD ${pg.escapeLiteral(password)}`);
      const { settings, password: ofConsole } = platform.config;
      // Made by who owns the database, as a module's migrations are.
      await connected({ ...platform.admin, user: settings.user, password: ofConsole, database }, (client) =>
        client.query(
          `CREATE SCHEMA crm;
           CREATE TABLE crm."Customers" (id int PRIMARY KEY, name text);
           INSERT INTO crm."Customers" SELECT n, 'Müşteri ' || n FROM generate_series(1, 500) n`,
        ),
      );
      const login: Login = { ...platform.admin, user: role, password, database };
      return { id, code, name: `Company ${code}`, database, role, login };
    },
    async knock({ login }) {
      try {
        return await connected(login, async () => 'in');
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    async close() {
      await desk.close();
      await platform.close();
    },
  };
}
