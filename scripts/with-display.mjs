// node scripts/with-display.mjs COMMAND ...   with a window to draw in and a keychain of its own, where they are missing

import path from 'node:path';
import { has, root, run } from './lib/run.mjs';

const command = process.argv.slice(2);
const words = [];
if (process.platform === 'linux') {
  if (!process.env.DISPLAY) {
    if (!has('xvfb-run')) {
      console.error('There is no display, and no virtual one: install the packages xvfb and xauth.');
      process.exit(1);
    }
    words.push('xvfb-run', '-a', '-s', '-screen 0 1920x1200x24 -nolisten tcp');
  }
  if (has('dbus-run-session') && has('gnome-keyring-daemon')) {
    // Also where the user has one: what runs here must not write into a person's own keychain.
    words.push('dbus-run-session', '--', 'sh', path.join(root, 'test/servers/with-keychain.sh'));
  }
}
const [first, ...rest] = [...words, ...command];
process.exitCode = await run(first, rest);
