import { describe, expect, it } from 'vitest';
import { createAttention } from '../../main/attention/attention.ts';
import { dropOrphanOperation } from '../../main/attention/drop-orphan.ts';
import { createEngine } from '../../main/operations/engine.ts';
import type { ConsoleId, CopyId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { newDatabase } from '../fakes/memory/storage.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';
import { createMovedClock } from '../fakes/moved-clock.ts';

const name = 'Stocker_stray_Db';
const findingId = `database_without_tenant:${name}`;
const ask = { findingId, typedName: name, reason: 'left by a test of last year' };
const gone = 'a0000000-0000-4000-8000-000000000009' as TenantId;
const promises = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function desk() {
  const platform = createMemoryPlatform();
  const layout = platform.open();
  await layout.setWritable(true);
  const clock = createMovedClock();
  const engine = createEngine({
    journal: layout.journal,
    definitions: [dropOrphanOperation({ openRoles: layout.openOperation })],
    console: { id: crypto.randomUUID() as string as ConsoleId, machine: 'one', appVersion: '0' },
    clock,
    onChange: () => undefined,
  });
  const told: number[] = [];
  const dropped: unknown[] = [];
  const attention = createAttention({
    layout,
    engine,
    clock,
    onChange: (findings) => told.push(findings),
    async dropCopy(copy, by) {
      dropped.push({ ...copy, by });
      return 'o' as OperationId;
    },
  });
  const pass = async (milliseconds: number): Promise<void> => {
    platform.world.clock.now += milliseconds;
    clock.pass(milliseconds);
    await promises();
  };
  const settled = async (id: OperationId) => {
    await engine.whenSettled(id);
    return engine.get(id);
  };
  const looks = (): number => platform.faults.calls.filter((call) => call === 'reconciler.observe').length;
  const { world, faults } = platform;
  return { world, faults, layout, clock, engine, attention, told, dropped, pass, settled, looks };
}

/** Found in two looks, a minute after one another. */
async function confirmed() {
  const one = await desk();
  one.world.databases.set(name, newDatabase(name));
  await one.attention.look({ deep: false });
  await one.pass(60_000);
  await one.attention.look({ deep: false });
  return one;
}

describe('looks', () => {
  it('come by themselves a little after opening and every ten minutes, and end with the session', async () => {
    const { attention, pass, looks, told } = await desk();
    expect((await attention.list()).lookedAt).toBeNull();
    await pass(4_999);
    expect(looks()).toBe(0);
    await pass(1);
    expect(looks()).toBe(1);
    await pass(599_999);
    expect(looks()).toBe(1);
    await pass(1);
    expect(looks()).toBe(2);
    expect(told).toEqual([0, 0]);
    attention.stop();
    await pass(3_600_000);
    expect(looks()).toBe(2);
  });

  it('go on after one that failed, which nobody is told of who did not ask', async () => {
    const { attention, faults, pass, looks, told } = await desk();
    faults.fail('reconciler.observe', new AppError('unreachable', 'server.lost'), { times: 2 });
    await pass(5_000);
    await expect(attention.look({ deep: true })).rejects.toMatchObject({ key: 'server.lost' });
    await pass(600_000);
    expect(looks()).toBe(3);
    expect(told).toEqual([0]);
  });

  it('are one at a time: who asks for no more than what is under way gets that', async () => {
    const { attention, faults, looks, told } = await desk();
    const first = faults.pause('reconciler.observe');
    const deep = attention.look({ deep: true });
    await first.reached;
    const [joined, again] = [attention.look({ deep: false }), attention.look({ deep: true })];
    expect((await attention.list()).looking).toBe(true);
    first.release();
    await Promise.all([deep, joined, again]);
    expect(looks()).toBe(1);
    const second = faults.pause('reconciler.observe');
    const shallow = attention.look({ deep: false });
    await second.reached;
    const deeper = attention.look({ deep: true });
    second.release();
    await Promise.all([shallow, deeper]);
    expect(looks()).toBe(3);
    expect(told).toEqual([0, 0, 0]);
  });

  it('list the operations that stopped, beside what was found', async () => {
    const { attention, engine, layout, settled } = await confirmed();
    const id = await engine.start({
      ...{ kind: 'drop_orphan', idempotencyKey: 'k', resource: 'orphan:role:x', actor: 'ayse', supersedes: false },
      params: { of: 'role', name: 'x', systemIdentifier: '1', reason: '', by: 'ayse' },
      subject: { label: 'x', registrationId: null, tenantId: null },
    });
    expect(await settled(id)).toMatchObject({
      state: 'failed',
      error: { key: 'platform.other_server', params: { found: layout.server.systemIdentifier, expected: '1' } },
    });
    const report = await attention.list();
    expect(report.operations.map((operation) => operation.id)).toEqual([id]);
    expect(report).toMatchObject({ databases: 1, looking: false });
  });
});

describe('a finding', () => {
  it('is confirmed by a second look a minute later, and not before', async () => {
    const { world, attention, pass } = await desk();
    world.databases.set(name, newDatabase(name));
    const [first] = (await attention.look({ deep: false })).findings;
    expect(first).toMatchObject({ id: findingId, confirmed: false, removable: 'database' });
    expect(Date.parse(first?.confirmableAt ?? '') - Date.parse(first?.firstSeenAt ?? '')).toBe(60_000);
    await pass(59_999);
    expect((await attention.look({ deep: false })).findings[0]).toMatchObject({ confirmed: false });
    await pass(1);
    expect((await attention.list()).findings[0]).toMatchObject({ confirmed: false });
    expect((await attention.look({ deep: false })).findings[0]).toMatchObject({
      confirmed: true,
      firstSeenAt: first?.firstSeenAt,
    });
  });

  it('is not confirmed while anything is being created', async () => {
    const { world, attention, pass } = await desk();
    const making = 'Stocker_making_Db';
    for (const one of [name, making]) world.databases.set(one, newDatabase(one));
    world.creating.add(making);
    await attention.look({ deep: false });
    await pass(60_000);
    expect((await attention.look({ deep: false })).findings).toMatchObject([{ id: findingId, confirmed: false }]);
    world.creating.delete(making);
    await attention.look({ deep: false });
    expect((await attention.list()).findings.find(({ id }) => id === findingId)).toMatchObject({ confirmed: true });
  });

  it('begins anew where it was gone in between, or is another thing now', async () => {
    const { world, attention, pass } = await confirmed();
    world.databases.delete(name);
    expect((await attention.look({ deep: false })).findings).toEqual([]);
    const again = newDatabase(name);
    world.databases.set(name, again);
    expect((await attention.look({ deep: false })).findings[0]).toMatchObject({ confirmed: false });
    await pass(60_000);
    again.allowsConnections = false;
    expect((await attention.look({ deep: false })).findings[0]).toMatchObject({ confirmed: false, removable: null });
  });
});

describe('a removal', () => {
  it('P24: takes what was dropped half-way, by an operation of its own', async () => {
    const { world, attention, pass, settled } = await desk();
    world.databases.set(name, { ...newDatabase(name), invalid: true });
    const half = { ...ask, findingId: `half_dropped_database:${name}` };
    await attention.look({ deep: false });
    await expect(attention.remove(half, 'ayse')).rejects.toMatchObject({ key: 'finding.not_confirmed' });
    await pass(60_000);
    await attention.look({ deep: false });
    expect(await settled(await attention.remove(half, 'ayse'))).toMatchObject({
      kind: 'drop_orphan',
      state: 'succeeded',
      subject: { label: name },
    });
    expect(world.databases.has(name)).toBe(false);
    expect((await attention.look({ deep: false })).findings).toEqual([]);
  });

  it('takes a role whose tenant is gone', async () => {
    const { world, attention, pass, settled } = await desk();
    const role = 'stocker_old_app';
    world.roles.set(role, { name: role, tenantId: gone, verifier: '', canLogin: true });
    await attention.look({ deep: false });
    await pass(60_000);
    await attention.look({ deep: false });
    const id = await attention.remove({ ...ask, findingId: `role_without_database:${role}`, typedName: role }, 'ayse');
    expect(await settled(id)).toMatchObject({ state: 'succeeded' });
    expect(world.roles.has(role)).toBe(false);
  });

  it('leaves copies to what drops copies', async () => {
    const { world, attention, pass, dropped } = await desk();
    const id = 'c0000000-0000-4000-8000-000000000001' as CopyId;
    const database = 'Stocker_acme_Db_r_1a2b3c4d5e6f';
    world.copies.set(id, {
      ...{ id, tenantId: gone, purpose: 'beside', database, archiveId: null, madeBy: 'ayse' },
      ...{ madeAt: new Date(world.clock.now).toISOString(), operationId: 'o' as OperationId },
      ...{ comparison: null, dropped: false },
    });
    await attention.look({ deep: false });
    await pass(60_000);
    await attention.look({ deep: false });
    const copy = { ...ask, findingId: `copy_without_database:${database}`, typedName: database };
    await attention.remove(copy, 'ayse');
    expect(dropped).toEqual([{ id, typedDatabase: database, reason: ask.reason, by: 'ayse' }]);
  });

  it('D09: is refused for another name, however alike', async () => {
    const { world, attention } = await confirmed();
    for (const typedName of [name.toLowerCase(), `${name} `, `${name}\u200b`, ''])
      await expect(attention.remove({ ...ask, typedName }, 'ayse')).rejects.toMatchObject({ field: 'typedName' });
    expect(world.databases.has(name)).toBe(true);
  });

  it("is refused for what was never found, and for what is nobody's to remove", async () => {
    const { world, attention, pass } = await confirmed();
    await expect(attention.remove({ ...ask, findingId: 'x' }, 'ayse')).rejects.toMatchObject({
      key: 'finding.not_found',
    });
    const full = 'Stocker_full_Db';
    world.databases.set(full, { ...newDatabase(full), foreignTables: 1 });
    await attention.look({ deep: false });
    await pass(60_000);
    await attention.look({ deep: false });
    const theirs = { ...ask, findingId: `unstamped_database:${full}`, typedName: full };
    await expect(attention.remove(theirs, 'ayse')).rejects.toMatchObject({ key: 'finding.not_removable' });
    expect(world.databases.has(full)).toBe(true);
  });

  it('is refused when a last look finds it changed', async () => {
    const { world, attention, engine } = await confirmed();
    const here = world.databases.get(name);
    if (here !== undefined) here.foreignTables = 1;
    await expect(attention.remove(ask, 'ayse')).rejects.toMatchObject({ key: 'finding.changed' });
    expect(await engine.list(5)).toEqual([]);
  });

  it("looks itself, too: what became somebody's after it began is left alone", async () => {
    const { world, attention, faults, settled, engine } = await confirmed();
    const pause = faults.pause('orphans.database');
    const id = await attention.remove(ask, 'ayse');
    await pause.reached;
    const here = world.databases.get(name);
    if (here !== undefined) here.foreignTables = 1;
    pause.release();
    expect(await settled(id)).toMatchObject({ state: 'failed', error: { key: 'finding.changed', params: { name } } });
    expect(world.databases.has(name)).toBe(true);
    // While it waits for a decision, what it names is its own; given up, it is found again.
    expect((await attention.look({ deep: false })).findings).toEqual([]);
    await engine.undo(id, { operator: 'ayse', fence: null });
    expect(await settled(id)).toMatchObject({ state: 'cancelled' });
    expect((await attention.look({ deep: false })).findings).toMatchObject([{ kind: 'unstamped_database' }]);
  });
});
