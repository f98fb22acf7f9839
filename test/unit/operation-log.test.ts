import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { canonicalJson } from '../../main/local/canonical-json.ts';
import { openOperationLogOrRefuse } from '../../main/local/open-log.ts';
import {
  createOperationLog,
  type LogIntent,
  type OperationLog,
  openOperationLog,
} from '../../main/local/operation-log.ts';
import { operationLogMigrations } from '../../main/local/operation-log-schema.ts';
import { openSqliteFile } from '../../main/local/sqlite-file.ts';
import { everyEntry } from '../../shared/contract/log.ts';
import { createMovedClock } from '../fakes/moved-clock.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const intent = (more: Partial<LogIntent> = {}): LogIntent => ({
  operator: 'ayse@example.com',
  role: 'support',
  action: 'tenants.hold',
  subject: null,
  subjectId: 'a1',
  platform: 'Live',
  reason: 'asked by phone',
  params: { kind: 'maintenance' },
  ...more,
});

function open(path = join(temporaryFolder(), 'oplog.db'), appended: Array<number> = []) {
  const clock = createMovedClock();
  const log = openOperationLog({
    path,
    clock,
    origin: { machine: 'desk', osUser: 'ayse', appVersion: '0.1.0' },
    onAppended: (seq) => appended.push(seq),
  });
  onTestFinished(() => log.close());
  return { log, clock, path };
}
const list = (log: OperationLog, filter: Partial<typeof everyEntry> | { outcome: 'unknown' | 'running' } = {}) =>
  log.list({ filter: { ...everyEntry, ...filter }, offset: 0, limit: 100 });

/** What another connection finds in the file. */
function inFile<T>(path: string, sql: string): ReadonlyArray<T> {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
}

it('shows intent and outcome as one row, with what the handler found out', () => {
  const appended: Array<number> = [];
  const { log, clock } = open(undefined, appended);
  const seq = log.intent(intent());
  expect(list(log).rows[0]?.outcome).toBe('running');
  clock.pass(120);
  log.outcome(seq, { outcome: 'succeeded', durationMs: 119.6, subject: 'Çınar A.Ş.', after: { sealed: true } });
  expect(list(log)).toMatchObject({
    total: 1,
    failed: 0,
    denied: 0,
    rows: [{ seq, subject: 'Çınar A.Ş.', subjectId: 'a1', outcome: 'succeeded', durationMs: 120 }],
  });
  expect(log.get(seq)).toMatchObject({
    machine: 'desk',
    reason: 'asked by phone',
    parameters: { kind: 'maintenance' },
    after: { sealed: true },
    error: null,
    outcomeAt: '2026-11-21T09:00:00.120Z',
  });
  expect(appended).toEqual([1, 2]);
});

it("names this computer's user where nobody is signed in", () => {
  const { log } = open();
  log.record(intent({ operator: '', role: null }), { outcome: 'succeeded', durationMs: 1 });
  expect(list(log).rows[0]?.operator).toBe('ayse');
});

it('is on the disk when the intent returns', () => {
  const { log, path } = open();
  log.intent(intent());
  expect(inFile<{ action: string }>(path, 'SELECT action FROM entry')).toEqual([{ action: 'tenants.hold' }]);
});

it('calls an intent whose program ended "unknown"', () => {
  const { log, path } = open();
  log.intent(intent());
  log.close();
  const { log: next } = open(path);
  expect(list(next).rows[0]?.outcome).toBe('unknown');
  expect(list(next, { outcome: 'unknown' }).total).toBe(1);
  expect(list(next, { outcome: 'running' }).total).toBe(0);
});

it('keeps every acknowledged row of a program that is killed', () => {
  const path = join(temporaryFolder(), 'oplog.db');
  const writer = new URL('../fakes/log-writer.ts', import.meta.url).pathname;
  const child = spawnSync(process.execPath, [writer, path, '200', 'kill'], { encoding: 'utf8' });
  expect(child.signal).toBe('SIGKILL');
  const { log } = open(path);
  expect(list(log).total).toBe(child.stdout.trim().split('\n').length);
  expect(list(log).total).toBe(200);
});

it.each([
  ['changed', "UPDATE entry SET operator = 'somebody else'"],
  ['removed', 'DELETE FROM entry'],
  [
    'replaced',
    "INSERT OR REPLACE INTO entry SELECT seq, at, phase, of_seq, 'x', role, action, subject, subject_id, platform, reason, params, outcome, before, after, error, duration_ms, operation_id, machine, os_user, app_version, canonical, prev_hash, hash FROM entry WHERE seq = 1",
  ],
  [
    'put in with a gap',
    "INSERT INTO entry SELECT seq + 5, at, phase, of_seq, 'x', role, action, subject, subject_id, platform, reason, params, outcome, before, after, error, duration_ms, operation_id, machine, os_user, app_version, canonical, prev_hash, hash FROM entry WHERE seq = 1",
  ],
])('can not be %s', (_, sql) => {
  const { log, path } = open();
  log.intent(intent());
  const db = new Database(path);
  expect(() => db.exec(sql)).toThrow(/append-only|no gaps/);
  db.close();
  expect(list(log).rows[0]?.operator).toBe('ayse@example.com');
});

