// The second half of `npm start`, on the project's own Node: the demo platform, and the window in front of it.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startDemoPlatform } from '../test/demo/platform.ts';
import { registerDemo } from '../test/demo/register.ts';
import { appData } from '../test/electron/app-paths.ts';
import { newestSource } from './lib/build.mjs';
import { root, run } from './lib/run.mjs';

const { values } = parseArgs({
  options: {
    electron: { type: 'string' },
    tenants: { type: 'string' },
    'user-data-dir': { type: 'string' },
    watch: { type: 'boolean', default: false },
  },
});

function tenants() {
  if (values.tenants === undefined) return {};
  const count = Number(values.tenants);
  if (Number.isInteger(count) && count > 0) return { tenants: count };
  console.error(`--tenants takes a number of tenants, as in --tenants 5000; "${values.tenants}" is none.`);
  process.exit(2);
}

const leave = () => process.exit(130);

/** Until the window is closed. Ctrl-C reaches it too; here it must not cut the putting away short. */
async function showWindow(userData) {
  let child;
  let again = true;
  process.off('SIGINT', leave).on('SIGINT', () => undefined);
  process.off('SIGTERM', leave).on('SIGTERM', () => child.kill('SIGTERM'));
  if (values.watch) {
    void onChange(async () => {
      if ((await run('npm', ['run', '--silent', 'build'])) !== 0) return;
      again = true;
      child.kill('SIGINT');
    });
  }
  let code = 0;
  while (again) {
    again = false;
    child = openWindow(userData);
    code = await new Promise((resolve) => child.once('exit', (status) => resolve(status ?? 0)));
  }
  return code;
}

/** Looks once a second, for not every system tells of changes below a folder. Never builds twice at a time. */
async function onChange(act) {
  let seen = newestSource();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1_000).unref());
    const newest = newestSource();
    if (newest <= seen) continue;
    seen = newest;
    await act();
  }
}

function openWindow(userData) {
  const user = `--user-data-dir=${userData}`;
  if (values.electron === undefined) {
    const register = path.join(root, 'test/electron/register.mjs');
    return spawn(process.execPath, ['--import', register, 'out/main/index.js', user], { cwd: root, stdio: 'inherit' });
  }
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return spawn(values.electron, ['.', user, ...asRoot], { cwd: root, stdio: 'inherit' });
}

// Until there is a window, whatever has started ends with this process.
process.on('SIGINT', leave).on('SIGTERM', leave);

const userData = path.resolve(values['user-data-dir'] ?? path.join(appData(), 'tenantry'));
const demo = await startDemoPlatform({
  dataFolder: path.join(userData, 'demo'),
  ...tenants(),
  log: (line) => console.log(line),
});
try {
  await registerDemo(userData, demo);
  console.log(`Demo platform: ${demo.tenants} tenants. Its mails land in ${demo.mail.folder}`);
  console.log(`Sign in as ${demo.operator.email} with the password ${demo.operator.password}`);
  process.exitCode = await showWindow(userData);
} finally {
  await demo.stop();
}
