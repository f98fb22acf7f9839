import type { CallName } from '../../shared/contract/contract.ts';
import type { AppError, AppErrorData } from '../../shared/errors.ts';
import type { Actor } from '../access/session.ts';
import type { Clock } from '../clock.ts';
import type { LogEnding, LogIntent, OperationLog } from '../local/operation-log.ts';
import { type LogRule, loggedParameters, loggedTexts, logRules } from './call-log.ts';
import type { LogNotes } from './handler.ts';

interface Entry {
  readonly notes: LogNotes;
  succeeded(): void;
  failed(error: AppError, denied: boolean): void;
}

function intentOf(name: CallName, rule: LogRule | undefined, input: unknown, actor: Actor | undefined): LogIntent {
  const texts = loggedTexts(rule, input);
  return {
    operator: actor?.operator ?? texts.operator ?? '',
    role: actor?.role ?? null,
    action: name,
    subject: texts.subject,
    subjectId: texts.subjectId,
    platform: actor?.platform ?? null,
    reason: texts.reason,
    params: loggedParameters(rule, input),
  };
}

/** People of tenants are not named in the log for ever; operators are, and not by their errors' parameters. */
const loggedError = (error: AppError): AppErrorData => {
  const params = Object.entries(error.params).map(([name, value]) => [name, String(value).includes('@') ? '…' : value]);
  return { ...error.toData(), params: Object.fromEntries(params) };
};

/** Denied attempts are kept; that the log can't be written does not let anybody in. */
export function logDenial(parts: {
  operationLog: Pick<OperationLog, 'record'>;
  actor: Actor | undefined;
  name: CallName;
  input: unknown;
  refusal: AppError;
}): void {
  try {
    parts.operationLog.record(intentOf(parts.name, logRules[parts.name], parts.input, parts.actor), {
      outcome: 'denied',
      durationMs: 0,
      error: loggedError(parts.refusal),
    });
  } catch {
    // The refusal is the answer.
  }
}

const silent: Entry = {
  notes: { subject: () => undefined, before: () => undefined, after: () => undefined, operation: () => undefined },
  succeeded: () => undefined,
  failed: () => undefined,
};

/** Writes the intent before anything is done. Throws `local_store` where a change could not be written down. */
export function beginEntry(parts: {
  operationLog: Pick<OperationLog, 'intent' | 'outcome'>;
  clock: Clock;
  actor: () => Actor | undefined;
  name: CallName;
  input: unknown;
}): Entry {
  const { operationLog, clock, name } = parts;
  const rule = logRules[name];
  if (rule === undefined) return silent;
  let seq: number;
  try {
    seq = operationLog.intent(intentOf(name, rule, parts.input, parts.actor()));
  } catch (error) {
    if (rule.durable) throw error;
    return silent;
  }
  const began = clock.monotonic();
  let found: Partial<LogEnding> = {};
  const add = (more: Partial<LogEnding>): void => {
    found = { ...found, ...more };
  };
  const end = (ending: Pick<LogEnding, 'outcome' | 'error'>): void =>
    operationLog.outcome(seq, { ...found, ...ending, durationMs: clock.monotonic() - began });
  return {
    notes: {
      subject: ({ label, id }) => add({ subject: label, ...(id === null ? {} : { subjectId: id }) }),
      before: (before) => add({ before }),
      after: (after) => add({ after }),
      operation: (operationId) => add({ operationId }),
    },
    succeeded: () => end({ outcome: 'succeeded' }),
    failed: (error, denied) => end({ outcome: denied ? 'denied' : 'failed', error: loggedError(error) }),
  };
}
