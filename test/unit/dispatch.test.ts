import { expect, it } from 'vitest';
import { logRules } from '../../main/ipc/call-log.ts';
import { calls } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { goodInputs } from '../builders/calls.ts';
import { door } from '../fakes/door.ts';
import { callNames } from '../fakes/recording-handlers.ts';

const refusal = (key: string) => ({ ok: false, error: expect.objectContaining({ key }) });
const hold = goodInputs['tenants.hold'];

it.each(callNames)('%s: a well-formed input reaches its handler', async (name) => {
  const { knock, reached } = door('super_admin', { steppedUp: true });
  expect(await knock(name, goodInputs[name])).toEqual({ ok: true, value: null });
  expect(reached).toEqual([name]);
});

it('writes the intent before the handler runs and the outcome after it', async () => {
  const order: Array<string> = [];
  const { knock, intents, outcomes } = door('super_admin', {
    handlers: {
      'tenants.hold': async (_, { log }) => {
        order.push(`intents ${intents.length}, outcomes ${outcomes.length}`);
        log.subject({ label: 'Çınar', id: 'a1' });
        log.before({ held: false });
        log.after({ held: true });
        return { hold: 1 };
      },
    },
  });
  await knock('tenants.hold', hold);
  expect(order).toEqual(['intents 1, outcomes 0']);
  expect(intents[0]).toMatchObject({
    operator: 'ayse@example.com',
    role: 'super_admin',
    action: 'tenants.hold',
    reason: 'asked for by the customer',
    params: { kind: 'maintenance' },
  });
  expect(outcomes[0]).toMatchObject({
    outcome: 'succeeded',
    subject: 'Çınar',
    before: { held: false },
    after: { held: true },
  });
});

it('does nothing at all when the intent can not be written', async () => {
  const { knock, reached } = door('super_admin', { logIsFull: true, steppedUp: true });
  for (const name of callNames.filter((name) => 'changes' in calls[name])) {
    expect(await knock(name, goodInputs[name])).toEqual(refusal('local.disk_full'));
  }
  expect(reached).toEqual([]);
});

it('still reads, signs in and saves connections when the log is full', async () => {
  const { knock, reached } = door('super_admin', { logIsFull: true });
  for (const name of ['tenants.list', 'session.signIn', 'connections.save'] as const)
    await knock(name, goodInputs[name]);
  expect(reached).toEqual(['tenants.list', 'session.signIn', 'connections.save']);
});

it('writes every call that changes the platform down, by an allow-list', () => {
  const changing = callNames.filter((name) => calls[name].changes === true);
  expect(changing.filter((name) => logRules[name]?.durable !== true)).toEqual([]);
});

it('keeps denied attempts with who, what and why not', async () => {
  const { knock, reached, intents, outcomes } = door('viewer');
  expect(await knock('tenants.hold', hold)).toEqual(refusal('session.forbidden'));
  expect(reached).toEqual([]);
  expect(intents[0]).toMatchObject({ action: 'tenants.hold', role: 'viewer' });
  expect(outcomes[0]).toMatchObject({ outcome: 'denied', error: { key: 'session.forbidden' } });
});

it('refuses changes in a read-only session, reads go on', async () => {
  const { knock, reached, outcomes } = door('super_admin', { readOnly: true, steppedUp: true });
  for (const name of callNames) {
    const answer = await knock(name, goodInputs[name]);
    if (calls[name].changes) expect(answer).toEqual(refusal('session.read_only'));
    else expect(answer).toMatchObject({ ok: true });
  }
  expect(reached.filter((name) => calls[name].changes)).toEqual([]);
  expect(outcomes.filter(({ outcome }) => outcome === 'denied')).toHaveLength(
    callNames.filter((name) => calls[name].changes).length,
  );
});

it('asks for the password again where the contract says so', async () => {
  const { knock, reached } = door('super_admin');
  for (const name of callNames.filter((name) => calls[name].stepUp)) {
    expect(await knock(name, goodInputs[name])).toMatchObject({ ok: false, error: { code: 'step_up_required' } });
  }
  expect(reached).toEqual([]);
});

it('looks again at the operator before a change, and obeys what it finds', async () => {
  const { knock, reached } = door('super_admin', {
    reverify: async () => {
      throw new AppError('signed_out', 'session.disabled');
    },
  });
  expect(await knock('tenants.hold', hold)).toEqual(refusal('session.disabled'));
  expect(await knock('tenants.list', goodInputs['tenants.list'])).toMatchObject({ ok: true });
  expect(reached).toEqual(['tenants.list']);
});

it('lets who has a temporary password do nothing but change it and leave', async () => {
  const { knock, reached } = door('super_admin', { mustChangePassword: true, steppedUp: true });
  for (const name of callNames) await knock(name, goodInputs[name]);
  const reachable = callNames.filter((name) => name.startsWith('session.') || 'anyone' in calls[name].gate);
  expect([...reached].sort()).toEqual([...reachable, 'operators.changeOwnPassword'].sort());
});

it('turns what nobody expected into an internal error that tells nothing', async () => {
  const secret = 'postgres://console:canary-7f3a@db/x';
  const { knock, events } = door('super_admin', {
    handlers: {
      'tenants.list': async () => {
        throw Object.assign(new Error(secret), { detail: secret, cause: new Error(secret) });
      },
    },
  });
  const answer = await knock('tenants.list', goodInputs['tenants.list']);
  expect(answer).toEqual({ ok: false, error: { code: 'internal', key: 'internal', params: {} } });
  expect(events.map(({ event }) => event)).toEqual(['failure', 'call']);
});

it.each([
  ['a date', new Date(0)],
  ['a map', new Map([['a', 1]])],
  ['a class', new (class Row {})()],
  ['a bigint', 1n],
  ['a function', () => 1],
  ['NaN', Number.NaN],
  ['nothing', undefined],
])('answers with plain data only: %s is a fault', async (_, value) => {
  const { knock } = door('super_admin', { handlers: { 'tenants.list': async () => ({ value: [value] }) } });
  expect(await knock('tenants.list', goodInputs['tenants.list'])).toEqual(refusal('internal'));
});

it('takes so many at once and no more, and takes again when they are done', async () => {
  const gate = Promise.withResolvers<null>();
  const { knock } = door('super_admin', { maxInFlight: 2, handlers: { 'tenants.viewCounts': () => gate.promise } });
  const first = [knock('tenants.viewCounts', {}), knock('tenants.viewCounts', {})];
  expect(await knock('tenants.viewCounts', {})).toEqual(refusal('call.too_many'));
  gate.resolve(null);
  expect(await Promise.all(first)).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  expect(await knock('tenants.viewCounts', {})).toEqual({ ok: true, value: null });
});

it('notes name, time and result of each call, and nothing of what was in it', async () => {
  const { knock, events } = door('super_admin');
  await knock('session.signIn', goodInputs['session.signIn']);
  await knock('no.such', { password: 'canary-7f3a' });
  expect(events).toEqual([
    { event: 'call', name: 'session.signIn', ms: 0, outcome: 'ok' },
    { event: 'call', name: 'unknown', ms: 0, outcome: 'unsupported' },
  ]);
});
