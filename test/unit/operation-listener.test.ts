import { expect, it } from 'vitest';
import { createOperationListener } from '../../main/connections/operation-listener.ts';
import type { LogEnding, LogIntent } from '../../main/local/operation-log.ts';
import type { RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { operationView } from '../fakes/idle-engine.ts';

const subject = { label: 'Çınar A.Ş.', registrationId: 'r' as RegistrationId, tenantId: 't' as TenantId };

function house() {
  const published: Array<string> = [];
  const recorded: Array<LogIntent & LogEnding> = [];
  const tell = createOperationListener({
    broadcast: { publish: (name) => published.push(name) },
    operationLog: {
      record: (entry, ending) => recorded.push({ ...entry, ...ending }),
    },
    actor: () => ({ operator: 'ayse@example.com', role: 'super_admin', platform: 'Live' }),
  });
  return { tell, published, recorded };
}

it('writes an end down once, however often it is told', () => {
  const { tell, published, recorded } = house();
  tell(operationView({ subject }));
  expect(published).toEqual(['operations.changed']);
  const ended = operationView({ subject, state: 'succeeded', endedAt: '2026-11-21T08:01:00.000Z' });
  tell(ended);
  tell(ended);
  expect(recorded).toMatchObject([
    { action: 'operation.provision', outcome: 'succeeded', subjectId: 't', durationMs: 60_000, role: 'super_admin' },
  ]);
  expect(published.filter((name) => name === 'operations.ended')).toHaveLength(1);
});

it('writes nothing of what ended before or elsewhere', () => {
  const { tell, recorded } = house();
  tell(operationView({ state: 'failed' }));
  expect(recorded).toEqual([]);
});

it('writes each end of one that was gone on with', () => {
  const { tell, recorded } = house();
  for (const state of ['running', 'failed', 'running', 'compensating', 'cancelled'] as const)
    tell(operationView({ state }));
  expect(recorded.map(({ outcome, params }) => [outcome, params])).toEqual([
    ['failed', { state: 'failed', attempts: 1 }],
    ['failed', { state: 'cancelled', attempts: 1 }],
  ]);
});
