import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { type LaunchOptions, launchConsole, type RunningConsole } from '../electron/launch.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';

export { expect } from '@playwright/test';

const screenshots = path.resolve(import.meta.dirname, '../../test-results/e2e');

export type Launch = (options?: Omit<LaunchOptions, 'userData'>) => Promise<RunningConsole>;

export interface Fixtures {
  /** This computer's own files; launching twice in a test is a restart of the app. */
  readonly userData: string;
  /** Opens the built app. What is still open at the end is closed, and each one is held to have been clean. */
  readonly launch: Launch;
}

export interface WorkerFixtures {
  /** One server for all specs of a worker; each spec makes its own platform on it. */
  readonly postgres: PostgresServer;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  postgres: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from a pattern
    async ({}, use) => {
      const server = await startPostgres();
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  userData: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tenantry-e2e-'));
    await use(folder);
    // The browser's last helpers write for a moment after its window has gone.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  },
  launch: async ({ userData }, use, info) => {
    const running: RunningConsole[] = [];
    await use(async (options = {}) => {
      const opened = await launchConsole({ userData, ...options });
      running.push(opened);
      info.annotations.push({ type: 'shell', description: opened.kind });
      return opened;
    });
    for (const opened of running) {
      await opened.close();
      const said = { csp: opened.cspViolations, errors: opened.consoleErrors, foreign: opened.foreignRequests };
      expect(said, 'what the page did that it must not').toEqual({ csp: [], errors: [], foreign: [] });
    }
  },
});

/** Another page, by its address. Its own heading is waited for: that of the page before is there for a moment longer. */
export async function goTo(page: Page, hash: string, heading: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
}

/** Kept under `test-results/e2e/`, for eyes. */
export async function shot(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true });
  // Nothing half-way between two states: not a fading menu, not a turning arc.
  await page.screenshot({ path: path.join(screenshots, `${name}.png`), animations: 'disabled' });
}

/** No violation of any weight that axe can find, on the screen as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour on its way to another one is neither.
  await page.waitForFunction(() => document.getAnimations().every((one) => !(one instanceof CSSTransition)));
  // In the page itself: the other way opens a second one, which the app does not let happen.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`);
  expect(found).toEqual([]);
}
