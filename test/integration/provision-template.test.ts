import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { OperationId, RegistrationId } from '../../shared/domain/ids.ts';
import { type MatrixConsole, openConsole } from '../matrix/console.ts';
import { problemsOfProvisioned, remainsOf } from '../matrix/oracle.ts';
import { type MatrixPlatform, startPlatform } from '../matrix/platform.ts';
import { connected } from '../servers/databases.ts';

const migrations = 3;
const refusal = 'source database "template0" is being accessed by other users';

let platform: MatrixPlatform;
let desk: MatrixConsole;
let holder: pg.Client;
let id: RegistrationId;
let code: string;
let count = 0;

beforeAll(async () => {
  platform = await startPlatform(3);
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
  // As somebody's psql would be, on a template that lets people in; the door is shut behind it.
  await allow('true');
  holder = new pg.Client({ ...platform.admin, database: 'template0' });
  holder.on('error', () => undefined);
  await holder.connect();
  await allow('false');
});

const allow = (whether: 'true' | 'false') =>
  connected(platform.admin, (client) => client.query(`ALTER DATABASE template0 ALLOW_CONNECTIONS ${whether}`));
const refusals = (): number => platform.server.log().split(refusal).length - 1;
/** The server waits a little before it answers. */
const untilRefused = async (before: number): Promise<void> => {
  while (refusals() === before) await connected(platform.admin, (client) => client.query('SELECT pg_sleep(0.1)'));
};
const ended = async (operationId: OperationId) => {
  await desk.engine.whenSettled(operationId);
  return desk.engine.get(operationId);
};

it('P14: a template that somebody holds is asked for again, and then there', async () => {
  const before = refusals();
  const operationId = await desk.operations.provision(id, 'ayse');
  await untilRefused(before);
  await holder.end();
  expect(await ended(operationId)).toMatchObject({ state: 'succeeded', attempts: 1, error: null, warnings: [] });
  expect(problemsOfProvisioned(await remainsOf(platform, id, code), migrations)).toEqual([]);
});

it('P14: a template that stays held is told, with nothing half made, and what was begun can be gone on with', async () => {
  const before = refusals();
  const operationId = await desk.operations.provision(id, 'ayse');
  expect(await ended(operationId)).toMatchObject({
    ...{ state: 'failed', currentStep: 'creating_database' },
    error: { code: 'busy', key: 'server.template_in_use', retry: true },
  });
  expect(refusals() - before).toBeGreaterThan(1);
  expect(await remainsOf(platform, id, code)).toMatchObject({
    ...{ registration: 'Failed', databases: 0, roles: 0, inside: null, mails: [] },
  });
  await holder.end();
  expect(await desk.operations.retry(id, 'ayse', () => undefined)).toBe(operationId);
  expect(await ended(operationId)).toMatchObject({ state: 'succeeded' });
  expect(problemsOfProvisioned(await remainsOf(platform, id, code), migrations)).toEqual([]);
}, 120_000);
