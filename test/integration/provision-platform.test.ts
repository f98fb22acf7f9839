import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OperationRoles } from '../../main/layouts/layout.ts';
import type { OperationId, RegistrationId } from '../../shared/domain/ids.ts';
import { databaseNameFor } from '../../shared/domain/names.ts';
import { provisioningSteps } from '../../shared/domain/provisioning.ts';
import { type MatrixConsole, openConsole } from '../matrix/console.ts';
import type { RegistrationCase } from '../matrix/kinds/provision.ts';
import { problemsOfProvisioned, problemsOfRemoved, remainsOf } from '../matrix/oracle.ts';
import { type MatrixPlatform, startPlatform } from '../matrix/platform.ts';
import type { WorkerTask } from '../matrix/worker.ts';
import { connected } from '../servers/databases.ts';

const migrations = 3;
let platform: MatrixPlatform;
let desk: MatrixConsole;
let id: RegistrationId;
let code: string;
let count = 0;

beforeAll(async () => {
  platform = await startPlatform(3, { max_prepared_transactions: '5' });
  desk = await openConsole(platform.config, { machine: 'desk' });
});
afterAll(async () => {
  await desk?.close();
  await platform?.close();
});
beforeEach(async () => {
  count += 1;
  code = `cinar-${count}`;
  id = await platform.register(code);
});

const database = (): string => databaseNameFor(platform.config.settings.databasePattern, code);
const asAdmin = (sql: string, values: unknown[] = []) =>
  connected(platform.admin, async (client) => (await client.query(sql, values)).rows);
const inside = (sql: string) => connected({ ...platform.admin, database: database() }, (client) => client.query(sql));
const ended = async (operationId: OperationId) => {
  await desk.engine.whenSettled(operationId);
  return desk.engine.get(operationId);
};
const everything = () => undefined;
const provisioned = async () => problemsOfProvisioned(await remainsOf(platform, id, code), migrations);
const removed = async (how: 'succeeded' | 'cancelled') => problemsOfRemoved(await remainsOf(platform, id, code), how);
/** Asks the server, which waits a little before it answers, until there is a row. */
const until = async (sql: string): Promise<void> => {
  while ((await asAdmin(sql)).length === 0) await asAdmin('SELECT pg_sleep(0.02)');
};
const withConsole = async <T>(
  wrapRoles: (roles: OperationRoles) => OperationRoles,
  use: (other: MatrixConsole) => Promise<T>,
): Promise<T> => {
  const other = await openConsole(platform.config, { machine: 'other', wrapRoles });
  try {
    return await use(other);
  } finally {
    await other.close();
  }
};

it('P03: a clean-up right after a console died in a slow CREATE DATABASE waits for it to be over', async () => {
  await connected(platform.admin, async (blocker) => {
    await blocker.query('BEGIN; LOCK TABLE pg_database IN EXCLUSIVE MODE');
    const arranged: RegistrationCase = { marks: [], registration: id, code };
    const task: WorkerTask = {
      config: platform.config,
      scenario: 'provision',
      arranged,
      at: { seq: 99, moment: 'after-done' },
      signal: 'SIGKILL',
    };
    const worker = path.join(import.meta.dirname, '../matrix/worker.ts');
    const child = spawn(process.execPath, [worker], { stdio: ['pipe', 'ignore', 'ignore'] });
    child.stdin.write(`${JSON.stringify(task)}\n`);
    await until(`SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE%' AND wait_event_type = 'Lock'`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect(desk.operations.cleanUp(id, 'ayse')).rejects.toMatchObject({ code: 'conflict' });
    await until(
      `SELECT FROM tenantry.operation WHERE resource_key = 'registration:${id}' AND lease_until < clock_timestamp()`,
    );
    const operationId = await desk.operations.cleanUp(id, 'ayse');
    expect(await ended(operationId)).toMatchObject({ kind: 'clean_up', state: 'succeeded' });
    await blocker.query('ROLLBACK');
  });
  expect(
    await asAdmin(
      `SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE%' AND state = 'active' AND pid <> pg_backend_pid()`,
    ),
  ).toEqual([]);
  expect(await removed('succeeded')).toEqual([]);
});

it('P08: two codes that would share a database are told apart before anything is made', async () => {
  const twin = await platform.register(code.replaceAll('-', '--'));
  await expect(desk.operations.provision(twin, 'ayse')).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await ended(await desk.operations.provision(id, 'ayse'))).toMatchObject({ state: 'succeeded' });
  expect(await provisioned()).toEqual([]);
});

