import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { DemoPlatform } from '../demo/platform.ts';
import { registerDemo } from '../demo/register.ts';
import { type Cable, layCable } from '../servers/cable.ts';
import { test as base, screenshot } from './demo.ts';
import { expect, expectAccessible, type Launch } from './fixture.ts';
import { ask } from './own-platform.ts';

interface OverACable {
  readonly cable: Cable;
}

const test = base.extend<OverACable>({
  cable: async ({ demo }, use) => {
    const cable = await layCable(demo);
    await use(cable);
    await cable.close();
  },
});

interface Stage {
  readonly launch: Launch;
  readonly userData: string;
  readonly demo: DemoPlatform;
  readonly cable: Cable;
}

/** The demo's own platform, as another environment says it, reached by a network that can fail. */
async function open(
  { launch, userData, demo, cable }: Stage,
  profile: Partial<ProfileSettings>,
  env: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const { host, port } = cable;
  await registerDemo(userData, { ...demo, settings: { ...demo.settings, host, port, ...profile } });
  const { page } = await launch({ env: { LC_ALL: 'en_US.UTF-8', ...env } });
  await page.getByLabel('Password', { exact: true }).fill(demo.operator.password);
  await page.getByRole('button', { name: /^Sign in to/ }).click();
  await page.getByRole('gridcell', { name: 'Ege Eğitim Kooperatifi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ege Eğitim Kooperatifi' }).waitFor();
  return page;
}

/** What a tooltip said is read; the pointer goes away from it. */
async function leave(page: Page): Promise<void> {
  await page.mouse.move(700, 880);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
}

const status = (page: Page) => page.getByRole('contentinfo');
const hold = (page: Page) => page.getByRole('button', { name: 'Put on hold…' });
const writing = ({ openSessions }: Cable) =>
  openSessions().filter((asked) => asked.includes('default_transaction_read_only=off'));
const reading = ({ openSessions }: Cable) =>
  openSessions().filter((asked) => asked.includes('default_transaction_read_only=on'));

