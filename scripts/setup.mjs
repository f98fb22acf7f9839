// Checks and brings what the project needs. Runs on the system's Node, before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bringPackages } from './lib/packages.mjs';
import { nodeBinary, root, run } from './lib/run.mjs';

const OLDEST_NODE = [20, 19];
/** The first npm that reads which install scripts package.json allows. */
const OLDEST_NPM = [11, 19];
const NEWER_NPM = 'npm@11.21.2';

const isAtLeast = (version, [major, minor]) => {
  const [a = 0, b = 0] = version.replace(/^v/, '').split('.').map(Number);
  return a > major || (a === major && b >= minor);
};

function fail(...lines) {
  for (const line of lines) console.error(line);
  process.exit(1);
}

if (!isAtLeast(process.version, OLDEST_NODE)) {
  fail(`Node ${process.version} is too old: ${OLDEST_NODE.join('.')} or later is needed to install Tenantry's own.`);
}

const missing = bringPackages();

/** What was installed from. The dates of files say nothing after a checkout. */
const stamp = path.join(root, 'node_modules/.cache/tenantry-lock');
const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
if (installed !== lock) {
  const npm = spawnSync('npm', ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.status !== 0) fail('npm was not found. It comes with Node from nodejs.org; on Debian: apt-get install npm');
  const ci = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = isAtLeast(npm.stdout.trim(), OLDEST_NPM)
    ? await run('npm', ci)
    : await run('npx', ['--yes', NEWER_NPM, ...ci]);
  if (status !== 0) fail('The npm packages could not be installed; the lines above say why.');
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

const loads = spawnSync(nodeBinary(), ['-e', "new (require('better-sqlite3'))(':memory:')"], { cwd: root });
if (loads.status !== 0) {
  fail('better-sqlite3 does not load here. Remove node_modules and run this again.', String(loads.stderr).trim());
}

// The console opens without most of them; who needs one says so.
if (missing.length > 0) process.exitCode = process.argv.includes('--tests') ? 1 : 0;