it.each([
  ['NOCREATEDB', 'CREATEDB', 'creating_database'],
  ['NOCREATEROLE', 'CREATEROLE', 'creating_database'],
])('P15: with %s it fails with a sentence and leaves nothing that stands in the way', async (take, give, step) => {
  const role = pg.escapeIdentifier(platform.config.settings.user);
  await asAdmin(`ALTER ROLE ${role} ${take}`);
  const operationId = await desk.operations.provision(id, 'ayse');
  expect(await ended(operationId)).toMatchObject({
    state: 'failed',
    currentStep: step,
    error: { code: 'missing_rights', key: 'server.missing_rights', server: { code: '42501' } },
  });
  await asAdmin(`ALTER ROLE ${role} ${give}`);
  expect(await desk.operations.retry(id, 'ayse', everything)).toBe(operationId);
  expect(await ended(operationId)).toMatchObject({ state: 'succeeded' });
  expect(await provisioned()).toEqual([]);
});

it.each(['not-now', 'refuse-recipient', 'hang', 'drop-after-data'] as const)(
  'P19: a mail server that says %s is a warning, and the mail waits',
  async (mode) => {
    platform.smtp.behave(mode);
    const operation = await ended(await desk.operations.provision(id, 'ayse'));
    platform.smtp.behave('accept');
    expect(operation).toMatchObject({ state: 'succeeded', error: null, warnings: [{ code: 'mail_failed' }] });
    expect(operation.steps.map(({ state }) => state)).toEqual(
      provisioningSteps.map((step) => (step === 'sending_welcome_email' ? 'warned' : 'done')),
    );
    expect(await asAdmin('SELECT sent_at FROM tenantry.outbox WHERE op_id = $1', [operation.id])).toEqual([
      { sent_at: null },
    ]);
    expect(await remainsOf(platform, id, code)).toMatchObject({ registration: 'Completed', tenants: ['Active'] });
  },
);

it('P22: a migration that fails names itself, keeps those before it, and can be cleaned up', async () => {
  const sql = `CREATE TABLE tenant."Half" (n int UNIQUE); INSERT INTO tenant."Half" VALUES (42), (42)`;
  const broken = {
    module: 'core',
    version: '9999',
    name: 'made-up',
    checksum: 'none',
    sql,
    down: null,
    validate: null,
  };
  const breaking = (roles: OperationRoles): OperationRoles => ({
    ...roles,
    migrator: { ...roles.migrator, available: (module) => [...roles.migrator.available(module), broken] },
  });
  const operation = await withConsole(breaking, async ({ engine, operations }) => {
    const operationId = await operations.provision(id, 'ayse');
    await engine.whenSettled(operationId);
    return engine.get(operationId);
  });
  expect(operation).toMatchObject({
    state: 'failed',
    currentStep: 'running_migrations',
    error: { key: 'migration.failed', params: { version: '9999', name: 'made-up' }, server: { code: '23505' } },
  });
  expect(JSON.stringify(operation)).not.toContain('42)');
  expect((await remainsOf(platform, id, code)).inside).toMatchObject({ migrations, companies: 0 });
  expect(await ended(await desk.operations.cleanUp(id, 'ayse'))).toMatchObject({ state: 'succeeded' });
  expect(await removed('succeeded')).toEqual([]);
  expect(await ended(await desk.operations.provision(id, 'ayse'))).toMatchObject({ state: 'succeeded' });
});

