import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { changeLook, looks, screenshot } from './demo.ts';
import { expect, expectAccessible } from './fixture.ts';
import { addConnection, firstAdmin, platformName, type Stage, signIn, test } from './own-platform.ts';

const openSettings = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^(Settings|Ayarlar)$/ }).click();
  await page.getByRole('heading', { name: /^(Settings|Ayarlar)$/ }).waitFor();
  // Away from the button, whose tooltip stands outside every landmark.
  await page.mouse.move(700, 450);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
};
const group = (page: Page, name: string) => page.getByRole('radiogroup', { name, exact: true });
const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });

async function actOn(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function signedIn(stage: Stage): Promise<Page> {
  await signIn(stage.page, firstAdmin);
  await openSettings(stage.page);
  return stage.page;
}

test('what is chosen is kept at once, and is there after a restart', async ({ setStage, launch }) => {
  const stage = await setStage('ready');
  const page = await signedIn(stage);
  await expectAccessible(page);

  const minutes = page.getByLabel('Lock after minutes without activity');
  await expect(minutes).toHaveValue('15');
  for (const wrong of ['0', '241', '1.5', '']) {
    await minutes.fill(wrong);
    await minutes.blur();
    await expect(page.getByText('A whole number from 1 to 240. The kept value is 15.')).toBeVisible();
  }
  await expectAccessible(page);
  await minutes.fill('45');
  await minutes.press('Enter');
  await expect(page.getByText('Saved')).toBeVisible();
  await expect(page.getByText('A whole number from 1 to 240.')).toBeHidden();

  await group(page, 'Row height of lists').getByRole('radio', { name: 'Relaxed' }).click();
  await group(page, 'Appearance').getByRole('radio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
  await group(page, 'Language').getByRole('radio', { name: 'Türkçe' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
  await expect(page.getByRole('heading', { name: 'Ayarlar' })).toBeVisible();
  await expectAccessible(page);
  await stage.console.close();

  const again = (await launch({ env: { LC_ALL: 'en_US.UTF-8' } })).page;
  await expect(again.locator('html')).toHaveAttribute('lang', 'tr');
  await expect(again.locator('html')).toHaveAttribute('data-scheme', 'dark');
  await addConnection(again, stage.settings, stage.platform.login.password);
  await signIn(again, firstAdmin);
  await openSettings(again);
  await expect(again.getByLabel('Kaç dakika hareketsizlikten sonra kilitlensin')).toHaveValue('45');
  await expect(group(again, 'Listelerde satır yüksekliği').getByLabel('Geniş')).toBeChecked();
});

test('connections: duplicated, edited, exported without secrets, imported and removed', async ({
  setStage,
  userData,
}) => {
  const stage = await setStage('ready');
  const page = await signedIn(stage);
  await page.getByRole('tab', { name: 'Connections' }).click();
  await expect(rowOf(page, platformName)).toContainText('Open now');
  await expectAccessible(page);

  await actOn(page, platformName, 'Duplicate…');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue(`${platformName} (copy)`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, `${platformName} (copy)`)).toBeVisible();

  await actOn(page, `${platformName} (copy)`, 'Edit…');
  await dialog.getByLabel('Name', { exact: true }).fill('Atlas rehearsal');
  await dialog.getByText('Staging', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'Atlas rehearsal')).toContainText('Staging');

  const file = path.join(userData, 'exported.json');
  await stage.console.answerFileDialogs(file);
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: 'Export connections, without secrets…' }).click();
  await expect(page.getByText('2 connections written to')).toBeVisible();
  const written = await readFile(file, 'utf8');
  expect(written).toContain('Atlas rehearsal');
  expect(written).not.toContain(stage.platform.login.password);

  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: 'Import connections…' }).click();
  await expect(page.getByText('2 were renamed because their names were taken.')).toBeVisible();
  await expect(rowOf(page, 'Atlas rehearsal (2)')).toBeVisible();

  await actOn(page, 'Atlas rehearsal (2)', 'Remove…');
  const remove = page.getByRole('dialog', { name: 'Remove Atlas rehearsal (2)' });
  await expect(remove).toContainText('The platform and everything in it stay as they are');
  await expect(remove.getByRole('button', { name: /^Cancel/ })).toBeFocused();
  await expectAccessible(page);
  await remove.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(rowOf(page, 'Atlas rehearsal (2)')).toBeHidden();
  await expect(rowOf(page, 'Atlas rehearsal')).toBeVisible();

  await page.getByRole('button', { name: `Actions for ${platformName}`, exact: true }).click();
  const inUse = page.getByRole('menuitem', { name: /^Remove…/ });
  await expect(inUse).toHaveAttribute('aria-disabled', 'true');
  await expect(inUse).toContainText('sign out before removing it');
});

test('about this program, and where to look for help', async ({ setStage, userData }) => {
  const stage = await setStage('ready');
  const page = await signedIn(stage);
  await page.getByRole('tab', { name: 'About' }).click();
  await expect(page.getByText(userData)).toBeVisible();
  await expect(
    page.getByText(/^(Kept in the system's keychain|Not kept: this system offers no keychain)$/),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show shortcuts' }).click();
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Open operators' }).click();
  await expect(page.getByRole('heading', { name: 'Operators', level: 1 })).toBeVisible();
});

test('in both languages, both schemes and both sizes', async ({ setStage }) => {
  const stage = await setStage('ready');
  const page = await signedIn(stage);
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1100, height: 700 },
  ]) {
    await stage.console.resize(size);
    for (const look of looks) {
      await changeLook(page, look);
      const at = `${look.language === 'English' ? 'en' : 'tr'}-${look.theme}-${size.width}`;
      for (const [section, name] of [
        [/^(General|Genel)$/, 'general'],
        [/^(Connections|Bağlantılar)$/, 'connections'],
        [/^(About|Hakkında)$/, 'about'],
      ] as const) {
        await page.getByRole('tab', { name: section }).click();
        await page.getByRole('tabpanel').or(page.getByRole('main')).first().waitFor();
        await expectAccessible(page);
        await screenshot(page, `settings-${name}-${at}`);
      }
    }
  }
});
