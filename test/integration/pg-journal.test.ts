import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationNameFor } from '../../main/layouts/pg/application-name.ts';
import { openSession } from '../../main/layouts/pg/connect.ts';
import { assertFence } from '../../main/layouts/postgres-per-tenant/fence.ts';
import { createJournal, type StockerJournal } from '../../main/layouts/postgres-per-tenant/journal.ts';
import type { ConsoleIdentity, NewOperation, OperationJournal } from '../../main/operations/journal.ts';
import type { ConsoleId, OperationId } from '../../shared/domain/ids.ts';
import { newPlatform, openParts, type StockerParts } from '../builders/stocker-parts.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let parts: StockerParts;
/** Two consoles: each with its own connections, as on two machines. */
let here: StockerJournal;
let there: StockerJournal;
let journal: OperationJournal;
let other: OperationJournal;
let otherParts: StockerParts;

beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  parts = platform.parts;
  otherParts = await openParts(platform.login);
  here = createJournal(parts);
  there = createJournal(otherParts);
  journal = here.journal;
  other = there.journal;
});
afterAll(async () => {
  await there.close();
  await here.close();
  await otherParts.close();
  await platform.drop();
});

const consoleNamed = (machine: string): ConsoleIdentity => ({
  id: randomUUID() as string as ConsoleId,
  machine,
  appVersion: '0.1.0',
});
const ada = consoleNamed('ada');
const cem = consoleNamed('cem');

const request = (more: Partial<NewOperation> = {}): NewOperation => ({
  id: randomUUID() as string as OperationId,
  kind: 'provision',
  params: { code: 'isik', name: 'Işık' },
  idempotencyKey: randomUUID(),
  resource: `registration:${randomUUID()}`,
  subject: { label: 'Işık', registrationId: null, tenantId: null },
  steps: [
    { name: 'starting', weight: 5 },
    { name: 'creating_tenant', weight: 5 },
  ],
  actor: 'ada@example.org',
  supersedes: false,
  ...more,
});

const claimBy = (who: ConsoleIdentity, more: { expectFence?: string | null | 'any'; leaseSeconds?: number } = {}) => ({
  console: who,
  operator: `${who.machine}@example.org`,
  leaseSeconds: 30,
  expectFence: 'any' as string | null,
  to: 'running' as const,
  ...more,
});

async function begun(more: Partial<NewOperation> = {}): Promise<OperationId> {
  return (await journal.begin(request(more))).record.id;
}
async function held(more: Partial<NewOperation> = {}): Promise<{ id: OperationId; fence: string }> {
  const id = await begun(more);
  const claimed = await journal.claim(id, claimBy(ada));
  if (claimed === undefined) throw new Error('nobody else can hold it');
  return { id, fence: claimed.fence };
}
/** As if the holder had been silent until its lease ran out by the database's clock. */
const runOut = (id: OperationId): Promise<unknown> =>
  parts.pools.change({
    text: `UPDATE tenantry.operation SET lease_until = clock_timestamp() - interval '1 second' WHERE op_id = $1`,
    values: [id],
  });

