import { randomUUID } from 'node:crypto';
import type { OperationId } from '../../shared/domain/ids.ts';
import {
  isLiveState,
  type OperationKind,
  type OperationSubject,
  type OperationView,
} from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import { type AttemptOutcome, attemptOperation } from './attempt.ts';
import type { OperationDefinition } from './definition.ts';
import type { ConsoleIdentity, OperationJournal, OperationRecord } from './journal.ts';
import type { LeaseTiming } from './keep-lease.ts';
import { createMirror } from './mirror.ts';
import { pause } from './pause.ts';

export interface StartRequest {
  readonly kind: OperationKind;
  readonly params: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string;
  readonly resource: string;
  readonly subject: OperationSubject;
  readonly actor: string;
  readonly supersedes: boolean;
}

export interface Engine {
  /** Begins and runs it; the id is there as soon as the journal has it. The same request again gives the same operation. */
  start(request: StartRequest): Promise<OperationId>;
  /** Goes on with one that failed, or that its console left. `fence`: what the operator saw when deciding to take it over. */
  resume(id: OperationId, by: { operator: string; fence: string | null }): Promise<void>;
  /** Removes what a failed one made. Refused after its pivot, and where nothing can be undone. */
  undo(id: OperationId, by: { operator: string; fence: string | null }): Promise<void>;
  /** Ends one that waits for a person, by that person's note. */
  resolve(id: OperationId, by: { operator: string; note: string }): Promise<void>;
  /** Stops and undoes it. Refused after its pivot. */
  cancel(id: OperationId, by: { operator: string }): Promise<void>;
  get(id: OperationId): Promise<OperationView>;
  list(ended: number): Promise<ReadonlyArray<OperationView>>;
  newestOn(resources: ReadonlyArray<string>): Promise<ReadonlyMap<string, OperationView>>;
  /** Resolves when this console no longer works on it. */
  whenSettled(id: OperationId): Promise<void>;
  /** Leaves everything as it is: what ran is found interrupted, and gone on with, by the next console. */
  close(): Promise<void>;
}

export const defaultTiming: LeaseTiming = { leaseSeconds: 30, heartbeatMs: 10_000 };
/** Between the times that an operation picks itself up after a lost connection. Then it waits for a person. */
const reclaimPausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000];

interface EngineParts {
  readonly journal: OperationJournal;
  readonly definitions: ReadonlyArray<OperationDefinition>;
  readonly console: ConsoleIdentity;
  readonly timing?: LeaseTiming;
  readonly clock: Clock;
  onChange(view: OperationView): void;
}