it('finds with and without Turkish letters, by operator, action, subject, day and result', () => {
  const { log, clock } = open();
  log.record(intent({ subject: 'Işık Şirketi' }), { outcome: 'succeeded', durationMs: 1 });
  clock.pass(48 * 3_600_000);
  log.record(intent({ operator: 'can@example.com', action: 'tenants.release', subjectId: 'b2' }), {
    outcome: 'denied',
    durationMs: 0,
  });
  expect(list(log, { search: 'isik' }).rows.map(({ seq }) => seq)).toEqual([1]);
  expect(list(log, { search: 'ISIK SIRKETI' }).total).toBe(1);
  expect(list(log, { search: "'; DROP TABLE entry; --" }).total).toBe(0);
  expect(list(log, { operator: 'can@example.com' } as never).total).toBe(1);
  expect(list(log, { action: 'tenants.release' } as never)).toMatchObject({ total: 1, denied: 1 });
  expect(list(log, { subjectId: 'a1' } as never).total).toBe(1);
  expect(list(log, { untilDay: '2026-11-22' } as never).rows.map(({ seq }) => seq)).toEqual([1]);
  expect(list(log, { sinceDay: '2026-11-22' } as never).rows.map(({ seq }) => seq)).toEqual([3]);
  expect(log.choices()).toEqual({
    operators: ['ayse@example.com', 'can@example.com'],
    actions: ['tenants.hold', 'tenants.release'],
  });
});

it('refuses an intent on a full disk, goes on reading, and recovers with what it could not write', () => {
  const file = { path: join(temporaryFolder(), 'oplog.db'), applicationId: 1, migrations: operationLogMigrations };
  const db = openSqliteFile(file);
  const origin = { machine: 'm', osUser: 'u', appVersion: '0' };
  const log = createOperationLog(
    { db, quarantined: null },
    { clock: createMovedClock(), origin, onAppended: () => undefined },
  );
  onTestFinished(() => log.close());
  const seq = log.intent(intent());
  // SQLite's own way to have no more room: SQLITE_FULL for whatever needs another page.
  const room = db.pragma('max_page_count', { simple: true });
  db.pragma('max_page_count = 1');
  const long = intent({ params: { text: 'x'.repeat(200_000) } });
  expect(() => log.intent(long)).toThrow('local.disk_full');
  log.outcome(seq, { outcome: 'succeeded', durationMs: 1, after: { text: 'x'.repeat(200_000) } });
  expect(list(log).total).toBe(1);
  expect(() => log.intent(intent())).toThrow('local.disk_full');
  db.pragma(`max_page_count = ${room}`);
  log.intent(intent());
  expect(log.get(seq)?.outcome).toBe('succeeded');
});

it('puts a damaged log aside, begins a new one and writes that down', () => {
  const path = join(temporaryFolder(), 'oplog.db');
  writeFileSync(path, 'broken '.repeat(2000));
  const { log } = open(path);
  expect(log.quarantined).toContain('oplog.db.quarantined-');
  expect(list(log).rows[0]).toMatchObject({ action: 'log.quarantine', subject: log.quarantined });
});

it('lets nothing be changed where the log can not be opened', () => {
  const folder = temporaryFolder();
  const log = openOperationLogOrRefuse({
    path: folder,
    clock: createMovedClock(),
    origin: { machine: 'm', osUser: 'u', appVersion: '0' },
    onAppended: () => undefined,
  });
  expect(() => log.intent(intent())).toThrow('local.unavailable');
  expect(() => list(log)).toThrow('local.unavailable');
});

it('writes each row so that it can be chained: its canonical text is all of it', () => {
  const { log, path } = open();
  log.record(intent({ params: { b: 1, a: 'é' } }), { outcome: 'succeeded', durationMs: 3 });
  const rows = inFile<Record<string, unknown>>(path, 'SELECT * FROM entry ORDER BY seq');
  expect(rows).toHaveLength(2);
  for (const { canonical, prev_hash: previous, hash, ...row } of rows) {
    expect([previous, hash]).toEqual([null, null]);
    expect(canonical).toBe(canonicalJson(row));
  }
});

it('gives one text for one value, however its keys lie and its letters are composed', () => {
  expect(canonicalJson({ b: 1, a: ['i\u0307', null, true, 1.5, undefined] })).toBe(
    '{"a":["i̇",null,true,"1.5",null],"b":1}',
  );
  expect(canonicalJson('e\u0301')).toBe(canonicalJson('é'));
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      JSON.parse(canonicalJson(value));
    }),
  );
});
