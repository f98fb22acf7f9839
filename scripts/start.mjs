// The console with a demo platform, on a fresh machine too. `npm start -- --tenants 5000` makes a big one.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildIfStale } from './lib/build.mjs';
import { electronBinary, nodeBinary, root, run, script } from './lib/run.mjs';

const words = process.argv.slice(2);
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Null where it is not here and can't be fetched. */
function findElectron() {
  const found = electronBinary();
  if (found !== null) return found;
  console.log('Electron is not here yet: fetching it.');
  const install = path.join(root, 'node_modules/electron/install.js');
  spawnSync(nodeBinary(), [install], { cwd: root, stdio: 'ignore', timeout: 300_000 });
  return electronBinary();
}

async function open() {
  const electron = findElectron();
  if (electron === null) {
    console.log(
      "Electron could not be fetched. The window is Chromium's, standing in for it: the same app, page and rules.",
    );
  }
  return run(nodeBinary(), [
    'scripts/start-demo.mjs',
    ...(electron === null ? [] : [`--electron=${electron}`]),
    ...words,
  ]);
}

async function main() {
  const status = (await run(process.execPath, [script('setup.mjs')])) || (await buildIfStale());
  if (status !== 0) return status;
  if (hasDisplay) return open();
  console.log('There is no display to open a window on, so the demo runs by itself on a virtual one (npm run demo).');
  return run(process.execPath, [script('demo.mjs')]);
}

process.exitCode = await main();