describe('beginning', () => {
  it("records the operation and all its steps, by the database's clock", async () => {
    const { record, existing } = await journal.begin(request());
    expect(existing).toBe(false);
    expect(record).toMatchObject({ state: 'running', holder: null, attempts: 0, endedAt: null, error: null });
    expect(record.params).toEqual({ code: 'isik', name: 'Işık' });
    expect(record.steps.map(({ seq, name, state }) => [seq, name, state])).toEqual([
      [0, 'starting', 'pending'],
      [1, 'creating_tenant', 'pending'],
    ]);
    expect(record.createdAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('gives the same operation for the same request, whatever the order of its keys, even at once', async () => {
    const key = randomUUID();
    const resource = `registration:${randomUUID()}`;
    const one = request({ idempotencyKey: key, resource, params: { a: 1, b: { c: 2, d: 3 } } });
    const two = request({ idempotencyKey: key, resource, params: { b: { d: 3, c: 2 }, a: 1 } });
    const outcomes = await Promise.all([journal.begin(one), other.begin(two)]);
    expect(outcomes.map(({ existing }) => existing).sort()).toEqual([false, true]);
    expect(outcomes[0]?.record.id).toBe(outcomes[1]?.record.id);
  });

  it('refuses the same key with other parameters', async () => {
    const first = request();
    await journal.begin(first);
    const again = request({ idempotencyKey: first.idempotencyKey, resource: first.resource, params: { code: 'x' } });
    await expect(journal.begin(again)).rejects.toMatchObject({ key: 'operation.key_reused' });
  });

  it('lets one of two consoles have a resource, and tells the other who has it', async () => {
    const resource = `registration:${randomUUID()}`;
    const outcomes = await Promise.allSettled([
      journal.begin(request({ resource })),
      other.begin(request({ resource, actor: 'cem@example.org' })),
    ]);
    const winner = outcomes.find((outcome) => outcome.status === 'fulfilled');
    const loser = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(loser?.reason).toMatchObject({
      key: 'operation.running_on_resource',
      params: {
        name: 'Işık',
        operator: winner?.value.record.actor,
        since: winner?.value.record.createdAt,
      },
    });
  });
});

describe('claiming', () => {
  it('two at once: one gets it', async () => {
    const id = await begun();
    const claims = await Promise.all([journal.claim(id, claimBy(ada)), other.claim(id, claimBy(cem))]);
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
  });

  it('gives a new and higher fence each time, and counts', async () => {
    const { id, fence } = await held();
    await runOut(id);
    const second = await other.claim(id, claimBy(cem));
    expect(BigInt(second?.fence ?? 0)).toBeGreaterThan(BigInt(fence));
    expect(second?.record).toMatchObject({
      attempts: 2,
      holder: { machine: 'cem', operator: 'cem@example.org', leaseRunsOut: false, heartbeatAgeSeconds: 0 },
    });
  });

  it('what the operator saw must still be so', async () => {
    const { id, fence } = await held();
    await runOut(id);
    expect(await other.claim(id, claimBy(cem, { expectFence: null }))).toBeUndefined();
    expect(await other.claim(id, claimBy(cem, { expectFence: String(BigInt(fence) + 1_000n) }))).toBeUndefined();
    expect(await other.claim(id, claimBy(cem, { expectFence: fence }))).toBeDefined();
  });

  it('a console may take up its own again before the lease is over, another may not', async () => {
    const { id, fence } = await held();
    expect(await other.claim(id, claimBy(cem, { expectFence: fence }))).toBeUndefined();
    expect(await journal.claim(id, claimBy(ada, { expectFence: fence }))).toBeDefined();
  });

  it('nothing that has ended can be claimed', async () => {
    const { id, fence } = await held();
    await journal.finish(id, fence, 'succeeded', null);
    expect(await journal.claim(id, claimBy(ada))).toBeUndefined();
  });

  it('goes on with what failed: the error and the end are gone', async () => {
    const { id, fence } = await held();
    await journal.finish(id, fence, 'failed', { code: 'busy', key: 'server.busy', params: {} });
    expect(await journal.find(id)).toMatchObject({ state: 'failed', holder: null, error: { key: 'server.busy' } });
    const again = await journal.claim(id, claimBy(ada, { expectFence: null }));
    expect(again?.record).toMatchObject({ state: 'running', error: null, endedAt: null, attempts: 2 });
  });
});

describe('writing under a fence', () => {
  it('records intent, evidence and the end', async () => {
    const { id, fence } = await held();
    await journal.step(id, fence, 0, { to: 'intent' });
    await journal.step(id, fence, 0, { to: 'done', evidence: { rows: 1 } });
    await journal.step(id, fence, 1, { to: 'intent' });
    await journal.step(id, fence, 1, { to: 'failed', error: { code: 'busy', key: 'server.busy', params: {} } });
    await journal.finish(id, fence, 'compensating', null);
    await journal.step(id, fence, 0, { to: 'undo_intent' });
    await journal.step(id, fence, 0, { to: 'undone', evidence: { rows: 0 } });
    await journal.finish(id, fence, 'cancelled', null);
    const record = await journal.find(id);
    expect(record).toMatchObject({ state: 'cancelled', holder: null });
    expect(record?.endedAt).not.toBeNull();
    expect(record?.steps).toMatchObject([
      { state: 'undone', attempts: 2, evidence: { rows: 0 }, error: null },
      { state: 'failed', attempts: 1, error: { key: 'server.busy' } },
    ]);
  });

  it.each(['stale', 'run out'] as const)('a fence that is %s is refused everywhere', async (how) => {
    const { id, fence } = await held();
    await runOut(id);
    if (how === 'stale') await other.claim(id, claimBy(cem));
    const before = await journal.find(id);
    const lost = { code: 'lost', key: 'operation.lost' };
    await expect(journal.step(id, fence, 0, { to: 'intent' })).rejects.toMatchObject(lost);
    await expect(journal.finish(id, fence, 'succeeded', null)).rejects.toMatchObject(lost);
    expect(await journal.heartbeat(id, fence, 30)).toBe('lost');
    await expect(parts.pools.write((runner) => assertFence(runner, { operationId: id, fence }))).rejects.toMatchObject(
      lost,
    );
    expect((await journal.find(id))?.steps).toEqual(before?.steps);
  });

  it('renews on a session of its own while an effect holds the fence, and hears of a cancel', async () => {
    const { id, fence } = await held();
    await parts.pools.write(async (runner) => {
      await assertFence(runner, { operationId: id, fence });
      expect(await journal.heartbeat(id, fence, 30)).toBe('renewed');
    });
    await other.requestCancel(id);
    expect(await journal.heartbeat(id, fence, 30)).toBe('cancel_requested');
  });

  it('goes on when the platform is locked for writing again', async () => {
    const { id, fence } = await held();
    await parts.pools.setWritable(false);
    try {
      await journal.step(id, fence, 0, { to: 'intent' });
      await journal.finish(id, fence, 'failed', null);
      await expect(journal.begin(request())).rejects.toMatchObject({ key: 'session.read_only' });
    } finally {
      await parts.pools.setWritable(true);
    }
  });
});

describe('superseding', () => {
  it.each(['failed', 'needs_attention'] as const)('takes over what %s', async (state) => {
    const resource = `registration:${randomUUID()}`;
    const { id, fence } = await held({ resource });
    await journal.finish(id, fence, state, null);
    await expect(journal.begin(request({ resource }))).rejects.toMatchObject({ key: 'operation.running_on_resource' });
    const { record } = await journal.begin(request({ resource, kind: 'clean_up', supersedes: true }));
    expect((await journal.find(id))?.state).toBe('superseded');
    expect((await journal.newestOn([resource])).get(resource)?.id).toBe(record.id);
  });

  it('takes over one whose console is gone, and never one that is held', async () => {
    const resource = `registration:${randomUUID()}`;
    const { id } = await held({ resource });
    const cleanUp = () => other.begin(request({ resource, kind: 'clean_up', supersedes: true }));
    await expect(cleanUp()).rejects.toMatchObject({ key: 'operation.running_on_resource' });
    await runOut(id);
    await cleanUp();
    expect(await journal.find(id)).toMatchObject({ state: 'superseded', holder: null });
  });

  it('never takes over itself when the same request comes twice', async () => {
    const cleanUp = request({ kind: 'clean_up', supersedes: true });
    const { record } = await journal.begin(cleanUp);
    const claimed = await journal.claim(record.id, claimBy(ada));
    await journal.finish(record.id, claimed?.fence ?? '', 'failed', null);
    expect(await journal.begin({ ...cleanUp, id: randomUUID() as string as OperationId })).toMatchObject({
      existing: true,
      record: { id: record.id, state: 'failed' },
    });
  });
});

describe('listing', () => {
  it('all that have not ended, and the newest that have', async () => {
    const live = await held();
    const ended = await held();
    await journal.finish(ended.id, ended.fence, 'succeeded', null);
    const list = await journal.list(1);
    expect(list.map(({ id }) => id)).toContain(live.id);
    expect(list.filter(({ state }) => ['succeeded', 'cancelled', 'superseded'].includes(state))).toMatchObject([
      { id: ended.id, steps: [{ seq: 0 }, { seq: 1 }] },
    ]);
  });
});

describe('evicting', () => {
  const gone = (client: pg.Client): Promise<unknown> => new Promise((resolve) => client.once('end', resolve));

  it('ends an open transaction of an older fence, in whichever database, and nothing else', async () => {
    const { id, fence } = await held();
    const zombie = await openSession(
      { ...parts.server },
      { application: applicationNameFor({ operationId: id, fence }), readOnly: false, database: 'postgres' },
    );
    const ended = gone(zombie);
    await zombie.query('BEGIN');
    await zombie.query('SELECT pg_advisory_xact_lock(1)');
    await runOut(id);
    const claimed = await other.claim(id, claimBy(cem));
    const mine = await openSession(otherParts.server, {
      application: applicationNameFor({ operationId: id, fence: claimed?.fence ?? '' }),
      readOnly: false,
    });
    expect(await other.evict(id, claimed?.fence ?? '')).toBe(1);
    await ended;
    expect((await mine.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await mine.end();
    expect(await other.evict(id, claimed?.fence ?? '')).toBe(0);
  });

  it('ends a CREATE DATABASE whose console is gone, and no database is born of it later', async () => {
    const template = `tpl_${randomUUID().replaceAll('-', '')}`;
    const wanted = `late_${randomUUID().replaceAll('-', '')}`;
    const resource = `registration:${randomUUID()}`;
    await connected(platform.login, (client) => client.query(`CREATE DATABASE ${template} TEMPLATE template0`));
    await connected({ ...platform.login, database: template }, (client) =>
      client.query('CREATE TABLE ballast AS SELECT md5(n::text) AS t FROM generate_series(1, 1500000) n'),
    );
    const { id, fence } = await held({ resource });
    const dead = await openSession(parts.server, {
      application: applicationNameFor({ operationId: id, fence }),
      readOnly: false,
    });
    const outcome = dead.query(`CREATE DATABASE ${wanted} TEMPLATE ${template} STRATEGY wal_log`).then(
      () => 'created',
      (error: unknown) => (error as { code?: string }).code,
    );
    await connected(platform.login, async (client) => {
      for (let found = 0; found === 0; ) {
        const running = await client.query(
          `SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'CREATE DATABASE late%'`,
        );
        found = running.rows.length;
      }
    });
    await runOut(id);
    // Another operation takes over its remains: what it evicts is what it superseded.
    const { record } = await other.begin(request({ resource, kind: 'clean_up', supersedes: true }));
    const claimed = await other.claim(record.id, claimBy(cem));
    expect(await other.evict(record.id, claimed?.fence ?? '')).toBe(1);
    expect(await outcome).toBe('57P01');
    await connected(platform.login, async (client) => {
      const { rows } = await client.query('SELECT datname FROM pg_database WHERE datname = $1::text', [wanted]);
      expect(rows).toEqual([]);
      await client.query(`DROP DATABASE ${template}`);
    });
  });

  it('a holder whose sessions were ended finds itself lost', async () => {
    const { id, fence } = await held();
    expect(await journal.heartbeat(id, fence, 30)).toBe('renewed');
    await runOut(id);
    const claimed = await other.claim(id, claimBy(cem));
    expect(await other.evict(id, claimed?.fence ?? '')).toBe(1);
    expect(await journal.heartbeat(id, fence, 30)).toBe('lost');
  });
});
