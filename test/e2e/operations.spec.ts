import type { Page } from '@playwright/test';
import pg from 'pg';
import { closePanel, openRegistrations, operationPanel, provision, untilState } from '../demo/walk/registrations.ts';
import { serverSide } from '../demo/walk/server-side.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible } from './fixture.ts';

/** Of the three that are ready, one is used up here; the cancelled one is ready again. The queue's own spec has the rest. */
const good = 'Łękawa Ñandú Straße O’Brien';
const held = 'Uçarı Lojistik ve Dağıtım A.Ş.';
const heldCode = 'ucari-lojistik-ve-dagitim-a-s';
const interrupted = 'Şişli Eczacılık A.Ş.';
/** A lease is thirty seconds long, and the demo was made just before. */
const leaseRunsOutWithin = 60_000;

const drawer = (page: Page) => page.getByRole('complementary', { name: 'Operations' });
const openDrawer = async (page: Page) => {
  await page.keyboard.press('Control+j');
  await drawer(page).waitFor();
  return drawer(page);
};

test('a run outlives the reload of its window, and its end the restart of the app', async ({ openAs, demo }) => {
  const page = await openAs('super_admin');
  await openRegistrations(page);
  const gate = await lockOwners(demo.admin());
  await provision(page, good);
  await expect(operationPanel(page, good)).toContainText('Step 3 of 9, creating admin user');
  await expect(operationPanel(page, good)).toContainText('Closing this panel does not stop the run.');
  await expectAccessible(page);

  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Registrations' }).waitFor();
  const list = await openDrawer(page);
  await list.getByRole('button', { name: good }).click();
  await expect(operationPanel(page, good)).toContainText('Running');
  await gate.open();
  await untilState(page, good, 'Succeeded');

  const again = await openAs('super_admin');
  const kept = await openDrawer(again);
  await expect(kept.getByRole('region', { name: 'Ended lately' })).toContainText(good);
  await expect(kept.getByRole('region', { name: 'Waiting for a person' })).toContainText('Işık Şirketi A.Ş.');
  await expectAccessible(again);
  await again.keyboard.press('Escape');
  await expect(kept).toBeHidden();
});

test('a run is cancelled before its tenant is active, and leaves nothing', async ({ openAs, demo }) => {
  const page = await openAs('super_admin');
  await openRegistrations(page);
  const gate = await lockOwners(demo.admin());
  await provision(page, held);
  const panel = operationPanel(page, held);
  await expect(panel).toContainText('Step 3 of 9');
  await panel.getByRole('button', { name: 'Cancel…' }).click();
  const dialog = page.getByRole('dialog', { name: `Cancel provisioning: ${held}` });
  await expect(dialog.getByText('The tenant record and its domain are removed')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel provisioning' }).click();
  await dialog.waitFor({ state: 'detached' });
  await gate.open();
  await expect(panel.getByText('Cancelled')).toBeVisible();
  await closePanel(page, held);
  await expect(page.locator('tr[data-row]').filter({ hasText: held })).toContainText('Ready to provision');
  const server = serverSide(demo);
  expect([await server.databaseExists(heldCode), await server.registrationStatus(heldCode)]).toEqual([
    false,
    'Verified',
  ]);
});

test('what another console left is taken over with its fence', async ({ openAs }) => {
  test.setTimeout(150_000);
  const page = await openAs('super_admin');
  await (await openDrawer(page)).getByRole('button', { name: interrupted }).click();
  const panel = operationPanel(page, interrupted);
  const takeOver = panel.getByRole('button', { name: 'Take over…' });
  await takeOver.waitFor({ timeout: leaseRunsOutWithin });
  await expect(panel.getByText('Nobody is working on it')).toBeVisible();
  const fence = await panel.getByRole('definition').filter({ hasText: /^\d+$/ }).last().innerText();
  await takeOver.click();
  const dialog = page.getByRole('dialog', { name: `Take over: ${interrupted}` });
  const typed = dialog.getByRole('textbox', { name: /^Type/ });
  const act = dialog.getByRole('button', { name: 'Take over', exact: true });
  await typed.fill(`${fence}0`);
  await expect(act).toBeDisabled();
  await expectAccessible(page);
  await typed.fill(fence);
  await act.click();
  await dialog.waitFor({ state: 'detached' });
  await untilState(page, interrupted, 'Succeeded');
  await panel.getByRole('link', { name: 'Open tenant' }).click();
  await page.getByRole('heading', { level: 1, name: interrupted }).waitFor();
});

test('the page lists what runs, waits and has ended, with one of them beside it', async ({ openAs }) => {
  const page = await openAs('viewer');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Operations/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('tab', { name: /^Waiting for a person/ }).click();
  const failed = page.getByRole('row', { name: /Işık Şirketi/ });
  await failed.click();
  const panel = page.getByRole('complementary', { name: 'Işık Şirketi A.Ş.' });
  await expect(panel.getByRole('list', { name: 'Provisioning' }).getByRole('listitem')).toHaveCount(9);
  const retry = panel.getByRole('button', { name: /^Retry from step/ });
  await expect(retry).toHaveAttribute('aria-disabled', 'true');
  // A reason opens for who came by keyboard.
  await page.keyboard.press('Tab');
  await retry.focus();
  await expect(page.getByRole('tooltip')).toHaveText('Your role (Viewer) may not do this');
  await panel.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Kind' }).click();
  await page.getByRole('menuitemradio', { name: 'Clean-up' }).click();
  await page.getByRole('tab', { name: /^Running/ }).click();
  await page.getByText('No operation matches this view').waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(failed).toBeVisible();
});

for (const [width, height] of [
  [1440, 900],
  [1100, 700],
] as const) {
  test(`pictures of operations at ${width}x${height}`, async ({ openAs }) => {
    test.setTimeout(300_000);
    const page = await openAs('super_admin', { width, height });
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Operations/ })
      .click();
    await page.getByRole('row', { name: /Işık Şirketi/ }).waitFor();
    for (const look of looks) {
      await changeLook(page, look);
      const name = (scene: string): string =>
        `operations-${scene}-${width}-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}`;
      await screenshot(page, name('page'));
      await page.keyboard.press('Control+j');
      const list = page.getByRole('complementary', { name: /^(Operations|İşlemler)$/ });
      await list.getByRole('button', { name: 'Işık Şirketi A.Ş.' }).waitFor();
      await screenshot(page, name('drawer'));
      await list.getByRole('button', { name: 'Işık Şirketi A.Ş.' }).click();
      const panel = operationPanel(page, 'Işık Şirketi A.Ş.');
      await panel.getByRole('listitem').first().waitFor();
      await screenshot(page, name('one'));
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
    }
  });
}

/** No owner can be written until it is opened: a provisioning stands still at its third step, as behind a long lock. */
async function lockOwners(login: pg.ClientConfig): Promise<{ open(): Promise<void> }> {
  const client = new pg.Client(login);
  await client.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE public."MasterUsers" IN EXCLUSIVE MODE');
  return {
    async open() {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}
