// Everything but the benches. Its last line is `N passed, N failed`.
import { rmSync } from 'node:fs';
import { buildIfStale } from './lib/build.mjs';
import { nodeBinary, run, runQuietly, script } from './lib/run.mjs';
import { playwright, reports, vitest } from './lib/suites.mjs';

const totals = { passed: 0, failed: 0 };
const lines = [];

function count(name, { passed, failed }, since) {
  totals.passed += passed;
  totals.failed += failed;
  lines.push(`${name.padEnd(12)} ${passed} passed, ${failed} failed  (${Math.round((Date.now() - since) / 1000)} s)`);
}

function finish() {
  console.log(`\n${lines.join('\n')}\n`);
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);
}

/** A step that is right or wrong as a whole counts as one. */
async function whole(name, result) {
  const since = Date.now();
  const { code, output } = await result;
  if (code !== 0) console.log(`\n${name}: FAILED\n${output.trim()}`);
  count(name, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }, since);
  return code === 0;
}

async function suite({ name, command, counts }) {
  const since = Date.now();
  console.log(`\n== ${name}`);
  const code = await run(nodeBinary(), [script('with-display.mjs'), ...command]);
  const result = counts() ?? { passed: 0, failed: 0 };
  // A runner that ends badly has failed, whatever it counted: so has one that found nothing to run.
  const failed = result.failed || (code !== 0 || result.passed === 0 ? 1 : 0);
  count(name, { passed: result.passed, failed }, since);
}

rmSync(reports, { recursive: true, force: true });
const asWhole = async (code) => ({ code: await code, output: '' });
if (!(await whole('setup', asWhole(run(process.execPath, [script('setup.mjs'), '--tests']))))) finish();
if (!(await whole('build', asWhole(buildIfStale())))) finish();
await whole('types', runQuietly('tsc', ['-b']));
await whole('lint', runQuietly('biome', ['check', '.']));
for (const project of ['unit', 'conformance', 'integration', 'security']) await suite(vitest(project));
await suite(playwright);
finish();
