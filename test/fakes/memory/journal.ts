import type { NewOperation, OperationJournal, OperationRecord, StepRecord } from '../../../main/operations/journal.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { isLiveState, waitsForPerson } from '../../../shared/domain/operations.ts';
import { AppError } from '../../../shared/errors.ts';
import { isoNow, type MemoryOperation, type MemoryWorld, type Mutable } from './world.ts';

const unclaimedGraceMs = 30_000;

const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
const sameRequest = (a: NewOperation, b: NewOperation): boolean =>
  stable([a.kind, a.resource, a.params]) === stable([b.kind, b.resource, b.params]);

const lost = (): AppError => new AppError('lost', 'operation.lost');

export const holds = (world: MemoryWorld, operation: MemoryOperation | undefined, fence: string): boolean =>
  operation !== undefined &&
  operation.fence === BigInt(fence) &&
  operation.leaseUntil !== undefined &&
  operation.leaseUntil > world.clock.now;

function recordOf(world: MemoryWorld, operation: MemoryOperation): OperationRecord {
  const { holder, fence, leaseUntil, heartbeatAt } = operation;
  return structuredClone({
    ...operation.record,
    steps: operation.steps,
    holder:
      holder === undefined || fence === undefined || leaseUntil === undefined
        ? null
        : {
            ...holder,
            fence: String(fence),
            heartbeatAgeSeconds: Math.floor((world.clock.now - heartbeatAt) / 1000),
            leaseRunsOut: leaseUntil < world.clock.now,
          },
  });
}

function isAbandoned(world: MemoryWorld, operation: MemoryOperation): boolean {
  const until = operation.leaseUntil ?? Date.parse(operation.record.createdAt) + unclaimedGraceMs;
  return isLiveState(operation.record.state) && until < world.clock.now;
}

function newOperation(world: MemoryWorld, request: NewOperation): MemoryOperation {
  const { id, kind, params, resource, subject, actor } = request;
  const untouched = {
    state: 'pending',
    attempts: 0,
    startedAt: null,
    endedAt: null,
    evidence: null,
    error: null,
  } as const;
  return {
    request: structuredClone(request),
    record: {
      ...structuredClone({ id, kind, params, resource, subject, actor }),
      state: 'running',
      attempts: 0,
      cancelRequested: false,
      error: null,
      createdAt: isoNow(world),
      endedAt: null,
      steps: [],
      resolution: null,
      holder: null,
    },
    steps: request.steps.map(({ name, weight }, seq) => ({ ...untouched, seq, name, weight })),
    fence: undefined,
    leaseUntil: undefined,
    heartbeatAt: world.clock.now,
    holder: undefined,
    supersededBy: undefined,
    outbox: [],
  };
}

