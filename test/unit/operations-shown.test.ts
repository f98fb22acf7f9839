import { describe, expect, test } from 'vitest';
import {
  isInterrupted,
  mergeOperations,
  needsPerson,
  positionOf,
  wayOn,
} from '../../renderer/screens/operations/operation-facts.ts';
import {
  pastDurations,
  remaining,
  timeLeft,
  timeSpent,
  usualTimeToReady,
} from '../../renderer/screens/operations/past-durations.ts';
import type { ConsoleId, OperationId } from '../../shared/domain/ids.ts';
import type { OperationHolder, OperationStepView, OperationView } from '../../shared/domain/operations.ts';

const begun = Date.parse('2026-11-21T10:00:00Z');
const at = (seconds: number): string => new Date(begun + seconds * 1000).toISOString();
const now = (seconds: number): Date => new Date(begun + seconds * 1000);

const step = (name: string, from: number | null, until: number | null): OperationStepView => ({
  seq: 0,
  name,
  state: from === null ? 'pending' : until === null ? 'intent' : 'done',
  attempts: from === null ? 0 : 1,
  startedAt: from === null ? null : at(from),
  endedAt: until === null ? null : at(until),
  evidence: null,
  error: null,
});
const operation = (part: Partial<OperationView>): OperationView => ({
  id: '1' as OperationId,
  kind: 'provision',
  state: 'running',
  subject: { label: 'Lale Kozmetik', registrationId: null, tenantId: null },
  fraction: 0,
  currentStep: null,
  attempts: 1,
  steps: [],
  startedBy: 'elif@example.test',
  createdAt: at(0),
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
  ...part,
});
const ended = (...seconds: ReadonlyArray<number>): ReadonlyArray<OperationView> =>
  seconds.map((took) => operation({ state: 'succeeded', steps: [step('starting', 0, took), step('completed', 0, 1)] }));
const holder = (part: Partial<OperationHolder>): OperationHolder => ({
  consoleId: 'c' as ConsoleId,
  machine: 'ops-2',
  operator: 'mert@example.test',
  fence: '17',
  heartbeatAgeSeconds: 90,
  leaseRunsOut: true,
  here: false,
  ...part,
});

describe('estimates come from what was seen', () => {
  test('a step takes what the middle one took, of its own kind and of those that ended well', () => {
    const failed = operation({ state: 'failed', steps: [step('starting', 0, 900)] });
    const other = operation({ kind: 'clean_up', state: 'succeeded', steps: [step('starting', 0, 800)] });
    expect(pastDurations([...ended(2, 40, 4), failed, other], 'provision').get('starting')).toBe(4_000);
    expect(usualTimeToReady([...ended(2, 40, 4), failed])).toEqual({ milliseconds: 5_000, count: 3 });
    expect(usualTimeToReady([failed])).toBeNull();
  });

  test('time spent is worked time: a night between two attempts does not count', () => {
    const retried = operation({ steps: [step('starting', 0, 2), step('completed', 36_000, null)] });
    expect(timeSpent(retried, now(36_003))).toBe(5_000);
    expect(timeSpent(retried)).toBe(2_000);
  });

  test('nothing is promised too early, nor about a step that was never seen', () => {
    const past = pastDurations(ended(30), 'provision');
    const running = operation({ steps: [step('starting', 0, null), step('completed', null, null)] });
    expect(timeLeft(running, past, now(5))).toBeNull();
    expect(timeLeft(running, past, now(12))).toBe(19_000);
    expect(timeLeft(running, past, now(300))).toBe(1_000);
    expect(remaining([step('seeding_data', null, null)], past, now(0))).toBeNull();
  });
});

describe('what an operation asks of a person', () => {
  test.each([
    ['a failed one is tried again', { state: 'failed', canResume: true }, 'retry'],
    ['one that nobody holds is gone on with', { canResume: true }, 'resume'],
    ['one that this console held is gone on with', { canResume: true, holder: holder({ here: true }) }, 'resume'],
    ['one that another console held is taken over', { canResume: true, holder: holder({}) }, 'take_over'],
    ['one that is worked on is left alone', { holder: holder({ leaseRunsOut: false }) }, null],
  ] as const)('%s', (_what, part, way) => {
    expect(wayOn(operation(part))).toBe(way);
  });

  test('an interrupted one only looks as if it ran', () => {
    const left = operation({ canResume: true, holder: holder({}) });
    expect([isInterrupted(left), needsPerson(left), needsPerson(operation({}))]).toEqual([true, true, false]);
  });

  test('it stands at its current step, and at the last when it has ended', () => {
    const steps = [step('starting', 0, 1), step('creating_tenant', 1, null), step('completed', null, null)];
    expect(positionOf(operation({ steps, currentStep: 'creating_tenant' }))).toEqual({ step: 2, of: 3 });
    expect(positionOf(operation({ steps, state: 'succeeded' }))).toEqual({ step: 3, of: 3 });
  });
});

test('what events told wins over what was listed, newest first', () => {
  const told = operation({ state: 'succeeded' });
  const older = operation({ id: '0' as OperationId, createdAt: at(-60) });
  const shown = mergeOperations([told], [older, operation({})]);
  expect(shown.map(({ id, state }) => [id, state])).toEqual([
    ['1', 'succeeded'],
    ['0', 'running'],
  ]);
});
