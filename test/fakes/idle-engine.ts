import type { OperationId } from '../../shared/domain/ids.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import { usualNeeds } from '../../shared/domain/permissions.ts';

/** As the engine tells of one operation; all else as it usually is. */
export const operationView = (change: Partial<OperationView> = {}): OperationView => ({
  id: '7d0f2f5e-3333-4000-8000-000000000002' as OperationId,
  kind: 'provision',
  state: 'running',
  subject: { label: 'Çınar A.Ş.', registrationId: null, tenantId: null },
  fraction: 0.4,
  currentStep: 'creating_database',
  attempts: 1,
  steps: [],
  startedBy: 'ayse@example.com',
  createdAt: '2026-11-21T08:00:00.000Z',
  endedAt: null,
  holder: null,
  error: null,
  warnings: [],
  cancelRequested: false,
  canCancel: true,
  canResume: false,
  canUndo: false,
  canResolve: false,
  needs: usualNeeds(change.kind ?? 'provision'),
  amount: null,
  resolution: null,
  ...change,
});

/** An engine that knows of these operations by their resources, and of no others. */
export const engineWith = (operations: Readonly<Record<string, OperationView>> = {}) => ({
  newestOn: async (resources: ReadonlyArray<string>) =>
    new Map(Object.entries(operations).filter(([resource]) => resources.includes(resource))),
  list: async () => Object.values(operations),
});
