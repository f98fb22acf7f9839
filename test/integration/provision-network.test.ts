import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { OperationId, RegistrationId } from '../../shared/domain/ids.ts';
import { type MatrixConsole, openConsole } from '../matrix/console.ts';
import { problemsOfProvisioned, problemsOfRemoved, remainsOf } from '../matrix/oracle.ts';
import { type MatrixPlatform, startPlatform } from '../matrix/platform.ts';
import { takeOver } from '../matrix/take-over.ts';
import { connected } from '../servers/databases.ts';
import { type PassingStatement, type PostgresProxy, startPostgresProxy } from '../servers/postgres-proxy.ts';

const leaseSeconds = 3;
const migrations = 3;

let platform: MatrixPlatform;
let proxy: PostgresProxy;
/** One console behind the network that fails, and a colleague's on another. */
let first: MatrixConsole;
let second: MatrixConsole;
let id: RegistrationId;
let code: string;
let closed: boolean;

beforeAll(async () => {
  platform = await startPlatform(leaseSeconds);
  second = await openConsole(platform.config, { machine: 'second' });
});
afterAll(async () => {
  await second?.close();
  await platform?.close();
});
let count = 0;
beforeEach(async () => {
  closed = false;
  count += 1;
  code = `cinar-${count}`;
  proxy = await startPostgresProxy(platform.server);
  const { host, port } = proxy;
  const far = { ...platform.config, settings: { ...platform.config.settings, host, port } };
  [first, id] = await Promise.all([openConsole(far, { machine: 'first' }), platform.register(code)]);
});
afterEach(async () => {
  await proxy?.close();
  if (!closed) await first?.close();
});

const settled = async (operationId: OperationId) => {
  await first.engine.whenSettled(operationId);
  return second.engine.get(operationId);
};
const mailsOf = (operationId: OperationId) =>
  connected(platform.admin, async (client) => {
    const { rows } = await client.query('SELECT kind FROM tenantry.outbox WHERE op_id = $1', [operationId]);
    return rows.length;
  });
const includes = (part: string) => (statement: PassingStatement) => statement.text.includes(part);
const committing = (part: string) => (statement: PassingStatement) =>
  statement.text === 'COMMIT' && statement.before.some((text) => text.includes(part));

const places: ReadonlyArray<readonly [string, (statement: PassingStatement) => boolean]> = [
  ['the tenant row', includes('INSERT INTO public."Tenants"')],
  ["the tenant row's commit", committing('INSERT INTO public."Tenants"')],
  ["the owner's commit", committing('INSERT INTO public."MasterUsers"')],
  ['CREATE DATABASE', includes('CREATE DATABASE')],
  ["the stamp's commit", committing('INSERT INTO _tenantry.owner')],
  ["a migration's commit", committing('INSERT INTO _tenantry.migrations')],
  ["the seed's commit", committing('INSERT INTO _tenantry.seeds')],
  ["the activation's commit", committing('INSERT INTO tenantry.outbox')],
  ['the journal', includes('UPDATE tenantry.op_step SET state = $4')],
  ['the end', includes('SET state = $3, error = $4::jsonb')],
  ['the claim', includes("nextval('tenantry.fence_seq')")],
];

it.each(places.flatMap(([name, fits]) => (['before', 'after'] as const).map((when) => [when, name, fits] as const)))(
  'P17: goes on by itself when the connection is cut %s the server did %s',
  async (when, _name, fits) => {
    const cut = proxy.cut(when, fits);
    const operationId = await first.operations.provision(id, 'ayse');
    await cut;
    expect(await settled(operationId)).toMatchObject({ state: 'succeeded', error: null });
    expect(problemsOfProvisioned(await remainsOf(platform, id, code), migrations)).toEqual([]);
  },
);

it('P18: takes an activation whose answer was lost for done: one activation, one mail, nothing undone', async () => {
  const cut = proxy.cut('after', committing('INSERT INTO tenantry.outbox'));
  const operationId = await first.operations.provision(id, 'ayse');
  await cut;
  await expect(second.engine.cancel(operationId, { operator: 'can' })).rejects.toMatchObject({
    key: 'operation.past_pivot',
  });
  const operation = await settled(operationId);
  expect(operation).toMatchObject({ state: 'succeeded', attempts: 2, cancelRequested: false });
  expect(operation.steps[6]).toMatchObject({ name: 'activating_tenant', state: 'done', attempts: 2 });
  expect(await mailsOf(operationId)).toBe(1);
  expect(platform.mailsTo(`owner@${code}.example`)).toHaveLength(1);
});

it('P26: lets go of what it can no longer reach, for a colleague to finish, and changes nothing afterwards', async () => {
  const swallowed = proxy.swallow(includes('CREATE TABLE tenant'));
  const operationId = await first.operations.provision(id, 'ayse');
  await swallowed;
  expect(await takeOver(second, operationId, 'resume')).toMatchObject({ state: 'succeeded', attempts: 2 });
  const after = await remainsOf(platform, id, code);
  expect(problemsOfProvisioned(after, migrations)).toEqual([]);
  proxy.heal();
  await settled(operationId);
  expect(first.wroteEnd()).toBe(false);
  expect(await remainsOf(platform, id, code)).toEqual(after);
});

it('P26: is undone by a colleague, and nothing of it comes back', async () => {
  const swallowed = proxy.swallow(includes('INSERT INTO _tenantry.seeds'));
  const operationId = await first.operations.provision(id, 'ayse');
  await swallowed;
  expect(await takeOver(second, operationId, 'cancel')).toMatchObject({ state: 'cancelled' });
  proxy.heal();
  await settled(operationId);
  expect(first.wroteEnd()).toBe(false);
  expect(problemsOfRemoved(await remainsOf(platform, id, code), 'cancelled')).toEqual([]);
});

it('P26: picks up its own again when the network comes back', async () => {
  const swallowed = proxy.swallow(includes('INSERT INTO _tenantry.seeds'));
  const operationId = await first.operations.provision(id, 'ayse');
  await swallowed;
  proxy.heal();
  expect(await settled(operationId)).toMatchObject({ state: 'succeeded' });
  expect(problemsOfProvisioned(await remainsOf(platform, id, code), migrations)).toEqual([]);
});

it('can be closed while the network swallows everything, and is found interrupted', async () => {
  const swallowed = proxy.swallow(committing('INSERT INTO _tenantry.migrations'));
  const operationId = await first.operations.provision(id, 'ayse');
  await swallowed;
  await first.close();
  closed = true;
  expect(await takeOver(second, operationId, 'resume')).toMatchObject({ state: 'succeeded' });
});
