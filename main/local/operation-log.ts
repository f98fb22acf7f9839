import type { Role } from '../../shared/domain/permissions.ts';
import type { AppErrorData } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import { canonicalJson } from './canonical-json.ts';
import { local } from './local-error.ts';
import { createLogReader, type LogReader } from './operation-log-reader.ts';
import { operationLogMigrations } from './operation-log-schema.ts';
import { openOrQuarantine, type SqliteDatabase } from './sqlite-file.ts';

/** Where an entry was written. */
export interface LogOrigin {
  readonly machine: string;
  readonly osUser: string;
  readonly appVersion: string;
}

export interface LogIntent {
  readonly operator: string;
  readonly role: Role | null;
  readonly action: string;
  readonly subject: string | null;
  readonly subjectId: string | null;
  readonly platform: string | null;
  readonly reason: string | null;
  /** Without secrets: only what an allow-list let through. */
  readonly params: unknown;
}

export interface LogEnding {
  readonly outcome: 'succeeded' | 'failed' | 'denied';
  readonly durationMs: number;
  readonly subject?: string | null;
  readonly subjectId?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly error?: AppErrorData;
  readonly operationId?: string | null;
}

export interface OperationLog extends LogReader {
  /** Where a damaged log was put when this one was begun. */
  readonly quarantined: string | null;
  /** Durable when it returns. Throws `local_store`: then nothing may be done. */
  intent(entry: LogIntent): number;
  /** Never throws: what could not be written now is written before the next intent. */
  outcome(ofSeq: number, ending: LogEnding): void;
  /** Intent and outcome at once, for what never began or is already over. */
  record(entry: LogIntent, ending: LogEnding): number;
  close(): void;
}

export interface OperationLogOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly origin: LogOrigin;
  readonly onAppended: (seq: number) => void;
}

export const operationLogId = 0x544e_4f4c;

interface Entry extends LogIntent, Partial<Omit<LogEnding, 'subject' | 'subjectId'>> {
  readonly phase: 'intent' | 'outcome';
  readonly ofSeq: number | null;
}

const columns = [
  'seq',
  'at',
  'phase',
  'of_seq',
  'operator',
  'role',
  'action',
  'subject',
  'subject_id',
  'platform',
  'reason',
  'params',
  'outcome',
  'before',
  'after',
  'error',
  'duration_ms',
  'operation_id',
  'machine',
  'os_user',
  'app_version',
] as const;

function createAppender(db: SqliteDatabase, { clock, origin }: Pick<OperationLogOptions, 'clock' | 'origin'>) {
  const next = db.prepare<[], number>('SELECT coalesce(max(seq), 0) + 1 FROM entry').pluck();
  const insert = db.prepare(
    `INSERT INTO entry (${[...columns, 'canonical'].join(', ')})
     VALUES (${[...columns, 'canonical'].map((column) => `@${column}`).join(', ')})`,
  );
  const json = (value: unknown): string | null => (value === undefined ? null : canonicalJson(value));
  return (entry: Entry): number => {
    const seq = Number(next.get());
    const row = {
      seq,
      at: clock.now().toISOString(),
      phase: entry.phase,
      of_seq: entry.ofSeq,
      // Before anybody signed in: who uses this computer.
      operator: entry.operator === '' ? origin.osUser : entry.operator,
      role: entry.role,
      action: entry.action,
      subject: entry.subject,
      subject_id: entry.subjectId,
      platform: entry.platform,
      reason: entry.reason,
      params: canonicalJson(entry.params),
      outcome: entry.outcome ?? null,
      before: json(entry.before),
      after: json(entry.after),
      error: json(entry.error),
      duration_ms: entry.durationMs === undefined ? null : Math.max(0, Math.round(entry.durationMs)),
      operation_id: entry.operationId ?? null,
      machine: origin.machine,
      os_user: origin.osUser,
      app_version: origin.appVersion,
    };
    insert.run({ ...row, canonical: canonicalJson(row) });
    return seq;
  };
}

/** The log in a file that is open. */
export function createOperationLog(
  { db, quarantined }: ReturnType<typeof openOrQuarantine>,
  options: Omit<OperationLogOptions, 'path'>,
): OperationLog {
  const append = createAppender(db, options);
  const running = new Map<number, LogIntent>();
  let unwritten: ReadonlyArray<Entry> = [];

  const write = (entries: ReadonlyArray<Entry>): number => {
    const waiting = unwritten;
    const seqs = local(() => db.transaction(() => [...waiting, ...entries].map(append)).immediate());
    unwritten = [];
    for (const seq of seqs) options.onAppended(seq);
    return seqs.at(-1) ?? 0;
  };
  const outcomeOf = (intent: LogIntent, ofSeq: number, ending: LogEnding): Entry => ({
    ...intent,
    ...ending,
    subject: ending.subject ?? intent.subject,
    subjectId: ending.subjectId ?? intent.subjectId,
    params: {},
    phase: 'outcome',
    ofSeq,
  });

  const log: OperationLog = {
    ...createLogReader(db, () => [...running.keys()]),
    quarantined,
    intent(entry) {
      const seq = write([{ ...entry, phase: 'intent', ofSeq: null }]);
      running.set(seq, entry);
      return seq;
    },
    outcome(ofSeq, ending) {
      const intent = running.get(ofSeq);
      if (intent === undefined) return;
      running.delete(ofSeq);
      const entry = outcomeOf(intent, ofSeq, ending);
      try {
        write([entry]);
      } catch {
        unwritten = [...unwritten, entry];
      }
    },
    record(entry, ending) {
      const seq = log.intent(entry);
      log.outcome(seq, ending);
      return seq;
    },
    close() {
      try {
        if (unwritten.length > 0) write([]);
      } finally {
        db.close();
      }
    },
  };
  if (quarantined !== null)
    log.record(
      {
        operator: options.origin.osUser,
        role: null,
        action: 'log.quarantine',
        subject: quarantined,
        subjectId: null,
        platform: null,
        reason: null,
        params: {},
      },
      { outcome: 'succeeded', durationMs: 0 },
    );
  return log;
}

export const openOperationLog = ({ path, ...options }: OperationLogOptions): OperationLog =>
  createOperationLog(
    openOrQuarantine({ path, applicationId: operationLogId, migrations: operationLogMigrations }, options.clock.now()),
    options,
  );
