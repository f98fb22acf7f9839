import type { AppErrorData } from '../errors.ts';
import type { ConsoleId, OperationId, RegistrationId, TenantId } from './ids.ts';
import type { Permission } from './permissions.ts';

export const operationKinds = [
  'provision',
  'clean_up',
  'hold_many',
  'release_many',
  'backup',
  'verify_backup',
  'export',
  'restore',
  'restore_as_new',
  'swap_copy',
  'drop_copy',
  'recode',
  'delete',
  'drop_orphan',
  'set_up',
  'activate_module',
  'purge_module',
  'change_package',
  'set_flag',
  'repair_domains',
] as const;
export type OperationKind = (typeof operationKinds)[number];

/**
 * `running` and `compensating` are held by a console, or were when it died. `failed` and `needs_attention` wait for a
 * person. `superseded` is a failed one whose remains another operation took over. The rest are ends.
 */
export const operationStates = [
  'running',
  'compensating',
  'failed',
  'needs_attention',
  'succeeded',
  'cancelled',
  'superseded',
] as const;
export type OperationState = (typeof operationStates)[number];

export const isLiveState = (state: OperationState): boolean => state === 'running' || state === 'compensating';
/** Nobody works on it, and it has not ended: it keeps its resource for a person's decision. */
export const waitsForPerson = (state: OperationState): boolean => state === 'failed' || state === 'needs_attention';

export const stepStates = ['pending', 'intent', 'done', 'warned', 'failed', 'undo_intent', 'undone'] as const;
export type StepState = (typeof stepStates)[number];

/** How an error is met: tried again, stops everything on that server, never again, or read again before anything. */
export type ErrorClass = 'retry' | 'stop' | 'permanent' | 'ambiguous';

/** What was seen that proves a step's effect. Small, flat, no personal data and no secrets. */
export type Evidence = Readonly<Record<string, string | number | boolean>>;

export interface OperationStepView {
  readonly seq: number;
  readonly name: string;
  readonly state: StepState;
  readonly attempts: number;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly evidence: Evidence | null;
  readonly error: AppErrorData | null;
}

export interface OperationHolder {
  readonly consoleId: ConsoleId;
  readonly machine: string;
  readonly operator: string;
  readonly fence: string;
  readonly heartbeatAgeSeconds: number;
  /** By the database's clock. */
  readonly leaseRunsOut: boolean;
  /** It is this very console. */
  readonly here: boolean;
}

export interface OperationSubject {
  readonly label: string;
  readonly registrationId: RegistrationId | null;
  readonly tenantId: TenantId | null;
}

export interface OperationNeeds {
  readonly resume: Permission;
  readonly cancel: Permission;
}

export interface OperationView {
  readonly id: OperationId;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly subject: OperationSubject;
  /** Monotonic, 0 to 1. */
  readonly fraction: number;
  readonly currentStep: string | null;
  /** How far the current step is, where it moves bytes. */
  readonly amount: { readonly bytes: number; readonly of: number } | null;
  readonly attempts: number;
  readonly steps: ReadonlyArray<OperationStepView>;
  readonly startedBy: string;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly holder: OperationHolder | null;
  readonly error: AppErrorData | null;
  readonly warnings: ReadonlyArray<AppErrorData>;
  readonly cancelRequested: boolean;
  readonly canCancel: boolean;
  /** Interrupted (its console is gone) or failed: it can be gone on with. */
  readonly canResume: boolean;
  /** It failed before its pivot, and what it made can be removed again. */
  readonly canUndo: boolean;
  /** It waits for a person, and nothing of it holds anything up: a note may end it. */
  readonly canResolve: boolean;
  /** What going on with it, and stopping or undoing it, takes. */
  readonly needs: OperationNeeds;
  /** A person ended it by a note, without the console doing anything more. */
  readonly resolution: { readonly by: string; readonly at: string; readonly note: string } | null;
}

type Standing = Pick<OperationView, 'state' | 'canResume'>;

/** Somebody works on it. False too when its console is gone and it only looks as if. */
export const isWorkedOn = ({ state, canResume }: Standing): boolean => isLiveState(state) && !canResume;

/** It runs by its record, but its console is gone. */
export const isInterrupted = ({ state, canResume }: Standing): boolean => isLiveState(state) && canResume;

/** A person has to decide: it failed, or its console is gone. */
export const needsPerson = (operation: Standing): boolean =>
  waitsForPerson(operation.state) || isInterrupted(operation);

/** A share of 0..1 that never goes back, from the steps' weights. */
export function fractionOf(
  steps: ReadonlyArray<{ readonly weight: number; readonly done: boolean }>,
  partOfCurrent: number,
): number {
  const total = steps.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 1;
  const done = steps.filter((step) => step.done).reduce((sum, { weight }) => sum + weight, 0);
  const current = steps.find((step) => !step.done)?.weight ?? 0;
  return Math.min(1, (done + current * Math.max(0, Math.min(1, partOfCurrent))) / total);
}

/** Steps of many things are called `step/subject`, as in `holding/acme`: the part that the languages know. */
export const stepNoun = (name: string): string => name.split('/', 1)[0] ?? name;
/** The part that they don't: which of the many. */
export const stepSubject = (name: string): string | undefined => name.split('/', 2)[1];
