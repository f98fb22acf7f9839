import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { openOrQuarantine, openSqliteFile, type SqliteFile } from '../../main/local/sqlite-file.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const fileIn = (folder: string, migrations = ['CREATE TABLE note (text TEXT) STRICT']): SqliteFile => ({
  path: join(folder, 'file.db'),
  applicationId: 42,
  migrations,
});
const now = new Date('2026-11-21T09:00:00Z');

function opened(file: SqliteFile) {
  const db = openSqliteFile(file);
  onTestFinished(() => {
    db.close();
  });
  return db;
}
const pragma = (db: Database.Database, name: string) => db.pragma(name, { simple: true });

it('holds what it asserted, after the first write and after opening again', () => {
  const file = fileIn(temporaryFolder());
  const first = openSqliteFile(file);
  first.prepare('INSERT INTO note VALUES (?)').run('one');
  expect(pragma(first, 'synchronous')).toBe(2);
  first.close();
  const again = opened(file);
  again.prepare('INSERT INTO note VALUES (?)').run('two');
  expect({
    journal: pragma(again, 'journal_mode'),
    synchronous: pragma(again, 'synchronous'),
    foreignKeys: pragma(again, 'foreign_keys'),
    trusted: pragma(again, 'trusted_schema'),
    application: pragma(again, 'application_id'),
    version: pragma(again, 'user_version'),
  }).toEqual({ journal: 'wal', synchronous: 2, foreignKeys: 1, trusted: 0, application: 42, version: 1 });
});

it('carries an SQLite without the WAL-reset fault', () => {
  const db = new Database(':memory:');
  const [major = 0, minor = 0, patch = 0] = String(db.prepare('SELECT sqlite_version()').pluck().get())
    .split('.')
    .map(Number);
  db.close();
  expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003);
});

it('runs each migration once, and those that a later version adds', () => {
  const file = fileIn(temporaryFolder());
  openSqliteFile(file).close();
  const later = opened({ ...file, migrations: [...file.migrations, "INSERT INTO note VALUES ('added')"] });
  expect(later.prepare('SELECT text FROM note').pluck().all()).toEqual(['added']);
  expect(pragma(later, 'user_version')).toBe(2);
});

it('refuses a file that a newer version made, and leaves it as it is', () => {
  const file = fileIn(temporaryFolder());
  openSqliteFile({ ...file, migrations: [...file.migrations, 'SELECT 1', 'SELECT 1'] }).close();
  const before = readFileSync(file.path);
  expect(() => openSqliteFile(file)).toThrow('local.newer');
  expect(readFileSync(file.path).equals(before)).toBe(true);
});

it("takes another program's database for a damaged one, and never writes into it", () => {
  const file = fileIn(temporaryFolder());
  const other = new Database(file.path);
  other.exec('CREATE TABLE theirs (x)');
  other.pragma('application_id = 7');
  other.close();
  expect(() => openSqliteFile(file)).toThrow('local.corrupt');
});

const damages: ReadonlyArray<readonly [string, (path: string) => void]> = [
  ['text in place of a database', (path) => writeFileSync(path, 'not a database at all, and long enough to be read')],
  [
    'a damaged header',
    (path) => {
      const bytes = readFileSync(path);
      bytes.fill(0xff, 0, 60);
      writeFileSync(path, bytes);
    },
  ],
  [
    'a damaged page',
    (path) => {
      const bytes = readFileSync(path);
      bytes.fill(0xff, 4096, 4096 + 200);
      writeFileSync(path, bytes);
    },
  ],
  ['a file cut short', (path) => writeFileSync(path, readFileSync(path).subarray(0, 5000))],
];

it.each(damages)('puts %s aside whole and begins anew', (_, damage) => {
  const folder = temporaryFolder();
  const file = fileIn(folder);
  const db = openSqliteFile(file);
  for (let n = 0; n < 500; n += 1) db.prepare('INSERT INTO note VALUES (?)').run(`${n} `.repeat(20));
  db.close();
  damage(file.path);
  const damaged = readFileSync(file.path);
  const { db: fresh, quarantined } = openOrQuarantine(file, now);
  expect(fresh.prepare('SELECT count(*) FROM note').pluck().get()).toBe(0);
  fresh.close();
  expect(quarantined).not.toBeNull();
  expect(readFileSync(quarantined ?? '').equals(damaged)).toBe(true);
});

it('puts a journal without its database aside, where SQLite would have emptied it', () => {
  const folder = temporaryFolder();
  const file = fileIn(folder);
  const writer = openSqliteFile(file);
  writer.prepare('INSERT INTO note VALUES (?)').run('only in the journal');
  const journal = readFileSync(`${file.path}-wal`);
  writer.close();
  rmSync(file.path);
  writeFileSync(`${file.path}-wal`, journal);
  const { db, quarantined } = openOrQuarantine(file, now);
  db.close();
  expect(readFileSync(`${quarantined}-wal`).equals(journal)).toBe(true);
});

it('says unavailable, and moves nothing, where a folder lies in its place', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'file.db'));
  expect(() => openOrQuarantine(fileIn(folder), now)).toThrow('local.unavailable');
  expect(readdirSync(folder)).toEqual(['file.db']);
});

it('begins a new one where there is none', () => {
  const file = fileIn(temporaryFolder());
  opened(file);
  expect(existsSync(file.path)).toBe(true);
});
