import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { CallInput, CallName, CallOutput, Result } from '../../shared/contract/contract.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { ProfileId } from '../../shared/domain/ids.ts';
import { profileFor } from '../builders/profile.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, type OwnPlatform } from '../builders/stocker-parts.ts';
import { launchConsole, type RunningConsole } from '../electron/launch.ts';
import { superAdmin } from '../fakes/set-up-platform.ts';
import { connected } from '../servers/databases.ts';
import { test as base } from './fixture.ts';

/** `source`: what Stocker's own program made; `ready`: with the console's tables and its first super admin. */
export type PlatformKind = 'empty' | 'source' | 'ready';

export const platformName = 'Atlas ERP';
export const firstAdmin = { name: 'Ayşe Yılmaz', ...superAdmin } as const;

interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface Stage {
  readonly console: RunningConsole;
  readonly page: Page;
  readonly platform: OwnPlatform;
  readonly profileId: ProfileId;
  readonly settings: ProfileSettings;
}

interface OnOwnPlatform {
  /** Makes a platform and opens a console on it that knows its connection; nobody is signed in. */
  readonly setStage: (kind: PlatformKind, profile?: Partial<ProfileSettings>) => Promise<Stage>;
  /** A colleague's console on the same platform. */
  readonly colleague: (stage: Stage) => Promise<Page>;
}

/** Asks main as the window does. */
export async function ask<N extends CallName>(page: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = (await page.evaluate(
    ([call, given]) =>
      (globalThis as unknown as { tenantry: { call(name: string, input: unknown): Promise<unknown> } }).tenantry.call(
        call,
        given,
      ),
    [name, input] as const,
  )) as Result<CallOutput<N>>;
  if (!result.ok) throw new Error(`${name}: ${result.error.key}`);
  return result.value;
}

/** Its password too, which a computer without a keychain forgets at every restart. */
export async function addConnection(page: Page, settings: ProfileSettings, password: string): Promise<ProfileId> {
  const known = (await ask(page, 'connections.list', {})).profiles.find((one) => one.settings.name === settings.name);
  const { id } = await ask(page, 'connections.save', {
    id: known?.id ?? null,
    settings,
    secrets: { database: password },
  });
  await page.reload();
  return id;
}

export async function signIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel(/^(E-mail|E-posta)$/).fill(email);
  await page.getByLabel(/^(Password|Parola)$/).fill(password);
  await page.getByRole('button', { name: /^Sign in to|oturum aç$/ }).click();
}

export const goTo = (page: Page, where: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name: where }).click();

export const sql = ({ platform }: Stage, text: string): Promise<ReadonlyArray<Record<string, unknown>>> =>
  connected(platform.superuser, async (client) => (await client.query<Record<string, unknown>>(text)).rows);

async function makeReady(page: Page, profileId: ProfileId): Promise<void> {
  await ask(page, 'session.open', { profileId });
  const { planHash } = await ask(page, 'platform.check', {});
  await ask(page, 'platform.upgrade', { planHash });
  await ask(page, 'session.createFirstOperator', firstAdmin);
  await ask(page, 'session.signOut', {});
  await page.reload();
}

/** Specs about a platform of their own, without the demo's rows. */
export const test = base.extend<OnOwnPlatform>({
  setStage: async ({ launch, postgres }, use) => {
    const made: OwnPlatform[] = [];
    await use(async (kind, profile = {}) => {
      const platform = await emptyPlatform(postgres);
      made.push(platform);
      if (kind === 'source') await connected(platform.login, createSourceTables);
      // The words that are looked for are the English ones, whatever this computer speaks.
      const console = await launch({ env: { LC_ALL: 'en_US.UTF-8' } });
      const { page } = console;
      const settings = profileFor(platform.login, { name: platformName, ...profile });
      const profileId = await addConnection(page, settings, platform.login.password);
      if (kind === 'ready') await makeReady(page, profileId);
      return { console, page, platform, profileId, settings };
    });
    for (const platform of made) await platform.drop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from a pattern
  colleague: async ({}, use) => {
    const opened: Array<{ readonly folder: string; readonly console: RunningConsole }> = [];
    await use(async ({ settings, platform }) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'tenantry-e2e-'));
      const env = { LC_ALL: 'en_US.UTF-8' };
      const console = await launchConsole({ userData: folder, width: 1440, height: 900, env });
      opened.push({ folder, console });
      await addConnection(console.page, settings, platform.login.password);
      return console.page;
    });
    for (const { folder, console } of opened) {
      await console.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
});
