import type { Page } from '@playwright/test';
import { registerDemo } from '../demo/register.ts';
import { signIn } from '../demo/walk/sign-in.ts';
import { changeLook, screenshot, test } from './demo.ts';
import { expect, expectAccessible } from './fixture.ts';

const env = { LC_ALL: 'en_US.UTF-8' };
const status = (page: Page) => page.getByRole('contentinfo');

test('the frame says where one is, what is true now, and what waits for a person', async ({ openAs }) => {
  const page = await openAs('super_admin');
  const title = page.getByRole('banner');
  await expect(title.getByRole('button', { name: /^Switch connection: Demo, Demo platform/ })).toBeVisible();
  await expect(title.getByRole('button', { name: /^Operator menu: Elif Demir/ })).toBeVisible();
  await expect(status(page).getByText('Demo platform')).toBeVisible();
  await expect(status(page).getByText('Online', { exact: true })).toBeVisible();
  await expect(status(page).getByText(/^\d+ ms$/)).toBeVisible();
  await expect(status(page).getByText('Read and write')).toBeVisible();
  await expect(status(page).getByText(/^Europe\/Istanbul \d\d:\d\d$/)).toBeVisible();
  await expect(status(page).getByText('TRY')).toBeVisible();
  // One of the demo's operations was interrupted: nobody works on it, it waits.
  await expect(title.getByRole('button', { name: /need attention$/ })).toBeVisible();
  await expect(
    page.getByRole('navigation').getByRole('link', { name: /^Operations, Operations that need a person/ }),
  ).toBeVisible();
  await expect(page.getByText(/\d running/)).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole('button', { name: /^Operator menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  await screenshot(page, 'frame-operator-menu');
  await page.keyboard.press('Escape');
});

test('every shortcut that the sheet names does what it says', async ({ openAs }) => {
  const page = await openAs('super_admin');
  await page.getByRole('heading', { level: 1, name: 'Tenants' }).waitFor();
  const heading = (name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Switch connection')).toBeVisible();
  await expect(sheet.getByText('K', { exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await screenshot(page, 'frame-shortcuts');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });

  for (const [letter, name] of [
    ['r', 'Registrations'],
    ['o', 'Operations'],
    ['l', 'Operation log'],
    ['t', 'Tenants'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await heading(name);
  }

  await page.keyboard.press('Control+Shift+O');
  const menu = page.locator('[role="menu"]');
  await expect(menu.getByRole('menuitem', { name: 'Sign in to another connection…' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'frame-connection-menu');
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });

  const drawer = page.getByRole('complementary', { name: 'Operations' });
  await page.keyboard.press('Control+j');
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Control+j');
  await expect(drawer).toBeHidden();

  await page.keyboard.press('/');
  const search = page.getByRole('searchbox');
  await expect(search).toBeFocused();
  // Letters belong to the field now.
  await page.keyboard.type('gr?');
  await expect(search).toHaveValue('gr?');
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');

  const regions: string[] = [];
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press('F6');
    regions.push((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? '');
  }
  expect(new Set(regions)).toEqual(new Set(['Title bar', 'Navigation', 'Content', 'Status']));
});

test('the rail, the language and the scheme are remembered over a restart', async ({ launch, userData, demo }) => {
  await registerDemo(userData, demo);
  const first = await launch({ env });
  await signIn(first.page, demo.operator);
  await first.page.keyboard.press('Control+b');
  await expect(first.page.getByRole('navigation').getByRole('button', { name: 'Expand navigation' })).toBeVisible();
  await expectAccessible(first.page);
  await changeLook(first.page, { language: 'Türkçe', theme: 'dark' });
  await expect(first.page.getByRole('heading', { level: 1, name: 'Kiracılar' })).toBeVisible();
  await first.close();

  const { page } = await launch({ env });
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
  await page.getByLabel('Parola', { exact: true }).fill(demo.operator.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Kiracılar' })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('button', { name: /genişlet/i })).toBeVisible();
});

test('a page that is not there, and a reload in the middle of a session', async ({ openAs }) => {
  const page = await openAs('super_admin');
  await page.evaluate(() => {
    location.hash = '#/no/such/page';
  });
  await expect(page.getByText('There is no such page')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to tenants' }).click();
  await page.getByRole('tab', { name: /^Past due/ }).waitFor();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible();
  await expect(page.locator('[role="row"][data-id]').first()).toBeVisible();
  await page.getByRole('button', { name: /^Operator menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible();
});
