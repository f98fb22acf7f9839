import type { LogDetail, LogFilter, LogOutcome, LogPage, LogRow } from '../../shared/contract/log.ts';
import { foldForSearch } from '../../shared/domain/names.ts';
import { local } from './local-error.ts';
import type { SqliteDatabase } from './sqlite-file.ts';

export interface LogReader {
  list(query: { filter: LogFilter; offset: number; limit: number }): LogPage;
  get(seq: number): LogDetail | undefined;
  choices(): { readonly operators: ReadonlyArray<string>; readonly actions: ReadonlyArray<string> };
}

interface StoredRow extends Omit<LogRow, 'outcome'> {
  readonly outcome: LogOutcome | null;
}
interface StoredDetail extends StoredRow {
  readonly machine: string;
  readonly osUser: string;
  readonly appVersion: string;
  readonly reason: string | null;
  readonly operationId: string | null;
  readonly parameters: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly error: string | null;
  readonly outcomeAt: string | null;
}

const from = "FROM entry i LEFT JOIN entry o ON o.of_seq = i.seq WHERE i.phase = 'intent'";
const subject = 'coalesce(o.subject, i.subject)';
const subjectId = 'coalesce(o.subject_id, i.subject_id)';
const rowColumns = `i.seq, i.at, i.operator, i.role, i.action, ${subject} AS subject, ${subjectId} AS subjectId,
  i.platform, o.outcome AS outcome, o.duration_ms AS durationMs`;

/** Midnight of this computer's day: the log is read where it was written. */
const startOf = (day: string, plusDays: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays).toISOString();
};

function conditions(filter: LogFilter, running: ReadonlyArray<number>) {
  const all: Array<readonly [sql: string, ...values: ReadonlyArray<string>]> = [];
  const text = foldForSearch(filter.search);
  if (text !== '')
    all.push([
      `instr(fold(i.operator || ' ' || i.action || ' ' || coalesce(${subject}, '') || ' ' || coalesce(i.reason, '')), ?) > 0`,
      text,
    ]);
  if (filter.operator !== null) all.push(['i.operator = ?', filter.operator]);
  if (filter.action !== null) all.push(['i.action = ?', filter.action]);
  if (filter.subjectId !== null) all.push([`${subjectId} = ?`, filter.subjectId]);
  if (filter.sinceDay !== null) all.push(['i.at >= ?', startOf(filter.sinceDay, 0)]);
  if (filter.untilDay !== null) all.push(['i.at < ?', startOf(filter.untilDay, 1)]);
  const here = JSON.stringify(running);
  if (filter.outcome === 'running') all.push(['o.seq IS NULL AND i.seq IN (SELECT value FROM json_each(?))', here]);
  else if (filter.outcome === 'unknown')
    all.push(['o.seq IS NULL AND i.seq NOT IN (SELECT value FROM json_each(?))', here]);
  else if (filter.outcome !== null) all.push(['o.outcome = ?', filter.outcome]);
  return { sql: all.map(([sql]) => ` AND ${sql}`).join(''), values: all.flatMap(([, ...values]) => values) };
}

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** Intent and outcome as one row each. An intent that neither ended nor runs here is `unknown`. */
export function createLogReader(db: SqliteDatabase, running: () => ReadonlyArray<number>): LogReader {
  db.function('fold', { deterministic: true }, (value: unknown) => foldForSearch(String(value)));
  const withOutcome = <T extends StoredRow>(row: T): T & { readonly outcome: LogOutcome } => ({
    ...row,
    outcome: row.outcome ?? (running().includes(row.seq) ? 'running' : 'unknown'),
  });
  return {
    list({ filter, offset, limit }) {
      const { sql, values } = conditions(filter, running());
      return local(() => {
        const rows = db
          .prepare<unknown[], StoredRow>(`SELECT ${rowColumns} ${from}${sql} ORDER BY i.seq DESC LIMIT ? OFFSET ?`)
          .all(...values, limit, offset);
        const totals = db
          .prepare<unknown[], { total: number; failed: number; denied: number }>(
            `SELECT count(*) AS total, count(*) FILTER (WHERE o.outcome = 'failed') AS failed,
               count(*) FILTER (WHERE o.outcome = 'denied') AS denied ${from}${sql}`,
          )
          .get(...values);
        return { rows: rows.map(withOutcome), ...(totals ?? { total: 0, failed: 0, denied: 0 }) };
      });
    },
    get(seq) {
      const row = local(() =>
        db
          .prepare<unknown[], StoredDetail>(
            `SELECT ${rowColumns}, i.machine, i.os_user AS osUser, i.app_version AS appVersion, i.reason,
               coalesce(o.operation_id, i.operation_id) AS operationId, i.params AS parameters, o.before, o.after,
               o.error, o.at AS outcomeAt ${from} AND i.seq = ?`,
          )
          .get(seq),
      );
      if (row === undefined) return undefined;
      return {
        ...withOutcome(row),
        parameters: parsed(row.parameters),
        before: parsed(row.before),
        after: parsed(row.after),
        error: parsed(row.error) as LogDetail['error'],
      };
    },
    choices: () =>
      local(() => ({
        operators: db.prepare<[], string>('SELECT DISTINCT operator FROM entry ORDER BY 1').pluck().all(),
        actions: db.prepare<[], string>('SELECT DISTINCT action FROM entry ORDER BY 1').pluck().all(),
      })),
  };
}
