// Types, lint and unit tests, side by side.
import { runQuietly } from './lib/run.mjs';
import { vitest } from './lib/suites.mjs';

const unit = vitest('unit');
const checks = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['biome', 'check', '.'] },
  { name: 'unit', command: unit.command },
];

const results = await Promise.all(
  checks.map(async ({ name, command: [first, ...rest] }) => ({ name, ...(await runQuietly(first, rest)) })),
);
for (const { name, code, output } of results) {
  console.log(`\n${name}: ${code === 0 ? 'passed' : 'FAILED'}`);
  if (code !== 0 || name === 'unit') console.log(output.trim());
}
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;