export function createEngine({
  journal,
  definitions,
  console: identity,
  timing = defaultTiming,
  clock,
  onChange,
}: EngineParts): Engine {
  const byKind = new Map(definitions.map((definition) => [definition.kind, definition]));
  const mirror = createMirror({ definitions: byKind, consoleId: identity.id, clock, onChange });
  const settled = new Map<OperationId, Promise<void>>();
  const leaving = new AbortController();

  const definitionOf = (kind: OperationKind): OperationDefinition => {
    const definition = byKind.get(kind);
    if (definition === undefined) throw new AppError('unsupported', 'operation.not_resumable');
    return definition;
  };

  interface Claim {
    readonly operator: string;
    readonly expectFence: string | null;
    readonly undo?: true;
  }

  /** One claim after another until it ended, somebody else has it, or its connection can't be had again. */
  async function work(record: OperationRecord, claim: Claim): Promise<void> {
    const definition = definitionOf(record.kind);
    let expectFence: string | null | undefined = claim.expectFence;
    for (let reclaims = 0; expectFence !== undefined; reclaims += 1) {
      const outcome: AttemptOutcome = await attemptOperation({
        journal,
        definition,
        identity,
        timing,
        clock,
        mirror,
        id: record.id,
        operator: claim.operator,
        expectFence,
        undo: claim.undo ?? false,
        leaving: leaving.signal,
      });
      const pauseMs = reclaimPausesMs[reclaims];
      if (outcome === 'over' || pauseMs === undefined) return;
      await pause(clock, pauseMs, leaving.signal);
      expectFence = await nextFence(record.id, outcome.fence, expectFence);
    }
  }

  /** What the next claim is to find there; undefined where nothing is left to claim. */
  async function nextFence(
    id: OperationId,
    held: string | null,
    expected: string | null,
  ): Promise<string | null | undefined> {
    const now = await journal.find(id).catch(() => undefined);
    // Also where only the answer to our claim was lost.
    if (now?.holder?.consoleId === identity.id) return now.holder.fence;
    if (held === null) return expected;
    // Not being able to ask says nothing: the claim asks again.
    return now === undefined ? held : undefined;
  }

  async function workAndShow(record: OperationRecord, claim: Claim): Promise<void> {
    // What went wrong is in the journal, or will be seen there as interrupted; there is nobody to throw to.
    await work(record, claim).catch(() => undefined);
    settled.delete(record.id);
    // A program that ends waits for nothing that it only wants to show.
    await mirror.close(record.id, async () => (leaving.signal.aborted ? undefined : journal.find(record.id)));
  }

  /** At most once at a time: between looking and this, somebody may have asked for the same. */
  function launch(record: OperationRecord, claim: Claim): void {
    if (settled.has(record.id) || leaving.signal.aborted) return;
    mirror.open(record);
    settled.set(record.id, workAndShow(record, claim));
  }

  async function find(id: OperationId): Promise<OperationRecord> {
    const record = await journal.find(id);
    if (record === undefined) throw new AppError('not_found', 'operation.not_found');
    return record;
  }

  return {
    async start({ kind, ...request }) {
      const steps = definitionOf(kind).stepsFor(request.params);
      const id = randomUUID() as string as OperationId;
      const { record, existing } = await journal.begin({
        ...request,
        id,
        kind,
        steps: steps.map(({ name, weight }) => ({ name, weight })),
      });
      if (!existing) launch(record, { operator: request.actor, expectFence: null });
      return record.id;
    },
    async resume(id, { operator, fence }) {
      const record = await find(id);
      if (settled.has(id)) return;
      const view = mirror.view(record);
      if (!view.canResume) {
        const { holder } = view;
        if (holder === null || !['running', 'compensating'].includes(view.state))
          throw new AppError('conflict', 'operation.not_resumable');
        throw new AppError('conflict', 'operation.held', {
          params: { holder: holder.operator, machine: holder.machine, seconds: holder.heartbeatAgeSeconds },
        });
      }
      if (record.holder !== null && fence !== record.holder.fence)
        throw new AppError('conflict', 'operation.fence_mismatch');
      launch(record, { operator, expectFence: record.holder?.fence ?? null });
    },
    async undo(id, { operator, fence }) {
      const record = await find(id);
      if (settled.has(id)) return;
      if (!mirror.view(record).canUndo) throw new AppError('conflict', 'operation.not_undoable');
      if (record.holder !== null && fence !== record.holder.fence)
        throw new AppError('conflict', 'operation.fence_mismatch');
      launch(record, { operator, expectFence: record.holder?.fence ?? null, undo: true });
    },
    async resolve(id, by) {
      const record = await find(id);
      if (settled.has(id) || !mirror.view(record).canResolve)
        throw new AppError('conflict', 'operation.not_resolvable');
      await journal.resolve(id, by);
      onChange(mirror.view(await find(id)));
    },
    async cancel(id, { operator }) {
      const record = await find(id);
      const view = mirror.view(record);
      if (!isLiveState(view.state)) throw new AppError('conflict', 'operation.not_resumable');
      if (!view.canCancel && !view.cancelRequested) throw new AppError('conflict', 'operation.past_pivot');
      await journal.requestCancel(id);
      mirror.cancel(id);
      // Its console is gone and will not hear of it: this one undoes what it left.
      if (view.canResume) launch(record, { operator, expectFence: record.holder?.fence ?? null });
    },
    get: async (id) => mirror.view(await find(id)),
    list: async (ended) => (await journal.list(ended)).map(mirror.view),
    async newestOn(resources) {
      const records = await journal.newestOn(resources);
      return new Map([...records].map(([resource, record]) => [resource, mirror.view(record)]));
    },
    whenSettled: (id) => settled.get(id) ?? Promise.resolve(),
    async close() {
      leaving.abort(new AppError('lost', 'operation.lost'));
      await Promise.all(settled.values());
      mirror.end();
    },
  };
}