export function memoryJournal(world: MemoryWorld): OperationJournal {
  const all = (): MemoryOperation[] => [...world.operations.values()];
  const held = (id: OperationId, fence: string): MemoryOperation => {
    const operation = world.operations.get(id);
    if (operation === undefined || !holds(world, operation, fence)) throw lost();
    return operation;
  };
  const change = (operation: MemoryOperation, fields: Partial<OperationRecord>): void => {
    operation.record = { ...operation.record, ...fields };
  };
  const view = (operation: MemoryOperation): OperationRecord => recordOf(world, operation);

  return {
    async begin(request) {
      const known = all().find(({ request: { idempotencyKey } }) => idempotencyKey === request.idempotencyKey);
      if (known !== undefined) {
        if (!sameRequest(known.request, request)) throw new AppError('conflict', 'operation.key_reused');
        return { record: view(known), existing: true };
      }
      const keepers = all().filter(
        ({ record }) =>
          record.resource === request.resource && (isLiveState(record.state) || waitsForPerson(record.state)),
      );
      for (const keeper of keepers) {
        const mayTake = request.supersedes && (waitsForPerson(keeper.record.state) || isAbandoned(world, keeper));
        if (!mayTake)
          throw new AppError('conflict', 'operation.running_on_resource', {
            params: {
              name: keeper.record.subject.label,
              operator: keeper.holder?.operator ?? keeper.record.actor,
              since: keeper.record.createdAt,
            },
          });
        change(keeper, { state: 'superseded', endedAt: keeper.record.endedAt ?? isoNow(world) });
        keeper.leaseUntil = undefined;
        keeper.supersededBy = request.id;
      }
      const operation = newOperation(world, request);
      world.operations.set(request.id, operation);
      return { record: view(operation), existing: false };
    },
    async claim(id, { console: by, operator, leaseSeconds, expectFence, to }) {
      const operation = world.operations.get(id);
      if (operation === undefined) return undefined;
      const { state } = operation.record;
      const ownAgain = expectFence === String(operation.fence) && operation.holder?.consoleId === by.id;
      const free = operation.leaseUntil === undefined || operation.leaseUntil < world.clock.now || ownAgain;
      const expected =
        expectFence === 'any' ||
        (expectFence === null ? operation.leaseUntil === undefined : String(operation.fence) === expectFence);
      if (!(isLiveState(state) || waitsForPerson(state)) || !free || !expected) return undefined;
      if (to === 'running' && (state === 'compensating' || state === 'needs_attention')) return undefined;
      operation.fence = world.nextFence();
      operation.leaseUntil = world.clock.now + leaseSeconds * 1000;
      operation.heartbeatAt = world.clock.now;
      operation.holder = { consoleId: by.id, machine: by.machine, operator };
      change(operation, {
        state: to,
        attempts: operation.record.attempts + 1,
        endedAt: null,
        error: to === 'running' ? null : operation.record.error,
        cancelRequested: operation.record.cancelRequested && isLiveState(state),
      });
      return { fence: String(operation.fence), record: view(operation) };
    },
    async evict(id, fence) {
      held(id, fence);
      const superseded = new Set([id]);
      for (const before of superseded)
        for (const operation of all()) if (operation.supersededBy === before) superseded.add(operation.record.id);
      const stale = [...world.sessions].filter(
        (session) =>
          superseded.has(session.operationId) && (session.operationId !== id || session.fence < BigInt(fence)),
      );
      for (const session of stale) {
        session.ended = true;
        world.sessions.delete(session);
      }
      return stale.length;
    },
    async heartbeat(id, fence, leaseSeconds) {
      const operation = world.operations.get(id);
      if (operation === undefined || !holds(world, operation, fence)) return 'lost';
      operation.leaseUntil = world.clock.now + leaseSeconds * 1000;
      operation.heartbeatAt = world.clock.now;
      return operation.record.cancelRequested ? 'cancel_requested' : 'renewed';
    },
    async step(id, fence, seq, to) {
      const step: Mutable<StepRecord> | undefined = held(id, fence).steps[seq];
      if (step === undefined) throw lost();
      step.state = to.to;
      if (to.to === 'intent' || to.to === 'undo_intent') step.attempts += 1;
      if (to.to === 'intent') Object.assign(step, { startedAt: isoNow(world), evidence: null });
      step.endedAt = to.to === 'intent' || to.to === 'undo_intent' ? null : isoNow(world);
      if ('evidence' in to) step.evidence = structuredClone(to.evidence);
      step.error = 'error' in to ? structuredClone(to.error) : null;
    },
    async finish(id, fence, state, error) {
      const operation = held(id, fence);
      if (state === 'compensating') return change(operation, { state, error: error ?? operation.record.error });
      change(operation, { state, error, endedAt: isoNow(world) });
      operation.leaseUntil = undefined;
    },
    async requestCancel(id) {
      const operation = world.operations.get(id);
      if (operation === undefined) throw new AppError('not_found', 'operation.not_found');
      if (isLiveState(operation.record.state)) change(operation, { cancelRequested: true });
    },
    async resolve(id, { operator, note }) {
      const operation = world.operations.get(id);
      if (operation === undefined || !waitsForPerson(operation.record.state))
        throw new AppError('conflict', 'operation.not_resolvable');
      const resolution = { by: operator, at: isoNow(world), note };
      change(operation, { state: 'superseded', endedAt: operation.record.endedAt ?? isoNow(world), resolution });
      operation.leaseUntil = undefined;
    },
    async find(id) {
      const operation = world.operations.get(id);
      return operation === undefined ? undefined : view(operation);
    },
    async newestOn(resources) {
      const found = all().filter(({ record }) => resources.includes(record.resource));
      return new Map(found.map((operation) => [operation.record.resource, view(operation)]));
    },
    async list(ended) {
      const [live, over] = [all().filter(({ record }) => keeps(record)), all().filter(({ record }) => !keeps(record))];
      return [...live.toReversed(), ...over.toReversed().slice(0, ended)].map(view);
    },
  };
}

const keeps = ({ state }: OperationRecord): boolean => isLiveState(state) || waitsForPerson(state);
