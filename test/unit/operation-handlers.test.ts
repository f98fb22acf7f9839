import { expect, it } from 'vitest';
import type { Session } from '../../main/access/session.ts';
import { createOperationHandlers } from '../../main/ipc/handlers/operations.ts';
import type { OperationKind } from '../../shared/domain/operations.ts';
import { may, type Role } from '../../shared/domain/permissions.ts';
import { operationView } from '../fakes/idle-engine.ts';

const log = { subject: () => undefined, before: () => undefined, after: () => undefined, operation: () => undefined };
const signal = new AbortController().signal;

function resumeAs(role: Role, kind: OperationKind, steppedUp = true) {
  const resumed: string[] = [];
  const operation = operationView({ kind, state: 'failed', canResume: true });
  const engine = { get: async () => operation, resume: async (id: string) => void resumed.push(id) };
  const session = {
    platform: () => ({ engine }),
    steppedUp: () => steppedUp,
    may: (permission: Parameters<typeof may>[1]) => may(role, permission),
    actor: () => ({ operator: 'can@example.com', role, platform: 'Demo' }),
  } as unknown as Session;
  const call = createOperationHandlers({ session })['operations.resume'];
  return { resumed, outcome: call({ id: operation.id, fence: null }, { log, signal }) };
}

it.each<readonly [Role, OperationKind]>([
  ['support', 'provision'],
  ['super_admin', 'provision'],
  ['super_admin', 'clean_up'],
])('lets %s go on with a %s that failed', async (role, kind) => {
  const { resumed, outcome } = resumeAs(role, kind);
  await outcome;
  expect(resumed).toHaveLength(1);
});

it('does not let support go on with a clean-up, which removes a database', async () => {
  const { resumed, outcome } = resumeAs('support', 'clean_up');
  await expect(outcome).rejects.toMatchObject({ key: 'session.forbidden' });
  expect(resumed).toEqual([]);
});

it('asks for the password again before it goes on with what can’t be taken back', async () => {
  const { resumed, outcome } = resumeAs('super_admin', 'delete', false);
  await expect(outcome).rejects.toMatchObject({ code: 'step_up_required' });
  expect(resumed).toEqual([]);
});
