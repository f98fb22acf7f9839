import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { has } from './run.mjs';

/** What the system must bring, and for what. Chromium and the display are for the tests and for the stand-in window. */
const needed = [
  {
    what: 'Chromium',
    debian: 'chromium',
    there: () => Boolean(process.env.CHROMIUM) || has('chromium') || has('google-chrome'),
  },
  { what: 'a virtual display', debian: 'xvfb', there: () => has('xvfb-run') },
  { what: 'xauth, for the virtual display', debian: 'xauth', there: () => has('xauth') },
  { what: 'a session bus', debian: 'dbus', there: () => has('dbus-run-session') },
  { what: 'a keychain', debian: 'gnome-keyring', there: () => has('gnome-keyring-daemon') },
  { what: 'OpenSSL', debian: 'openssl', there: () => has('openssl') },
  { what: 'strace, to see what reaches the disk', debian: 'strace', there: () => has('strace') },
  { what: 'PostgreSQL with its own tools, for backups', debian: 'postgresql', there: () => hasPostgres() },
  { what: 'libsecret', debian: 'libsecret-1-dev', there: () => pkgConfig('libsecret-1') },
  { what: 'a compiler', debian: 'build-essential', there: () => has('g++') && has('make') },
  { what: 'Python, for node-gyp', debian: 'python3', there: () => has('python3') },
  { what: 'pkg-config', debian: 'pkg-config', there: () => has('pkg-config') },
];

const postgresFolder = '/usr/lib/postgresql';
const hasPostgres = () =>
  existsSync(postgresFolder) &&
  readdirSync(postgresFolder).some((version) => existsSync(`${postgresFolder}/${version}/bin/initdb`));

const pkgConfig = (library) => spawnSync('pkg-config', ['--exists', library]).status === 0;

export const missingPackages = () => (process.platform === 'linux' ? needed.filter(({ there }) => !there()) : []);

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));

/** On Debian as root it installs them; elsewhere it says how. Returns what is still missing. */
export function bringPackages() {
  const missing = missingPackages();
  if (missing.length === 0) return [];
  const names = missing.map(({ debian }) => debian);
  if (!isDebian()) {
    console.error(`Missing on this system: ${missing.map(({ what }) => what).join(', ')}.`);
    console.error(`Their packages on Debian are called: ${names.join(' ')}.`);
    return missing;
  }
  if (process.getuid?.() !== 0) {
    console.error(`Missing: ${missing.map(({ what }) => what).join(', ')}. Install with:`);
    console.error(`  sudo apt-get install --no-install-recommends ${names.join(' ')}`);
    return missing;
  }
  console.log(`Installing ${names.join(', ')}.`);
  const apt = (...words) =>
    spawnSync('apt-get', ['-qq', ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', ...names)) {
    console.error('The packages could not be installed. Nothing else was changed.');
  }
  return missingPackages();
}
