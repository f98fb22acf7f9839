import type { ConsoleId, OperationId } from '../../shared/domain/ids.ts';
import type {
  Evidence,
  OperationKind,
  OperationState,
  OperationSubject,
  StepState,
} from '../../shared/domain/operations.ts';
import type { AppErrorData } from '../../shared/errors.ts';

/** This run of the console, as the journal and other operators see it. */
export interface ConsoleIdentity {
  readonly id: ConsoleId;
  readonly machine: string;
  readonly appVersion: string;
}

export interface NewOperation {
  readonly id: OperationId;
  readonly kind: OperationKind;
  /** Plain data without secrets: another console must be able to go on from it alone. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Two requests with one key are one operation; the same key with other parameters is refused. */
  readonly idempotencyKey: string;
  /** At most one operation that has not ended exists for a resource. */
  readonly resource: string;
  readonly subject: OperationSubject;
  readonly steps: ReadonlyArray<{ readonly name: string; readonly weight: number }>;
  readonly actor: string;
  /** Failed operations on the same resource whose remains this one takes over. */
  readonly supersedes: boolean;
}

export interface StepRecord {
  readonly seq: number;
  readonly name: string;
  readonly weight: number;
  readonly state: StepState;
  readonly attempts: number;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly evidence: Evidence | null;
  readonly error: AppErrorData | null;
}

export interface OperationRecord {
  readonly id: OperationId;
  readonly kind: OperationKind;
  readonly params: Readonly<Record<string, unknown>>;
  readonly resource: string;
  readonly subject: OperationSubject;
  readonly state: OperationState;
  readonly actor: string;
  readonly attempts: number;
  readonly cancelRequested: boolean;
  readonly error: AppErrorData | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly steps: ReadonlyArray<StepRecord>;
  readonly resolution: { readonly by: string; readonly at: string; readonly note: string } | null;
  readonly holder: {
    readonly consoleId: ConsoleId;
    readonly machine: string;
    readonly operator: string;
    readonly fence: string;
    readonly heartbeatAgeSeconds: number;
    readonly leaseRunsOut: boolean;
  } | null;
}

export type StepChange =
  | { readonly to: 'intent' | 'undo_intent' }
  | { readonly to: 'done' | 'undone'; readonly evidence: Evidence }
  | { readonly to: 'warned' | 'failed'; readonly error: AppErrorData };

/**
 * The durable record of operations, in the platform's own database and on its clock, so that any operator's console
 * sees it and can go on. Every write of a holder names its fence; a stale one throws `operation.lost`.
 */
export interface OperationJournal {
  /** One transaction. `existing` when the same request was made before. Throws `operation.running_on_resource`. */
  begin(operation: NewOperation): Promise<{ readonly record: OperationRecord; readonly existing: boolean }>;
  /**
   * Takes the lease of an operation that runs, compensates, failed or needs attention, if nobody holds it or it ran out,
   * with a new fence. What is being undone is only claimed for undoing. A failed one forgets an old wish to cancel. `undefined` when somebody holds it.
   * `expectFence` makes a take-over conditional on what the operator saw.
   */
  claim(
    id: OperationId,
    by: {
      console: ConsoleIdentity;
      operator: string;
      leaseSeconds: number;
      expectFence: string | null | 'any';
      to: 'running' | 'compensating';
    },
  ): Promise<{ readonly fence: string; readonly record: OperationRecord } | undefined>;
  /** Ends every session that an older fence of this operation, or an operation it supersedes, still has on the server. */
  evict(id: OperationId, fence: string): Promise<number>;
  /** Renews the lease, on a connection of its own, and tells whether somebody asked to cancel. */
  heartbeat(id: OperationId, fence: string, leaseSeconds: number): Promise<'renewed' | 'cancel_requested' | 'lost'>;
  step(id: OperationId, fence: string, seq: number, change: StepChange): Promise<void>;
  /** Records the state. All but `compensating` end the holder's part and give the lease back. */
  finish(
    id: OperationId,
    fence: string,
    state: Exclude<OperationState, 'running' | 'compensating'> | 'compensating',
    error: AppErrorData | null,
  ): Promise<void>;
  requestCancel(id: OperationId): Promise<void>;
  /** Ends one that waits for a person by that person's word. Throws `operation.not_resolvable`. */
  resolve(id: OperationId, by: { readonly operator: string; readonly note: string }): Promise<void>;
  find(id: OperationId): Promise<OperationRecord | undefined>;
  /** The newest on a resource, if any. */
  newestOn(resources: ReadonlyArray<string>): Promise<ReadonlyMap<string, OperationRecord>>;
  /** All that have not ended, and the newest `ended` that have. */
  list(ended: number): Promise<ReadonlyArray<OperationRecord>>;
}
