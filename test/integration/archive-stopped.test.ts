import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresPerTenant } from '../../main/layouts/postgres-per-tenant/open.ts';
import { type Archiving, archiving, atFirstBytes, quietly } from '../builders/archiving.ts';
import { makeLarge } from '../builders/nasty-tenant.ts';
import { emptyPlatform, settingsFor } from '../builders/stocker-parts.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { wrappedTool } from '../fakes/wrapped-tool.ts';
import { connected, superuser } from '../servers/databases.ts';
import { startOlderPostgres } from '../servers/older-postgres.ts';
import type { PostgresServer } from '../servers/postgres.ts';

let server: PostgresServer;
let on: Archiving;
let large: string;
beforeAll(async () => {
  server = await startOlderPostgres();
  on = await archiving(server);
  large = await on.newDatabase();
  await connected(on.login(large), (client) => makeLarge(client, 20));
});
afterAll(() => server.close());

const formats = ['pg_dump', 'console'] as const;
const asSuperuser = (sql: string, values: unknown[] = []) =>
  connected(superuser(server), async (client) => (await client.query(sql, values)).rows);
const sessionsOf = async ({ application }: Archiving): Promise<number> =>
  (await asSuperuser('SELECT FROM pg_stat_activity WHERE application_name = $1', [application])).length;
const passFolders = (): ReadonlyArray<string> =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`tenantry-tool-${process.pid}-`));

