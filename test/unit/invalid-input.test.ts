import { expect, it } from 'vitest';
import type { CallName } from '../../shared/contract/contract.ts';
import { goodInputs } from '../builders/calls.ts';
import { door } from '../fakes/door.ts';

const good = (name: CallName): Record<string, unknown> => structuredClone(goodInputs[name]) as Record<string, unknown>;
const inSettings = (change: object) => {
  const input = good('connections.save');
  return { ...input, settings: { ...(input['settings'] as object), ...change } };
};

it.each<readonly [string, CallName, unknown, { key: string; field?: string; params?: object }]>([
  ['a field that is missing', 'session.stepUp', {}, { key: 'field.required', field: 'password' }],
  ['an empty text', 'session.stepUp', { password: '' }, { key: 'field.required', field: 'password' }],
  [
    'spaces only',
    'registrations.create',
    { ...good('registrations.create'), companyName: '  ' },
    { key: 'field.required', field: 'companyName' },
  ],
  [
    'a short text',
    'session.unlockWrites',
    { reason: 'ab', minutes: 30 },
    { key: 'field.too_short', field: 'reason', params: { min: 3 } },
  ],
  [
    'a long text',
    'session.unlockWrites',
    { reason: 'a'.repeat(501), minutes: 30 },
    { key: 'field.too_long', field: 'reason', params: { max: 500 } },
  ],
  [
    'a wrong e-mail',
    'operators.invite',
    { ...good('operators.invite'), email: 'can@' },
    { key: 'field.email', field: 'email' },
  ],
  [
    'an empty e-mail',
    'operators.invite',
    { ...good('operators.invite'), email: '' },
    { key: 'field.required', field: 'email' },
  ],
  [
    'a number out of bounds',
    'session.unlockWrites',
    { reason: 'because', minutes: 500 },
    { key: 'field.number', field: 'minutes', params: { min: 5, max: 120 } },
  ],
  [
    'a number as text',
    'session.unlockWrites',
    { reason: 'because', minutes: '30' },
    { key: 'field.number', field: 'minutes', params: { min: 5, max: 120 } },
  ],
  [
    'a port of nowhere',
    'connections.save',
    inSettings({ port: 70_000 }),
    { key: 'field.number', field: 'settings.port', params: { min: 1, max: 65_535 } },
  ],
  [
    'a choice that there is not',
    'operators.invite',
    { ...good('operators.invite'), role: 'root' },
    { key: 'field.choice', field: 'role' },
  ],
  [
    'a field that nobody knows',
    'session.stepUp',
    { password: 'x', admin: true },
    { key: 'field.unknown', field: 'admin', params: { field: 'admin' } },
  ],
  ['an id that is none', 'tenants.get', { id: '1 OR 1=1' }, { key: 'field.invalid', field: 'id' }],
  [
    'a pasted connection string',
    'connections.save',
    inSettings({ host: 'postgres://u:p@db/x' }),
    { key: 'field.invalid', field: 'settings.host' },
  ],
  [
    'no base domain',
    'connections.save',
    inSettings({ baseDomains: [] }),
    { key: 'field.required', field: 'settings.baseDomains' },
  ],
  [
    'a mail port',
    'connections.save',
    inSettings({ smtp: { host: 'm', port: 0, security: 'tls', user: '', fromName: 'a', fromAddress: 'a@b.example' } }),
    { key: 'field.number', field: 'settings.smtp.port' },
  ],
  [
    'a place in no list',
    'tenants.list',
    { ...good('tenants.list'), place: { after: 7 } },
    { key: 'field.invalid', field: 'place.after' },
  ],
])('says what is wrong with %s, and where', async (_, name, input, expected) => {
  const { knock, reached } = door('super_admin', { steppedUp: true });
  const answer = await knock(name, input);
  expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input', ...expected } });
  expect(reached).toEqual([]);
});
