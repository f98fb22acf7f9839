import { describe, expect, test } from 'vitest';
import { resultPlace } from '../../renderer/screens/operations/operation-facts.ts';
import { commonSteps, resultsOf } from '../../renderer/screens/operations/operation-results.ts';
import { pastDurations, timeLeft } from '../../renderer/screens/operations/past-durations.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import type { OperationStepView, OperationView, StepState } from '../../shared/domain/operations.ts';

const begun = Date.parse('2026-11-21T10:00:00Z');
const at = (seconds: number): string => new Date(begun + seconds * 1000).toISOString();

const step = (name: string, state: StepState, part: Partial<OperationStepView> = {}): OperationStepView => ({
  seq: 0,
  name,
  state,
  attempts: 1,
  startedAt: null,
  endedAt: null,
  evidence: null,
  error: null,
  ...part,
});
const operation = (part: Partial<OperationView>): OperationView => ({
  id: '1' as OperationId,
  kind: 'backup',
  state: 'running',
  subject: { label: '', registrationId: null, tenantId: null },
  fraction: 0,
  currentStep: null,
  amount: null,
  attempts: 1,
  steps: [],
  startedBy: '',
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
  needs: { resume: 'tenants.back_up', cancel: 'tenants.back_up' },
  resolution: null,
  ...part,
});

describe('an operation over many things', () => {
  const steps = [
    step('checking', 'done'),
    step('backing_up/acme', 'done'),
    step('verifying/acme', 'warned'),
    step('backing_up/lale', 'warned'),
    step('verifying/lale', 'warned'),
    step('backing_up/ege', 'done'),
    step('verifying/ege', 'intent'),
    step('backing_up/can', 'done'),
    step('verifying/can', 'done'),
    step('backing_up/su', 'pending'),
    step('completed', 'pending'),
  ];

  test('has one result for each, told by what stands out', () => {
    expect(
      resultsOf(operation({ steps })).map(({ subject, state, nothingDone }) => [subject, state, nothingDone]),
    ).toEqual([
      ['acme', 'warned', false],
      ['lale', 'warned', true],
      ['ege', 'intent', false],
      ['can', 'done', false],
      ['su', 'pending', false],
    ]);
    expect(commonSteps(steps).map(({ name }) => name)).toEqual(['checking', 'completed']);
  });

  test('on one thing alone it is its steps', () => {
    expect(resultsOf(operation({ steps: steps.slice(0, 3) }))).toEqual([]);
    // Several modules of one tenant are steps, not results.
    const subject = { label: 'Acme', registrationId: null, tenantId: 't' as TenantId };
    expect(resultsOf(operation({ steps, subject }))).toEqual([]);
  });
});

test('what moves bytes is estimated by how fast they move, not by another tenant', () => {
  const steps = [
    step('backing_up/acme', 'intent', { startedAt: at(0) }),
    step('completed', 'pending', { startedAt: null }),
  ];
  const before = operation({
    state: 'succeeded',
    steps: [step('completed', 'done', { startedAt: at(0), endedAt: at(1) })],
  });
  const past = pastDurations([before], 'backup');
  const moving = operation({ steps, amount: { bytes: 25, of: 100 } });
  expect(timeLeft(moving, past, new Date(begun + 20_000))).toBe(61_000);
  expect(timeLeft({ ...moving, amount: { bytes: 0, of: 100 } }, past, new Date(begun + 20_000))).toBeNull();
});

describe('where the result is to be seen', () => {
  const tenantId = 'a' as TenantId;
  const ended = (kind: OperationView['kind'], of: TenantId | null): ReturnType<typeof resultPlace> =>
    resultPlace(operation({ kind, state: 'succeeded', subject: { label: '', registrationId: null, tenantId: of } }));

  test('at the tenant, at its backups, or at all backups', () => {
    expect(ended('restore_as_new', tenantId)?.to).toBe('/tenants/a');
    expect(ended('restore', tenantId)?.to).toBe('/tenants/a/backups');
    expect(ended('backup', null)?.to).toBe('/backups');
  });

  test('nowhere for what was removed, or did not end well', () => {
    expect([ended('delete', tenantId), ended('hold_many', null), resultPlace(operation({ state: 'failed' }))]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
