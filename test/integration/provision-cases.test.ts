import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StartRequest } from '../../main/operations/engine.ts';
import { registrationResource } from '../../main/tenants/registration-operations.ts';
import { reserveNames } from '../../main/tenants/reservation.ts';
import type { OperationId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { databaseNameFor } from '../../shared/domain/names.ts';
import { provisioningSteps } from '../../shared/domain/provisioning.ts';
import { workerFile } from '../matrix/bundled-worker.ts';
import { type MatrixConsole, openConsole } from '../matrix/console.ts';
import { digestOf } from '../matrix/digest.ts';
import { listen } from '../matrix/far-console.ts';
import { scenarioNamed } from '../matrix/kinds/all.ts';
import type { RegistrationCase } from '../matrix/kinds/provision.ts';
import { problemsOfProvisioned, remainsOf } from '../matrix/oracle.ts';
import type { Plan } from '../matrix/plan.ts';
import type { Watch } from '../matrix/points.ts';
import { compensate, crash } from '../matrix/processes.ts';
import { openStage, type Stage } from '../matrix/stage.ts';
import { takeOver } from '../matrix/take-over.ts';
import type { WorkerTask } from '../matrix/worker.ts';
import { createWorkers } from '../matrix/workers.ts';
import { connected } from '../servers/databases.ts';
import { startPostgresProxy } from '../servers/postgres-proxy.ts';

const migrations = 3;
let stage: Stage;
let id: RegistrationId;
let code: string;

beforeAll(async () => {
  stage = await openStage(3);
});
afterAll(() => stage?.close());
beforeEach(async () => {
  code = stage.nextCode();
  id = await stage.platform.register(code);
});

const settings = () => stage.platform.config.settings;
const database = (): string => databaseNameFor(settings().databasePattern, code);
const rowsOf = async (sql: string, values: unknown[] = []) => (await stage.admin.query(sql, values)).rows;
const provisioned = async () => problemsOfProvisioned(await remainsOf(stage.platform, id, code), migrations);
/** Asks the server, which waits a little before it answers, until there is a row. */
const until = async (sql: string, values: unknown[] = []) => {
  for (;;) {
    const [row] = await rowsOf(sql, values);
    if (row !== undefined) return row;
    await rowsOf('SELECT pg_sleep(0.02)');
  }
};
const withConsoles = async <T>(
  watches: ReadonlyArray<Watch>,
  use: (consoles: ReadonlyArray<MatrixConsole>) => Promise<T>,
): Promise<T> => {
  const consoles = await Promise.all(
    watches.map((watch, at) => openConsole(stage.platform.config, { machine: `desk ${at}`, watch })),
  );
  try {
    return await use(consoles);
  } finally {
    await Promise.all(consoles.map((one) => one.close()));
  }
};

it('P01: nine steps, each written down before it acts and proved after it, to one stamped database and one mail', async () => {
  const before: unknown[] = [];
  const watch: Watch = async ({ seq, moment }, operation) => {
    if (moment === 'after-intent')
      before.push(
        ...(await rowsOf('SELECT name, state FROM tenantry.op_step WHERE op_id = $1 AND seq = $2', [operation, seq])),
      );
  };
  const view = await withConsoles([watch], async ([desk]) => {
    const operationId = await (desk as MatrixConsole).operations.provision(id, 'ayse');
    await desk?.engine.whenSettled(operationId);
    return (desk as MatrixConsole).engine.get(operationId);
  });
  expect(view).toMatchObject({ state: 'succeeded', attempts: 1, error: null, warnings: [] });
  expect(before).toEqual(provisioningSteps.map((name) => ({ name, state: 'intent' })));
  const steps = await rowsOf(
    `SELECT name, state, attempts, evidence, started_at <= ended_at AS timed FROM tenantry.op_step
      WHERE op_id = $1 ORDER BY seq`,
    [view.id],
  );
  expect(steps).toEqual(
    provisioningSteps.map((name) => ({ name, state: 'done', attempts: 1, evidence: expect.any(Object), timed: true })),
  );
  expect(steps.filter(({ evidence }) => Object.keys(evidence).length === 0)).toEqual([]);
  expect(await provisioned()).toEqual([]);
  expect(stage.platform.mailsTo(`owner@${code}.example`)).toHaveLength(1);
  const stamp = await connected(
    { ...stage.platform.admin, database: database() },
    async (client) => (await client.query('SELECT tenant_id, op_id FROM _tenantry.owner')).rows,
  );
  expect(stamp).toEqual([{ tenant_id: view.subject.tenantId, op_id: view.id }]);
});

describe('a console that met its fate', () => {
  const plan = (): Plan => ({
    scenario: scenarioNamed('provision'),
    steps: provisioningSteps.map((name) => ({ name, pivot: name === 'activating_tenant', effects: 0 })),
    problems: [],
  });

  it.each([
    ['P02: killed after CREATE DATABASE, it is gone on with elsewhere', crash],
    ['P05: stopped after CREATE DATABASE, undone elsewhere and woken, it lost and brings nothing back', compensate],
  ] as const)('%s', async (_name, matrix) => {
    const workers = createWorkers(await workerFile());
    try {
      const [one] = matrix(plan()).filter(({ name }) => name.includes('creating_database after-effect'));
      expect(await one?.run({ stage, workers })).toEqual([]);
    } finally {
      workers.close();
    }
  });

  it('P04: stopped inside a transaction of the tenant, its session is ended, and what it began is finished', async () => {
    const proxy = await startPostgresProxy(stage.platform.server);
    const worker = path.join(import.meta.dirname, '../matrix/worker.ts');
    const child = spawn(process.execPath, [worker], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      const told = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
      let isStopped = false;
      listen(proxy, ({ text }) => {
        if (isStopped || !text.includes('INSERT INTO _tenantry.migrations')) return;
        isStopped = child.kill('SIGSTOP');
      });
      const { host, port } = proxy;
      const arranged: RegistrationCase = { marks: [code, id], registration: id, code };
      const task: WorkerTask = {
        config: { ...stage.platform.config, settings: { ...settings(), host, port } },
        ...{ scenario: 'provision', arranged, at: { seq: 99, moment: 'after-done' }, signal: 'SIGKILL' },
      };
      child.stdin.write(`${JSON.stringify(task)}\n`);
      const { pid } = await until(
        `SELECT pid FROM pg_stat_activity WHERE datname = $1 AND state = 'idle in transaction'`,
        [database()],
      );
      const [{ op_id: operationId }] = await rowsOf('SELECT op_id FROM tenantry.operation WHERE resource_key = $1', [
        registrationResource(id),
      ]);
      expect(await takeOver(stage.second, operationId, 'resume')).toMatchObject({ state: 'succeeded', attempts: 2 });
      expect(await rowsOf('SELECT FROM pg_stat_activity WHERE pid = $1', [pid])).toEqual([]);
      expect(await provisioned()).toEqual([]);
      const marks = [...arranged.marks, operationId];
      const before = await digestOf(stage, marks);
      child.kill('SIGCONT');
      expect(JSON.parse(await told)).toEqual({ ended: { wroteEnd: false } });
      expect(await digestOf(stage, marks)).toEqual(before);
    } finally {
      child.kill('SIGKILL');
      await proxy.close();
    }
  });
});

describe('two consoles at once', () => {
  const requestOf = async (): Promise<StartRequest> => {
    const registration = await stage.second.layout.registrations.find(id);
    if (registration === undefined) throw new Error('it was just registered');
    const tenantId = randomUUID() as string as TenantId;
    return {
      ...{ kind: 'provision', idempotencyKey: `provision:${tenantId}`, resource: registrationResource(id) },
      params: { reservation: reserveNames(registration, tenantId, settings()), language: 'tr' },
      subject: { label: registration.companyName, registrationId: id, tenantId },
      ...{ actor: 'ayse', supersedes: false },
    };
  };
  const operations = () =>
    rowsOf('SELECT op_id FROM tenantry.operation WHERE resource_key = $1', [registrationResource(id)]);
  const through = () => Promise.resolve();

  it('P11: with one key begin one operation, and both show it', async () => {
    await withConsoles([through, through], async (consoles) => {
      const request = await requestOf();
      const ids = await Promise.all(consoles.map(({ engine }) => engine.start(request)));
      expect(new Set(ids).size).toBe(1);
      const [operationId] = ids as [OperationId];
      await Promise.all(consoles.map(({ engine }) => engine.whenSettled(operationId)));
      for (const { engine } of consoles)
        expect(await engine.get(operationId)).toMatchObject({ id: operationId, state: 'succeeded', attempts: 1 });
      expect(await operations()).toEqual([{ op_id: operationId }]);
    });
    expect(await provisioned()).toEqual([]);
  });

  it('P12: with one key and other params begin one, and the other is told that the key is used', async () => {
    await withConsoles([through, through], async ([first, second]) => {
      const request = await requestOf();
      const other = { ...request, params: { ...request.params, language: 'en' } };
      const outcomes = await Promise.allSettled([first?.engine.start(request), second?.engine.start(other)]);
      const begun = outcomes.filter(({ status }) => status === 'fulfilled');
      expect(begun).toHaveLength(1);
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'conflict', key: 'operation.key_reused' },
      });
      const [{ op_id: operationId }] = await operations();
      await Promise.all([first, second].map((one) => one?.engine.whenSettled(operationId)));
      expect(await operations()).toHaveLength(1);
    });
    expect(await provisioned()).toEqual([]);
  });

  it('P13: with keys of their own begin one, and the other hears who is at it and since when', async () => {
    const gate = Promise.withResolvers<void>();
    const untilBothAsked = () => gate.promise;
    await withConsoles([untilBothAsked, untilBothAsked], async ([first, second]) => {
      const outcomes = await Promise.allSettled([
        first?.operations.provision(id, 'ayse'),
        second?.operations.provision(id, 'can'),
      ]);
      gate.resolve();
      const [begun, ...more] = await operations();
      expect(more).toEqual([]);
      const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
      expect(outcomes[winner]).toMatchObject({ value: begun.op_id });
      expect(outcomes[1 - winner]).toMatchObject({
        reason: {
          ...{ code: 'conflict', key: 'operation.running_on_resource' },
          params: { operator: ['ayse', 'can'][winner], since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
        },
      });
      await Promise.all([first, second].map((one) => one?.engine.whenSettled(begun.op_id)));
    });
    expect(await provisioned()).toEqual([]);
  });
});
