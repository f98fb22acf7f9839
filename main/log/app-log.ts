import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { AppError, type AppErrorCode } from '../../shared/errors.ts';

/** All that is ever written: declared events with declared fields, never an object that somebody else made. */
export type AppEvent =
  | { readonly event: 'started'; readonly version: string; readonly shell: string }
  | { readonly event: 'call'; readonly name: string; readonly ms: number; readonly outcome: 'ok' | AppErrorCode }
  | { readonly event: 'failure'; readonly where: string; readonly error: unknown }
  | { readonly event: 'reachability'; readonly online: boolean; readonly ms: number | null }
  | { readonly event: 'quarantined'; readonly file: 'oplog' | 'console' };

export interface AppLog {
  write(event: AppEvent): void;
  /** Resolves when what was written is in the file. */
  close(): Promise<void>;
}

const keepBytes = 5 * 1024 * 1024;

interface Trace {
  readonly name: string;
  readonly code: string | null;
  readonly frames: ReadonlyArray<string>;
}

/** What may be told of an error: its kind, its code and where it was thrown. Never its message, cause or own fields. */
export function traceOf(error: unknown): ReadonlyArray<Trace> {
  const traces: Array<Trace> = [];
  let current: unknown = error;
  while (current instanceof Error && traces.length < 4) {
    const frames = (typeof current.stack === 'string' ? current.stack : '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim());
    const own = current instanceof AppError ? current.key : 'code' in current ? current.code : null;
    const code = typeof own === 'string' && /^[\w.-]{1,60}$/.test(own) ? own : null;
    traces.push({ name: /^\w{1,60}$/.test(current.name) ? current.name : 'Error', code, frames });
    current = current.cause;
  }
  return traces;
}

function fieldsOf(event: AppEvent): Readonly<Record<string, unknown>> {
  return event.event === 'failure'
    ? { event: event.event, where: event.where, error: traceOf(event.error) }
    : { ...event };
}

function rotate(file: string): void {
  try {
    if (statSync(file).size > keepBytes) renameSync(file, `${file}.1`);
  } catch {
    // Not there yet.
  }
}

/** The program's own log, for whoever looks for a fault. What operators did is in the operation log. */
export function openAppLog(folder: string): AppLog {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'tenantry.log');
  rotate(file);
  // Gathered for a moment: a write to the disk for each call would take longer than some calls do.
  const destination = pino.destination({ dest: file, sync: false, mode: 0o600, minLength: 4_096, periodicFlush: 500 });
  // A full disk must not end the program because of its diary.
  destination.on('error', () => undefined);
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    write(event) {
      const fields = fieldsOf(event);
      if (event.event !== 'failure') return logger.info(fields);
      logger.error(fields);
      destination.flush();
    },
    close: () =>
      new Promise((resolve) => {
        destination.once('close', resolve);
        destination.once('error', () => resolve());
        destination.end();
      }),
  };
}