describe.each(formats)('a copy (%s)', (format) => {
  it('that is cancelled in the middle leaves no file, no program and no session', async () => {
    const folder = temporaryFolder();
    const io = atFirstBytes((controller) => controller.abort());
    await expect(on.archiver.dump({ database: large, format, file: join(folder, 'a') }, io)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(passFolders()).toEqual([]);
    await expect.poll(() => sessionsOf(on)).toBe(0);
  });

  it('whose sessions a successor ends says so, and leaves no file', async () => {
    const folder = temporaryFolder();
    let ended: Promise<ReadonlyArray<unknown>> = Promise.resolve([]);
    const io = atFirstBytes(() => {
      ended = asSuperuser(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                             WHERE application_name = $1 AND backend_type = 'client backend'`,
        [on.application],
      );
    });
    const dumping = on.archiver.dump({ database: large, format, file: join(folder, 'a') }, io);
    await expect(dumping).rejects.toMatchObject({ key: 'server.lost', retry: true });
    // The one that counts, and the one that copies.
    expect((await ended).length).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('whose operation another console took over gives its file no name', async () => {
    const folder = temporaryFolder();
    const losing = await archiving(server);
    const database = await losing.newDatabase();
    await connected(losing.login(database), (client) => client.query('CREATE TABLE public.t AS SELECT 1 AS n'));
    const io = { ...quietly(), report: () => losing.lose() };
    const dumping = losing.archiver.dump({ database, format, file: join(folder, 'a') }, io);
    await expect(dumping).rejects.toMatchObject({ key: 'operation.lost' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never writes over a file, and clears what one that was killed left half-written', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a');
    writeFileSync(file, 'a year of work');
    await expect(on.archiver.dump({ database: large, format, file }, quietly())).rejects.toMatchObject({
      key: 'archive.file_exists',
    });
    expect(readFileSync(file, 'utf8')).toBe('a year of work');
    rmSync(file);
    writeFileSync(`${file}.part`, 'half');
    const database = await on.newDatabase();
    await on.archiver.dump({ database, format, file }, quietly());
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('into a folder that is gone says which', async () => {
    const file = join(temporaryFolder(), 'gone', 'a');
    await expect(on.archiver.dump({ database: large, format, file }, quietly())).rejects.toMatchObject({
      key: 'archive.folder_missing',
    });
  });

  it('onto a disk that fills up says so and leaves nothing', async ({ skip }) => {
    const disk = smallDisk();
    if (disk === undefined) return skip('no small disk can be mounted here');
    const dumping = on.archiver.dump({ database: large, format, file: join(disk, 'a') }, quietly());
    await expect(dumping).rejects.toMatchObject({ key: 'archive.disk_full', params: { folder: disk } });
    expect(readdirSync(disk)).toEqual([]);
  });

  it('that is stopped while it is brought back leaves the database empty', async () => {
    const [copy, file] = [await on.newDatabase(), join(temporaryFolder(), 'a')];
    await on.archiver.dump({ database: large, format, file }, quietly());
    const io = atFirstBytes((controller) => controller.abort());
    await expect(on.archiver.load({ database: copy, format, file }, io)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await on.archiver.inventory(copy, quietly().signal)).toMatchObject({ tables: [] });
    await expect.poll(() => sessionsOf(on)).toBe(0);
  });
});

it('an operation that was lost brings nothing back', async () => {
  const losing = await archiving(server);
  const [database, copy, folder] = [await losing.newDatabase(), await losing.newDatabase(), temporaryFolder()];
  await connected(losing.login(database), (client) => client.query('CREATE TABLE public.t AS SELECT 1 AS n'));
  for (const format of formats) await losing.archiver.dump({ database, format, file: join(folder, format) }, quietly());
  losing.lose();
  for (const format of formats) {
    const loading = losing.archiver.load({ database: copy, format, file: join(folder, format) }, quietly());
    await expect(loading).rejects.toMatchObject({ key: 'operation.lost' });
  }
  expect(await losing.archiver.inventory(copy, quietly().signal)).toMatchObject({ tables: [] });
});

describe('the tool', () => {
  it('gets its password by a file that only this user may read, gone afterwards; S08', async () => {
    const seen = temporaryFolder();
    const look = (name: string) => `
      tr '\\0' '\\n' < /proc/$$/environ > ${seen}/${name}.environ; tr '\\0' '\\n' < /proc/$$/cmdline > ${seen}/${name}.cmdline
      stat -c '%a %n' "$PGPASSFILE" "$(dirname "$PGPASSFILE")" > ${seen}/${name}.files; cat "$PGPASSFILE" > ${seen}/${name}.pass
      exec "$real" "$@"`;
    const watched = await archiving(server, { toolFolders: [wrappedTool(look('dump'), { restore: look('restore') })] });
    const [database, copy, file] = [
      await watched.newDatabase(),
      await watched.newDatabase(),
      join(temporaryFolder(), 'a'),
    ];
    const { password, user } = watched.login(database);
    await watched.archiver.dump({ database, format: 'pg_dump', file }, quietly());
    await watched.archiver.load({ database: copy, format: 'pg_dump', file }, quietly());
    const text = (name: string): string => readFileSync(join(seen, name), 'utf8');
    for (const name of ['dump', 'restore']) {
      // It got there, and by this way only.
      expect(text(`${name}.pass`)).toBe(`*:*:*:*:${password}\n`);
      expect(text(`${name}.environ`)).toContain(`PGUSER=${user}\n`);
      expect(text(`${name}.environ`)).toContain(`PGAPPNAME=${watched.application}\n`);
      for (const kind of ['environ', 'cmdline']) expect(text(`${name}.${kind}`)).not.toContain(password);
      const [own, around] = text(`${name}.files`).trim().split('\n');
      expect(own).toMatch(/^600 .*\/pass$/);
      expect(around).toMatch(/^700 /);
      expect(existsSync(around?.slice(4) ?? '')).toBe(false);
    }
  });

  it('is not alive after it was stopped', async () => {
    const note = join(temporaryFolder(), 'pid');
    const lines = `echo $$ > ${note}; echo 'pg_dump: dumping contents of table "public.large"' >&2; exec sleep 600`;
    const slow = await archiving(server, { toolFolders: [wrappedTool(lines)] });
    const database = await slow.newDatabase();
    const controller = new AbortController();
    const io = { signal: controller.signal, report: () => controller.abort() };
    const dumping = slow.archiver.dump({ database, format: 'pg_dump', file: join(temporaryFolder(), 'a') }, io);
    await expect(dumping).rejects.toMatchObject({ code: 'cancelled' });
    expect(() => process.kill(Number(readFileSync(note, 'utf8')), 0)).toThrow(/ESRCH/);
  });

  it.each([
    [
      'when the next tool runs',
      async () => {
        const [database, file] = [await on.newDatabase(), join(temporaryFolder(), 'a')];
        await on.archiver.dump({ database, format: 'pg_dump', file }, quietly());
      },
    ],
    [
      'when a platform is opened',
      async () => {
        const { login, drop } = await emptyPlatform(server);
        const layout = await openPostgresPerTenant({ settings: settingsFor(login), password: login.password });
        await layout.close();
        await drop();
      },
    ],
  ])('that a killed console left its password for is cleaned up after %s; S08', async (_, act) => {
    const dead = spawnSync('true').pid;
    const folderOf = (pid: number): string => {
      const folder = join(tmpdir(), `tenantry-tool-${pid}-test`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'pass'), '*:*:*:*:secret\n', { mode: 0o600 });
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      return folder;
    };
    const [left, living] = [folderOf(dead), folderOf(process.pid)];
    await act();
    await expect.poll(() => existsSync(left)).toBe(false);
    expect(existsSync(living)).toBe(true);
  });

  it('that fails is told in its own words, without rows and passwords, and leaves nothing', async () => {
    const folder = temporaryFolder();
    const lines = `
      echo half a file
      echo 'pg_dump: error: query failed: ERROR:  invalid input syntax for type integer: "5555 4444 3333 1111"' >&2
      echo 'DETAIL:  Key (email)=(ayse@example.com) exists' >&2
      echo 'pg_dump: detail: Query was: SELECT 1' >&2
      exit 1`;
    const failing = await archiving(server, { toolFolders: [wrappedTool(lines)] });
    const database = await failing.newDatabase();
    const dumping = failing.archiver.dump({ database, format: 'pg_dump', file: join(folder, 'a') }, quietly());
    await expect(dumping).rejects.toMatchObject({
      key: 'archive.tool_failed',
      params: { tool: expect.stringMatching(/^pg_dump \d+\.\d+$/) },
      server: { code: 'pg_dump', message: 'query failed: ERROR:  invalid input syntax for type integer' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** A disk that is full in a moment is made by mounting a small one, which takes root and a kernel that lets it. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' });
    onTestFinished(() => {
      execFileSync('umount', ['-l', folder]);
      rmdirSync(folder);
    });
    return folder;
  } catch {
    rmdirSync(folder);
    return undefined;
  }
}
