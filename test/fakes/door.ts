import { createDispatcher } from '../../main/ipc/dispatch.ts';
import type { HandlerContext } from '../../main/ipc/handler.ts';
import type { LogEnding, LogIntent } from '../../main/local/operation-log.ts';
import type { AppEvent } from '../../main/log/app-log.ts';
import type { CallName, Result } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { type Seat, type SeatOptions, seat } from './gate-session.ts';
import { createMovedClock } from './moved-clock.ts';
import { recordingHandlers } from './recording-handlers.ts';

interface DoorOptions extends SeatOptions {
  readonly handlers?: Readonly<
    Partial<Record<CallName, (input: unknown, context: HandlerContext) => Promise<unknown>>>
  >;
  readonly logIsFull?: boolean;
  readonly maxInFlight?: number;
}

/** The real dispatcher with somebody in front of it, and notes of what reached what lies behind. */
export function door(who: Seat, options: DoorOptions = {}) {
  const { handlers, reached } = recordingHandlers(options.handlers);
  const intents: Array<LogIntent> = [];
  const outcomes: Array<LogEnding> = [];
  const events: Array<AppEvent> = [];
  const errors: Array<AppError> = [];
  const write = (entry: LogIntent): number => {
    if (options.logIsFull) throw new AppError('local_store', 'local.disk_full');
    return intents.push(entry);
  };
  const dispatch = createDispatcher({
    handlers,
    session: seat(who, options),
    operationLog: {
      intent: write,
      outcome: (_seq, ending) => {
        outcomes.push(ending);
      },
      record: (entry, ending) => {
        outcomes.push(ending);
        return write(entry);
      },
    },
    appLog: { write: (event) => events.push(event) },
    clock: createMovedClock(),
    onError: (error) => errors.push(error),
    ...(options.maxInFlight === undefined ? {} : { maxInFlight: options.maxInFlight }),
  });
  const knock = (name: string, input: unknown): Promise<Result<unknown>> =>
    dispatch(name, input, { signal: new AbortController().signal });
  return { knock, reached, intents, outcomes, events, errors };
}
