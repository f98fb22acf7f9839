import type { CallSpec } from '../../shared/contract/call.ts';
import { type CallName, calls, type Result } from '../../shared/contract/contract.ts';
import { AppError, type AppErrorCode, toAppError } from '../../shared/errors.ts';
import type { Session } from '../access/session.ts';
import type { CallContext } from '../app/ports.ts';
import type { Clock } from '../clock.ts';
import type { OperationLog } from '../local/operation-log.ts';
import type { AppLog } from '../log/app-log.ts';
import { beginEntry, logDenial } from './entry.ts';
import { requireAll, requireSomebody } from './gatekeeper.ts';
import type { HandlerContext, Handlers } from './handler.ts';
import { invalidInput } from './invalid-input.ts';
import { inputBounds, isPlainData, outputBounds } from './plain-data.ts';

export type DispatchSession = Pick<Session, 'current' | 'may' | 'steppedUp' | 'reverify' | 'actor'>;

export interface DispatcherParts {
  readonly handlers: Handlers;
  readonly session: DispatchSession;
  readonly operationLog: Pick<OperationLog, 'intent' | 'outcome' | 'record'>;
  readonly appLog: Pick<AppLog, 'write'>;
  readonly clock: Clock;
  /** Every refusal and failure, as when the connection may be gone. */
  readonly onError?: (error: AppError) => void;
  readonly maxInFlight?: number;
}

export type Dispatch = (name: string, input: unknown, context: CallContext) => Promise<Result<unknown>>;

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name);

/** Refusals that say something about who tried: they are kept. */
const isDenial = (code: AppErrorCode): boolean => code === 'forbidden' || code === 'read_only';

function parse(spec: CallSpec, input: unknown): unknown {
  if (!isPlainData(input, inputBounds)) throw new AppError('invalid_input', 'field.invalid');
  const parsed = spec.input.safeParse(input);
  if (!parsed.success) throw invalidInput(spec.input, parsed.error.issues, input);
  return parsed.data;
}

/** The one door: look up, parse, authorise, write down, do, write down, answer with data. */
export function createDispatcher(parts: DispatcherParts): Dispatch {
  const { handlers, session, operationLog, appLog, clock, maxInFlight = 64 } = parts;
  let inFlight = 0;

  async function handle(name: CallName, input: unknown, context: CallContext): Promise<unknown> {
    const spec: CallSpec = calls[name];
    requireSomebody(session, name, spec);
    if (inFlight >= maxInFlight) throw new AppError('busy', 'call.too_many', { retry: true });
    inFlight += 1;
    try {
      const parsed = parse(spec, input);
      try {
        await requireAll(session, name, spec, parsed);
      } catch (error) {
        const refusal = toAppError(error);
        if (isDenial(refusal.code)) logDenial({ operationLog, actor: session.actor(), name, input: parsed, refusal });
        throw refusal;
      }
      const entry = beginEntry({ operationLog, clock, actor: () => session.actor(), name, input: parsed });
      // The table of handlers is typed by name; here the name is only known to be one of them.
      const handler = handlers[name] as (input: unknown, context: HandlerContext) => Promise<unknown>;
      try {
        const value = await handler(parsed, { signal: context.signal, log: entry.notes });
        if (!isPlainData(value, outputBounds)) throw new TypeError(`the answer of ${name} is not plain data`);
        entry.succeeded();
        return value;
      } catch (error) {
        const failure = toAppError(error);
        entry.failed(failure, isDenial(failure.code));
        throw failure;
      }
    } finally {
      inFlight -= 1;
    }
  }

  return async (name, input, context) => {
    const began = clock.monotonic();
    const known = isCallName(name);
    const told = (outcome: 'ok' | AppErrorCode): void =>
      appLog.write({
        event: 'call',
        name: known ? name : 'unknown',
        ms: Math.round(clock.monotonic() - began),
        outcome,
      });
    try {
      if (!known) throw new AppError('unsupported', 'call.unknown');
      const value = await handle(name, input, context);
      told('ok');
      return { ok: true, value };
    } catch (error) {
      const failure = toAppError(error);
      if (failure.code === 'internal') appLog.write({ event: 'failure', where: known ? name : 'unknown', error });
      parts.onError?.(failure);
      told(failure.code);
      return { ok: false, error: failure.toData() };
    }
  };
}
