import { randomUUID } from 'node:crypto';
import type { OperationId } from '../../shared/domain/ids.ts';
import type { OperationKind, OperationSubject, OperationView } from '../../shared/domain/operations.ts';
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
/** How often an operation picks itself up after a lost connection before it waits for a person. */
const mostReclaims = 5;
const reclaimPauseMs = 1_000;

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

  /** One claim after another until it ended, somebody else has it, or its connection can't be had again. */
  async function work(record: OperationRecord, claim: { operator: string; expectFence: string | null }): Promise<void> {
    const definition = definitionOf(record.kind);
    let expectFence = claim.expectFence;
    for (let reclaims = 0; reclaims <= mostReclaims && !leaving.signal.aborted; reclaims += 1) {
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
        leaving: leaving.signal,
      });
      if (outcome.kind === 'ended' || outcome.fence === null || (await takenFrom(record.id, outcome.fence))) return;
      expectFence = outcome.fence;
      await pause(clock, reclaimPauseMs * (reclaims + 1), leaving.signal).catch(() => undefined);
    }
  }

  /** Whether another console has it by now. Not being able to ask is no yes: the claim asks again. */
  async function takenFrom(id: OperationId, fence: string): Promise<boolean> {
    const now = await journal.find(id).catch(() => undefined);
    return now !== undefined && now.holder?.fence !== fence;
  }

  async function workAndShow(
    record: OperationRecord,
    claim: { operator: string; expectFence: string | null },
  ): Promise<void> {
    // What went wrong is in the journal, or will be seen there as interrupted; there is nobody to throw to.
    await work(record, claim).catch(() => undefined);
    settled.delete(record.id);
    await mirror.close(record.id, () => journal.find(record.id));
  }

  function launch(record: OperationRecord, claim: { operator: string; expectFence: string | null }): void {
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
      const { steps } = definitionOf(kind);
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
      if (settled.has(id)) return;
      const record = await find(id);
      const view = mirror.view(record);
      if (!view.canResume) {
        const { holder } = view;
        if (holder === null || !['running', 'compensating'].includes(view.state))
          throw new AppError('conflict', 'operation.not_resumable');
        throw new AppError('conflict', 'operation.held', {
          params: { holder: holder.operator, machine: holder.machine, seconds: holder.heartbeatAgeSeconds },
        });
      }
      if (record.holder !== null && !record.holder.leaseRunsOut && fence !== record.holder.fence)
        throw new AppError('conflict', 'operation.fence_mismatch');
      launch(record, { operator, expectFence: record.holder?.fence ?? null });
    },
    async cancel(id, { operator }) {
      const record = await find(id);
      const view = mirror.view(record);
      if (!view.canCancel && !view.cancelRequested) throw new AppError('conflict', 'operation.past_pivot');
      await journal.requestCancel(id);
      mirror.cancel(id);
      // Its console is gone and will not hear of it: this one undoes what it left.
      if (view.canResume && !settled.has(id)) launch(record, { operator, expectFence: record.holder?.fence ?? null });
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