test('production opens read-only on the server too, is unlocked with a reason for some minutes, and locked again', async ({
  launch,
  userData,
  demo,
  cable,
}) => {
  const page = await open({ launch, userData, demo, cable }, { name: 'Atlas ERP', environment: 'production' });
  const id = page.url().split('/').at(-1) ?? '';
  const change = () =>
    ask(page, 'tenants.hold', { id, kind: 'billing', effects: ['block_write'], reason: 'too early', reviewOn: null });

  await expect(page.getByRole('alert')).toContainText('Read-only session');
  await expect(status(page).getByRole('button', { name: 'Read-only' })).toBeVisible();
  await expect(hold(page)).toHaveAttribute('aria-disabled', 'true');
  await hold(page).hover();
  await expect(page.getByRole('tooltip')).toContainText('Production opens read-only.');
  await leave(page);
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(change()).rejects.toThrow('session.read_only');
  expect(reading(cable).length).toBeGreaterThan(0);
  expect(writing(cable)).toEqual([]);
  await expectAccessible(page);
  await screenshot(page, 'session-read-only');

  await status(page).getByRole('button', { name: 'Read-only' }).click();
  const dialog = page.getByRole('dialog', { name: 'Unlock changes' });
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog.getByText('Give a reason of at least 3 characters')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Monthly round of holds');
  await dialog.getByRole('radio', { name: '15 min' }).check();
  await screenshot(page, 'session-unlock');
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(status(page).getByRole('button', { name: 'Read and write, 15 min left' })).toBeVisible();
  await expect(hold(page)).not.toHaveAttribute('aria-disabled', 'true');

  await hold(page).click();
  const holding = page.getByRole('dialog', { name: /^Put Ege/ });
  await holding.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Asked for by the customer');
  await holding.getByRole('button', { name: 'Put on hold' }).click();
  await expect(holding.getByText(/^Hold put/)).toBeVisible();
  await holding.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Asked for by the customer' }).first()).toBeVisible();
  expect(writing(cable).length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Lift…' }).click();
  const lifting = page.getByRole('dialog', { name: /^Lift/ });
  await lifting.getByRole('textbox', { name: 'Reason, written to the log' }).fill('The test is over');
  await lifting.getByRole('button', { name: 'Lift hold' }).click();
  await expect(lifting.getByText(/^Hold lifted/)).toBeVisible();
  await lifting.getByRole('button', { name: 'Close' }).last().click();

  await status(page)
    .getByRole('button', { name: /^Read and write/ })
    .click();
  await page.getByRole('button', { name: 'Make read-only', exact: true }).click();
  await expect(status(page).getByRole('button', { name: 'Read-only' })).toBeVisible();
  await expect(hold(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(change()).rejects.toThrow('session.read_only');
  await expect.poll(() => writing(cable)).toEqual([]);
});

test('a platform that goes away is told within seconds, changes wait with the reason, and it comes back by itself', async ({
  launch,
  userData,
  demo,
  cable,
}) => {
  const page = await open({ launch, userData, demo, cable }, {});
  await expect(status(page).getByText('Online', { exact: true })).toBeVisible();
  await cable.pull();
  await expect(page.getByRole('alert')).toContainText('Offline since');
  await expect(status(page).getByText(/^Offline since/)).toBeVisible();
  await expect(status(page).getByText('Read-only')).toBeVisible();
  await expect(hold(page)).toHaveAttribute('aria-disabled', 'true');
  await hold(page).hover();
  await expect(page.getByRole('tooltip')).toContainText('Needs a live connection');
  await screenshot(page, 'session-offline');
  await leave(page);
  await expectAccessible(page);

  // What was read before is still there.
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Tenants' }).click();
  await expect(page.getByRole('gridcell', { name: 'Ege Eğitim Kooperatifi' })).toBeVisible();
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByRole('alert')).toContainText('Offline since');
  // What was not, says why and how to go on.
  await page.getByRole('tab', { name: /^Past due/ }).click();
  await expect(page.getByText('Nothing accepts connections at')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'session-offline-unread');

  await cable.plug();
  await expect(page.getByText(/^Online again/)).toBeVisible();
  await expect(status(page).getByText('Online', { exact: true })).toBeVisible();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
});

test('locks by key and when the computer has slept, and goes on where it was', async ({
  launch,
  userData,
  demo,
  cable,
}) => {
  const slept = path.join(userData, 'slept');
  const clock = path.join(import.meta.dirname, 'sleeping-clock.mjs');
  const env = { NODE_OPTIONS: `--import=${clock}`, TEST_CLOCK: slept };
  const page = await open({ launch, userData, demo, cable }, {}, env);
  const locked = page.getByRole('heading', { name: 'Locked' });
  const password = page.getByLabel('Password', { exact: true });
  const resume = async (): Promise<void> => {
    await password.fill(demo.operator.password);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(locked).toBeHidden();
    await expect(page.getByRole('heading', { level: 1, name: 'Ege Eğitim Kooperatifi' })).toBeVisible();
  };

  await page.keyboard.press('Control+Shift+L');
  await expect(locked).toBeVisible();
  await expect(page.getByText('Signed in as Elif Demir.')).toBeVisible();
  await expect(ask(page, 'tenants.viewCounts', {})).rejects.toThrow('session.locked');
  await expectAccessible(page);
  await screenshot(page, 'session-locked');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByText('Fill this in')).toBeVisible();
  await password.fill('not it');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByText('The e-mail address or the password is not right.')).toBeVisible();
  await resume();

  await writeFile(slept, '');
  // Any use of the window is too late by now; the window may even have locked itself before it.
  await page.mouse.move(700, 400);
  await page.mouse.move(720, 420);
  await expect(locked).toBeVisible({ timeout: 30_000 });
  await resume();
});
