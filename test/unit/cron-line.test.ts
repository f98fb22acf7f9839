import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cronLine } from '../../main/layouts/pg/cron-line.ts';

const settings = { host: '[::1]', port: 5433, user: "o'brien", tls: 'off' } as const;
const bin = mkdtempSync(path.join(tmpdir(), 'cron-line-'));
afterAll(() => rmSync(bin, { recursive: true }));

for (const [name, script] of Object.entries({
  pg_dump: `printf '%s\\n' "$PGDATABASE" "$PGSSLMODE" "$@"`,
  date: `printf '%s' "20261121"`,
})) {
  writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(bin, name), 0o755);
}

/** What cron hands to the shell: up to the first bare `%`, with `\%` as `%`. */
function commandOf(line: string): string {
  const command = line.split(' ').slice(5).join(' ');
  const [before] = command.split(/(?<!\\)%/);
  return (before ?? '').replaceAll(String.raw`\%`, '%');
}
const run = (line: string): ReadonlyArray<string> =>
  execFileSync('/bin/sh', ['-c', commandOf(line)], { env: { PATH: `${bin}:/usr/bin:/bin` }, encoding: 'utf8' })
    .trimEnd()
    .split('\n');

const told = (database: string, file: string, mode = 'disable') => [
  ...[database, mode, '-Fc', '-w', '-h', '::1', '-p', '5433', '-U', "o'brien", '-f', file],
];

describe('the line for a crontab', () => {
  it('is one command for one database', () => {
    const line = cronLine(settings, ['Stocker_isik_Db'], '/var/yedekler/');
    expect(line).toMatch(/^\d+ \d+ \* \* \* PGDATABASE=Stocker_isik_Db PGSSLMODE=disable pg_dump -Fc -w /);
    expect(run(line)).toEqual(told('Stocker_isik_Db', '/var/yedekler/Stocker_isik_Db-20261121.dump'));
  });

  it('is a loop for several, whatever their names and folder are', () => {
    const awkward = ["o'clock;rm -rf", 'a=b host=evil', '$(touch x) 100%', 'Işık Db', '-rf'];
    const line = cronLine({ ...settings, tls: 'verify-full' }, awkward, "/mnt/Ayşe's 50% %d");
    expect(line).not.toContain('\n');
    expect(run(line)).toEqual(
      awkward.flatMap((name) => told(name, `/mnt/Ayşe's 50% %d/${name}-20261121.dump`, 'verify-full')),
    );
  });

  it('stays one line, and holds no password', () => {
    const line = cronLine(settings, ['a\nb', 'c'], '/x\n* * * * * evil');
    expect(line.split('\n')).toHaveLength(1);
    expect(line).not.toMatch(/password/i);
  });
});
