import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

export const reports = path.join(root, 'test-results/reports');

/** A vitest project: how it is run, and where its counts are afterwards. */
export function vitest(project) {
  const report = path.join(reports, `${project}.json`);
  return {
    name: project,
    command: [
      ...['vitest', 'run', '--config', 'test/vitest.config.ts', '--project', project],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ],
    counts: () =>
      read(report, ({ numPassedTests, numFailedTests, numFailedTestSuites, testResults }) => ({
        passed: numPassedTests,
        // A file that could not be loaded has no test that could fail.
        failed:
          numFailedTests || (testResults.some(({ status }) => status === 'failed') ? numFailedTestSuites || 1 : 0),
      })),
  };
}

export const playwright = {
  name: 'e2e',
  command: ['playwright', 'test', '--config', 'test/e2e/playwright.config.ts'],
  counts: () =>
    read(path.join(reports, 'e2e.json'), ({ stats, errors }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + errors.length,
    })),
};

/** Null when the runner ended without a report. */
function read(file, count) {
  return existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : null;
}
