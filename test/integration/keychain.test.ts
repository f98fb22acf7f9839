import { execFileSync, spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const visit = new URL('../fakes/keychain-visit.ts', import.meta.url).pathname;
const canary = `Kanarya-ş"'\\ 4f7a1c`;

/** A session bus with an unlocked keyring of its own, and several programs one after the other on it. */
function onKeyring(home: string, visits: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<unknown> {
  const steps = visits.map(
    (words) => `"$NODE" "$VISIT" ${words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')}`,
  );
  const unlock = `printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1`;
  const output = execFileSync('dbus-run-session', ['--', 'sh', '-c', [unlock, ...steps].join(' && ')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_DATA_HOME: home,
      XDG_RUNTIME_DIR: home,
      NODE: process.execPath,
      VISIT: visit,
    },
  });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const hasKeyring = ['dbus-run-session', 'gnome-keyring-daemon'].every(
  (program) => spawnSync(program, ['--version']).error === undefined,
);

it.runIf(hasKeyring)("keeps secrets in the system's keychain from one run to the next, and forgets them", () => {
  const key = 'profile/7d0f2f5e-0000-4000-8000-000000000001/database';
  expect(
    onKeyring(temporaryFolder(), [
      ['set', key, canary],
      ['get', key],
      ['get', 'profile/other'],
      ['delete', key],
      ['get', key],
    ]),
  ).toEqual([
    { kind: 'keychain', found: canary },
    { kind: 'keychain', found: canary },
    { kind: 'keychain', found: null },
    { kind: 'keychain', found: null },
    { kind: 'keychain', found: null },
  ]);
});

it('says that secrets last for this session only where there is no keychain, and keeps them so long', () => {
  const home = temporaryFolder();
  const output = execFileSync(process.execPath, [visit, 'set', 'profile/x', canary], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
    },
  });
  expect(JSON.parse(output)).toEqual({ kind: 'session_only', found: canary });
});