describe('P23: what keeps a database from being dropped', () => {
  const failLate = (roles: OperationRoles): OperationRoles => ({
    ...roles,
    seeder: {
      ...roles.seeder,
      async seed() {
        await inside(`BEGIN; CREATE TABLE prepared (n int); PREPARE TRANSACTION 'gid ${code}'`);
        throw new Error('the seed failed');
      },
    },
  });
  const release = () => inside(`ROLLBACK PREPARED 'gid ${code}'`);

  it('is named by a clean-up, which goes on when it is gone', async () => {
    await withConsole(failLate, async ({ engine, operations }) =>
      engine.whenSettled(await operations.provision(id, 'ayse')),
    );
    const operationId = await desk.operations.cleanUp(id, 'ayse');
    expect(await ended(operationId)).toMatchObject({
      state: 'failed',
      error: {
        key: 'tenant.cleanup_failed',
        params: { step: 'removing_database', database: database(), names: `gid ${code}` },
      },
    });
    expect(await remainsOf(platform, id, code)).toMatchObject({ tenants: [], databases: 1, roles: 1 });
    await release();
    expect(await desk.operations.cleanUp(id, 'ayse')).toBe(operationId);
    expect(await ended(operationId)).toMatchObject({ state: 'succeeded' });
    expect(await removed('succeeded')).toEqual([]);
  });

  it('stops an undoing, which needs attention until it is gone', async () => {
    let cancel = async (): Promise<void> => undefined;
    const cancelled = (roles: OperationRoles): OperationRoles => ({
      ...roles,
      seeder: {
        ...roles.seeder,
        async seed(reservation) {
          await cancel();
          return failLate(roles).seeder.seed(reservation);
        },
      },
    });
    const stuck = await withConsole(cancelled, async ({ engine, operations }) => {
      cancel = async () => {
        const view = (await engine.newestOn([`registration:${id}`])).get(`registration:${id}`);
        if (view !== undefined) await engine.cancel(view.id, { operator: 'ayse' });
      };
      const operationId = await operations.provision(id, 'ayse');
      await engine.whenSettled(operationId);
      return engine.get(operationId);
    });
    expect(stuck).toMatchObject({
      state: 'needs_attention',
      canResume: true,
      currentStep: 'creating_database',
      error: { key: 'operation.prepared_transactions', params: { names: `gid ${code}` } },
    });
    expect(await remainsOf(platform, id, code)).toMatchObject({ tenants: ['Provisioning'], databases: 1, owners: 1 });
    await release();
    await desk.operations.retry(id, 'ayse', everything);
    expect(await ended(stuck.id)).toMatchObject({ state: 'cancelled' });
    expect(await removed('cancelled')).toEqual([]);
  });
});

it('P24: a database that was half dropped is cleaned up', async () => {
  const failing = (roles: OperationRoles): OperationRoles => ({
    ...roles,
    seeder: { ...roles.seeder, seed: async () => Promise.reject(new Error('the seed failed')) },
  });
  await withConsole(failing, async ({ engine, operations }) =>
    engine.whenSettled(await operations.provision(id, 'ayse')),
  );
  await asAdmin('UPDATE pg_database SET datconnlimit = -2 WHERE datname::text = $1', [database()]);
  expect(await ended(await desk.operations.cleanUp(id, 'ayse'))).toMatchObject({ state: 'succeeded' });
  expect(await removed('succeeded')).toEqual([]);
});

it.each(provisioningSteps.slice(0, -1).map((step, seq) => [step, seq] as const))(
  'P25: cancelled at %s it is undone before the pivot, and refused from then on',
  async (_step, seq) => {
    const pivot = provisioningSteps.indexOf('activating_tenant');
    const refusals: unknown[] = [];
    let operationId: OperationId | undefined;
    const other = await openConsole(platform.config, {
      machine: 'other',
      async watch(point) {
        if (point.seq !== seq || point.moment !== 'after-intent' || operationId !== undefined) return;
        const view = (await other.engine.newestOn([`registration:${id}`])).get(`registration:${id}`);
        operationId = view?.id;
        if (view !== undefined)
          await other.engine.cancel(view.id, { operator: 'ayse' }).catch((error: unknown) => refusals.push(error));
      },
    });
    await other.engine.whenSettled(await other.operations.provision(id, 'ayse'));
    await other.close();
    if (seq < pivot) expect(await removed('cancelled')).toEqual([]);
    else expect(await provisioned()).toEqual([]);
    expect(refusals).toMatchObject(seq < pivot ? [] : [{ key: 'operation.past_pivot' }]);
  },
);

it('P21: goes on by itself when the server restarts between steps', async () => {
  let restarted = false;
  const other = await openConsole(platform.config, {
    machine: 'other',
    async watch({ seq, moment }) {
      if (restarted || seq !== 3 || moment !== 'after-done') return;
      restarted = true;
      await platform.server.stop('crash');
      await platform.server.start();
    },
  });
  const operationId = await other.operations.provision(id, 'ayse');
  await other.engine.whenSettled(operationId);
  expect(await other.engine.get(operationId)).toMatchObject({ state: 'succeeded', attempts: 2 });
  await other.close();
  expect(await provisioned()).toEqual([]);
});
