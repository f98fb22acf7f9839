import { expect, it } from 'vitest';
import { createDialogsStore } from '../../renderer/stores/dialogs.ts';
import { createNoticesStore } from '../../renderer/stores/notices.ts';
import { createOperationsStore } from '../../renderer/stores/operations.ts';
import { createSessionStore } from '../../renderer/stores/session.ts';
import type { OperationId } from '../../shared/domain/ids.ts';
import { isInterrupted, isWorkedOn, needsPerson, type OperationView } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';

const operation = (id: string, createdAt: string, fraction = 0): OperationView => ({
  id: id as OperationId,
  kind: 'provision',
  state: 'running',
  subject: { label: id, registrationId: null, tenantId: null },
  fraction,
  currentStep: null,
  attempts: 1,
  steps: [],
  startedBy: 'Elif Demir',
  createdAt,
  endedAt: null,
  holder: null,
  error: null,
  warnings: [],
  cancelRequested: false,
  canCancel: true,
  canResume: false,
  canUndo: false,
  canResolve: false,
  needs: { resume: 'registrations.retry', cancel: 'registrations.provision' },
  amount: null,
  resolution: null,
});

it('keeps each operation once, newest first, as main last told it', () => {
  const store = createOperationsStore();
  store.getState().fill([operation('a', '2026-11-19T10:00:00Z'), operation('b', '2026-11-19T11:00:00Z')]);
  store.getState().put(operation('a', '2026-11-19T10:00:00Z', 0.5));
  store.getState().put(operation('c', '2026-11-19T12:00:00Z'));
  expect(store.getState().list.map(({ id, fraction }) => [id, fraction])).toEqual([
    ['c', 0],
    ['b', 0],
    ['a', 0.5],
  ]);
});

it('counts an operation that was interrupted and left as one that waits for a person', () => {
  const left = { ...operation('a', '2026-11-19T10:00:00Z'), canResume: true };
  expect([isWorkedOn(left), isInterrupted(left), needsPerson(left)]).toEqual([false, true, true]);
  const held = operation('b', '2026-11-19T10:00:00Z');
  expect([isWorkedOn(held), isInterrupted(held), needsPerson(held)]).toEqual([true, false, false]);
});

it('keeps what it shows when main tells the same session twice', () => {
  const store = createSessionStore();
  const first = { phase: 'signed_out' } as const;
  store.getState().put(first);
  store.getState().put({ phase: 'signed_out' });
  expect(store.getState().state).toBe(first);
});

it('answers a second question for the password before the first one is forgotten', async () => {
  const store = createDialogsStore();
  const first = store.getState().askStepUp();
  const second = store.getState().askStepUp();
  store.getState().stepUp?.answer(true);
  await expect(first).resolves.toBe(false);
  await expect(second).resolves.toBe(true);
  expect(store.getState().stepUp).toBeNull();
});

it('leaves nobody waiting for a password when the session ends', async () => {
  const store = createDialogsStore();
  const asked = store.getState().askStepUp();
  store.getState().closeAll();
  await expect(asked).resolves.toBe(false);
});

it('shows one error of a kind, and forgets only the success it was told to', () => {
  const store = createNoticesStore();
  const lost = (): { error: AppError; retry: null } => ({ error: new AppError('lost', 'server.lost'), retry: null });
  store.getState().present(lost());
  store.getState().present(lost());
  expect(store.getState().errors).toHaveLength(1);
  store.getState().succeed('one');
  const shown = store.getState().success?.id ?? 0;
  store.getState().succeed('two');
  store.getState().dismissSuccess(shown);
  expect(store.getState().success?.text).toBe('two');
});
