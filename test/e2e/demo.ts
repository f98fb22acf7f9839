import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Role } from '../../shared/domain/permissions.ts';
import { type DemoPlatform, startDemoPlatform } from '../demo/platform.ts';
import { registerDemo } from '../demo/register.ts';
import { signIn } from '../demo/walk/sign-in.ts';
import type { RunningConsole } from '../electron/launch.ts';
import { test as base } from './fixture.ts';

const screens = path.resolve(import.meta.dirname, '../../test-results/screens');

interface OnDemo {
  /** What the system's own dialogs answer from now on: a file or folder, or nothing. */
  answerDialogs(path: string | null): Promise<void>;
  /** Opens the console on the demo and signs in. Again in the same test: a restart of the app. */
  readonly opened: { console: RunningConsole | undefined };
  openAs(role: Role, size?: { readonly width: number; readonly height: number }): Promise<Page>;
}

interface Demos {
  /** Specs with another word here have a demo platform of their own: what they delete and make, others don't count. */
  readonly demoFor: string;
  /** How many of the tenants, in the order of the demo's scenarios, have a database that is really there. */
  readonly databases: number;
  readonly demo: DemoPlatform;
}

/** Specs that need a platform with tenants and registrations in every state; each touches rows of its own. */
export const test = base.extend<OnDemo, Demos>({
  demoFor: ['everybody', { scope: 'worker', option: true }],
  databases: [14, { scope: 'worker', option: true }],
  demo: [
    async ({ demoFor: _demoFor, databases }, use) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'tenantry-demo-'));
      // The server may run as another user, who has to get through to its own folder.
      await chmod(folder, 0o711);
      const demo = await startDemoPlatform({ dataFolder: folder, tenants: 60, databases, log: () => undefined });
      await use(demo);
      await demo.remove();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  opened: async ({ launch: _launch }, use) => use({ console: undefined }),
  answerDialogs: async ({ opened }, use) => use(async (file) => opened.console?.answerFileDialogs(file)),
  openAs: async ({ launch, userData, demo, opened }, use) => {
    await use(async (role, size = { width: 1440, height: 900 }) => {
      // One program at a time works on one folder.
      await opened.console?.close();
      await registerDemo(userData, demo);
      // The words that are looked for are the English ones, whatever this computer speaks.
      const open = await launch({ ...size, env: { LC_ALL: 'en_US.UTF-8' } });
      opened.console = open;
      await signIn(open.page, demo.operators[role]);
      return open.page;
    });
  },
});

export interface Look {
  readonly language: 'English' | 'Türkçe';
  readonly theme: 'light' | 'dark';
}
export const looks: ReadonlyArray<Look> = [
  { language: 'English', theme: 'light' },
  { language: 'English', theme: 'dark' },
  { language: 'Türkçe', theme: 'dark' },
  { language: 'Türkçe', theme: 'light' },
];

const themeWords = { light: /^(Light|Açık)$/, dark: /^(Dark|Koyu)$/ } as const;

/** By the operator's own menu. */
export async function changeLook(page: Page, { language, theme }: Look): Promise<void> {
  for (const word of [language, themeWords[theme]]) {
    await page.getByRole('button', { name: /^(Operator menu|Operatör menüsü)/ }).click();
    await page.getByRole('menuitemradio', { name: word }).click();
    // Not by role: while it fades it has none, and keys still belong to it.
    await page.locator('.MuiMenu-root').waitFor({ state: 'detached' });
  }
  // What lies under the pointer afterwards would tell its reason.
  await page.mouse.move(0, 0);
}

/** Kept under `test-results/screens/`, for eyes. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(screens, { recursive: true });
  await page.screenshot({ path: path.join(screens, `${name}.png`), animations: 'disabled' });
}
