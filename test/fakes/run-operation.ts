import type { Lease } from '../../main/layouts/layout.ts';
import type { BoundOperation, OperationDefinition } from '../../main/operations/definition.ts';
import type { StepChange, StepRecord } from '../../main/operations/journal.ts';
import { type RunIo, runBackward, runForward } from '../../main/operations/run-steps.ts';
import type { Evidence, StepState } from '../../shared/domain/operations.ts';
import type { AppErrorData } from '../../shared/errors.ts';

export interface RanStep {
  readonly name: string;
  state: StepState;
  evidence: Evidence | null;
  error: AppErrorData | null;
}

export interface Ran {
  readonly steps: ReadonlyArray<RanStep>;
  readonly error: unknown;
  readonly parts: ReadonlyArray<number>;
  /** Undoes what acted, as another holder. */
  undo(lease: Lease): Promise<void>;
}

const never = new AbortController().signal;

/** An operation's steps from the first to the last, as its engine runs them, without a journal. */
export async function runOperation(
  definition: OperationDefinition,
  params: unknown,
  lease: Lease,
  signals: Partial<Pick<RunIo, 'cancelled'>> = {},
): Promise<Ran> {
  const steps: RanStep[] = definition
    .stepsFor(params)
    .map(({ name }) => ({ name, state: 'pending', evidence: null, error: null }));
  const parts: number[] = [];
  const records = (): ReadonlyArray<StepRecord> => steps as unknown as ReadonlyArray<StepRecord>;
  const io: RunIo = {
    lost: never,
    cancelled: signals.cancelled ?? never,
    pause: async () => undefined,
    async record(seq, change: StepChange) {
      const { to, ...rest } = change;
      Object.assign(steps[seq] ?? {}, { state: to, ...rest });
    },
    report: (_seq, part) => void parts.push(part),
  };
  const within = async (held: Lease, work: (operation: BoundOperation) => Promise<void>): Promise<void> => {
    const operation = await definition.open(params, held);
    try {
      await work(operation);
    } finally {
      await operation.close();
    }
  };
  let error: unknown;
  await within(lease, (operation) => runForward(operation, records(), io)).catch((thrown: unknown) => {
    error = thrown;
  });
  return {
    steps,
    error,
    parts,
    undo: (held) => within(held, (operation) => runBackward(operation, records(), io)),
  };
}
