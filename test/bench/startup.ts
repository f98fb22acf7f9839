import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type DemoPlatform, startDemoPlatform } from '../demo/platform.ts';
import { registerDemo } from '../demo/register.ts';
import { type LaunchOptions, launchConsole, type RunningConsole } from '../electron/launch.ts';
import { printFigure } from './figure.ts';

const runs = 9;
/** The first ones fill the caches of the disk and of the window's own profile. */
const unmeasured = 1;
const sizes = [60, 5_000] as const;
const emptyWindow = path.join(import.meta.dirname, 'empty-window.mjs');
const env = { LC_ALL: 'en_US.UTF-8' };

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** The picture is on the screen: two frames have gone by since. */
const painted = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

/** From the start of the process to the window as it is wanted, and closes it. */
async function timed(options: LaunchOptions, until: (page: Page) => Promise<void>): Promise<number> {
  const begun = performance.now();
  const opened: RunningConsole = await launchConsole(options);
  try {
    await until(opened.page);
    await painted(opened.page);
    return performance.now() - begun;
  } finally {
    await opened.close();
  }
}

/** As an operator with quick fingers: the password as soon as it can be typed, then the list. */
const toTheList =
  ({ operator, tenants }: DemoPlatform) =>
  async (page: Page): Promise<void> => {
    await page.locator('input[type="password"]:focus').waitFor();
    await page.keyboard.insertText(operator.password);
    await page.keyboard.press('Enter');
    await page.locator('[role="row"][data-id]').first().waitFor();
    await page.getByText(`${tenants.toLocaleString('en')} tenants`).waitFor();
  };

/** Both in turn, so that a busy minute of the machine meets both. */
async function measure(demo: DemoPlatform, folder: string) {
  const ours: number[] = [];
  const theirs: number[] = [];
  const userData = path.join(folder, 'user');
  await registerDemo(userData, demo);
  const size = { width: 1440, height: 900, env };
  for (let run = -unmeasured; run < runs; run += 1) {
    const own = await timed({ ...size, userData }, toTheList(demo));
    const empty = await timed(
      { ...size, userData: path.join(folder, 'empty'), main: emptyWindow },
      async () => undefined,
    );
    tell(`${demo.tenants} tenants, run ${run + 1}: ${Math.round(own)} ms beside ${Math.round(empty)} ms`);
    if (run < 0) continue;
    ours.push(own);
    theirs.push(empty);
  }
  return { ours, theirs };
}

/** What is measured is what the sources say now. */
function build(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the app could not be built');
}

export async function bench(): Promise<void> {
  build();
  for (const tenants of sizes) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tenantry-bench-'));
    // The server may run as another user, who has to get through to its own folder.
    await chmod(folder, 0o711);
    const demo = await startDemoPlatform({ dataFolder: path.join(folder, 'demo'), tenants, databases: 3, log: tell });
    try {
      printFigure('startup', { figure: `${tenants}-tenants`, ...(await measure(demo, folder)) });
    } finally {
      await demo.remove();
      await rm(folder, { recursive: true, force: true });
    }
  }
}
