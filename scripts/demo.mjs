// The main job without hands, through the real window.
import { buildIfStale } from './lib/build.mjs';
import { nodeBinary, run, script } from './lib/run.mjs';

const status = (await run(process.execPath, [script('setup.mjs')])) || (await buildIfStale());
process.exitCode =
  status ||
  (await run(nodeBinary(), [script('with-display.mjs'), nodeBinary(), 'test/demo/run.ts', ...process.argv.slice(2)]));
