import type { ConsoleId, OperationId } from '../../shared/domain/ids.ts';
import type { OperationKind, OperationView } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { Amount, OperationDefinition } from './definition.ts';
import type { OperationRecord, StepChange } from './journal.ts';
import { viewOf } from './view.ts';

const mostOftenMs = 100;

interface Active {
  record: OperationRecord;
  part: number;
  amount: Amount | null;
  shown: number;
  callOffSending: (() => void) | undefined;
  readonly cancelHere: AbortController;
}

/** What this console works on, in memory, so that progress reaches the window without asking the journal again. */
export interface Mirror {
  open(record: OperationRecord): void;
  replace(record: OperationRecord): void;
  changed(id: OperationId, seq: number, change: StepChange): void;
  report(id: OperationId, part: number, amount?: Amount): void;
  /** Cancels at once what runs here; another console hears of it with its next heartbeat. */
  cancel(id: OperationId): void;
  cancelSignal(id: OperationId): AbortSignal;
  view(record: OperationRecord): OperationView;
  close(id: OperationId, read: () => Promise<OperationRecord | undefined>): Promise<void>;
  end(): void;
}

export function createMirror(parts: {
  definitions: ReadonlyMap<OperationKind, OperationDefinition>;
  consoleId: ConsoleId;
  clock: Clock;
  onChange(view: OperationView): void;
}): Mirror {
  const active = new Map<OperationId, Active>();

  const view = (record: OperationRecord): OperationView => {
    const here = active.get(record.id);
    const computed = viewOf(record, {
      definition: parts.definitions.get(record.kind),
      consoleId: parts.consoleId,
      activeHere: here !== undefined,
      partOfCurrent: here?.part ?? 0,
      amount: here?.amount ?? null,
    });
    if (here === undefined) return computed;
    // A step that is tried again starts its own share anew; the bar as a whole never goes back.
    here.shown = Math.max(here.shown, computed.fraction);
    return { ...computed, fraction: here.shown };
  };

  const send = (entry: Active): void => {
    entry.callOffSending?.();
    entry.callOffSending = undefined;
    parts.onChange(view(entry.record));
  };
  const sendSoon = (entry: Active): void => {
    entry.callOffSending ??= parts.clock.after(mostOftenMs, () => send(entry));
  };

  return {
    view,
    open(record) {
      const entry: Active = {
        record,
        part: 0,
        amount: null,
        shown: 0,
        callOffSending: undefined,
        cancelHere: new AbortController(),
      };
      active.set(record.id, entry);
      send(entry);
    },
    replace(record) {
      const entry = active.get(record.id);
      if (entry === undefined) return;
      entry.record = record;
      send(entry);
    },
    changed(id, seq, change) {
      const entry = active.get(id);
      if (entry === undefined) return;
      const now = new Date().toISOString();
      const starts = change.to === 'intent' || change.to === 'undo_intent';
      const steps = entry.record.steps.map((step) =>
        step.seq !== seq
          ? step
          : {
              ...step,
              state: change.to,
              attempts: step.attempts + (starts ? 1 : 0),
              startedAt: change.to === 'intent' ? now : step.startedAt,
              endedAt: starts ? null : now,
              evidence: 'evidence' in change ? change.evidence : change.to === 'intent' ? null : step.evidence,
              error: 'error' in change ? change.error : null,
            },
      );
      entry.part = 0;
      entry.amount = null;
      entry.record = { ...entry.record, steps };
      sendSoon(entry);
    },
    report(id, part, amount) {
      const entry = active.get(id);
      if (entry === undefined) return;
      entry.part = part;
      entry.amount = amount ?? null;
      sendSoon(entry);
    },
    cancel(id) {
      const entry = active.get(id);
      if (entry === undefined) return;
      entry.record = { ...entry.record, cancelRequested: true };
      entry.cancelHere.abort(new AppError('cancelled', 'cancelled'));
      send(entry);
    },
    cancelSignal: (id) =>
      active.get(id)?.cancelHere.signal ?? AbortSignal.abort(new AppError('lost', 'operation.lost')),
    async close(id, read) {
      const entry = active.get(id);
      active.delete(id);
      entry?.callOffSending?.();
      // The journal has the last word; without it the window keeps what it saw, as interrupted.
      const record = (await read().catch(() => undefined)) ?? entry?.record;
      if (record !== undefined) parts.onChange(view(record));
    },
    end() {
      for (const entry of active.values()) entry.callOffSending?.();
      active.clear();
    },
  };
}
