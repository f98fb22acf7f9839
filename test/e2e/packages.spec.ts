import type { Page } from '@playwright/test';
import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';

test.use({ demoFor: 'packages' });

const reasonField = 'Reason, written to the log';
const list = (page: Page) => page.getByRole('table', { name: 'What is sold, the least first' });
const row = (page: Page, name: string) =>
  list(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) });
const field = (page: Page, name: string) => page.getByRole('textbox', { name });

async function openList(page: Page): Promise<void> {
  await goTo(page, '#/packages', 'Packages');
  await expect(row(page, 'Starter')).toBeVisible();
}

async function openPackage(page: Page, name: string): Promise<void> {
  await openList(page);
  await list(page).getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

test('the list shows what is sold in its order, who has it and what it brings', async ({ openAs }) => {
  const page = await openAs('finance');
  await page.getByRole('navigation').getByRole('link', { name: 'Packages' }).click();
  await expect(row(page, 'Starter')).toBeVisible();
  const names = await list(page).getByRole('link').allInnerTexts();
  expect(names).toEqual(['Economy', 'Starter', 'Professional', 'International', 'Enterprise']);
  await expect(row(page, 'Economy')).toContainText('Not sold');
  await expect(row(page, 'Economy')).toContainText('No limit');
  await expect(row(page, 'International')).toContainText('€54.50');
  await expect(row(page, 'International')).toContainText('version 3');
  await expectAccessible(page);
  for (const look of looks) {
    await changeLook(page, look);
    if (look.theme === 'dark') await expectAccessible(page);
    await screenshot(page, `packages-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}`);
  }
});

test('who may only look sees locks, at the smallest window too', async ({ openAs }) => {
  const page = await openAs('viewer', { width: 1100, height: 700 });
  await openList(page);
  const create = page.getByRole('button', { name: 'New package' });
  await expect(create).toHaveAttribute('aria-disabled', 'true');
  await create.hover();
  await expect(page.getByRole('tooltip')).toContainText('Viewer');
  await screenshot(page, 'packages-narrow');
  await openPackage(page, 'Professional');
  await expect(field(page, 'Name in English')).not.toBeEditable();
  await expect(page.getByRole('button', { name: 'Review and save…' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);
  await screenshot(page, 'package-narrow');
});

test('a change is reviewed before it is saved, and nobody who pays feels it', async ({ openAs, demo }) => {
  const page = await openAs('finance');
  const paid = () =>
    connected(demo.admin(), async (client) => {
      const { rows } = await client.query<{ sum: string; codes: string }>(
        `SELECT sum(mrr_minor)::text AS sum, (SELECT count(*)::text FROM public."SubscriptionModules") AS codes
           FROM tenantry.tenant_list WHERE package_name = 'Profesyonel'`,
      );
      return rows[0];
    });
  const before = await paid();
  await openPackage(page, 'Professional');
  for (const look of looks.slice(1, 3)) {
    await changeLook(page, look);
    await screenshot(page, `package-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}`);
  }
  await changeLook(page, { language: 'English', theme: 'light' });
  await expectAccessible(page);

  const review = page.getByRole('button', { name: 'Review and save…' });
  await field(page, 'A month').fill('a lot');
  await review.click();
  await expect(page.getByText('Write an amount, as 1299.00')).toBeVisible();
  await field(page, 'A month').fill('1,499.90');
  await field(page, 'Users').fill('30');
  // What stands on it goes with it.
  await page.getByRole('checkbox', { name: /^Satış/ }).uncheck();
  await expect(page.getByRole('checkbox', { name: /^Satış/ })).not.toBeChecked();
  await page.getByRole('checkbox', { name: 'Single sign-on' }).check();
  await field(page, 'Order').fill('2');
  await review.click();
  await expect(page.getByText('Place 2 is taken by Starter')).toBeVisible();
  await field(page, 'Order').fill('3');
  await page.keyboard.press('Control+s');

  const dialog = page.getByRole('dialog', { name: 'Save Professional' });
  await expect(dialog.getByRole('row', { name: /Price of a month/ })).toContainText('₺1,499.90');
  await expect(dialog.getByRole('row', { name: /^Users/ })).toContainText('25');
  await expect(dialog.getByText(/keep price, limits and modules/)).toBeVisible();
  await expect(dialog.getByText(/on version 1: ₺1,299.00 a month, 25 users/)).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'package-review');
  await dialog.getByRole('textbox', { name: reasonField }).fill('New prices for the year');
  await dialog.getByRole('button', { name: 'Save version 2' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect(page.getByText('Version 2, ₺1,499.90 a month')).toBeVisible();
  expect(await paid()).toEqual(before);

  await page.getByRole('button', { name: 'Compare version 1 with what is sold now' }).click();
  const compared = page.getByRole('dialog', { name: 'Professional' });
  await expect(compared.getByRole('row', { name: /Feature Single sign-on/ })).toContainText('in it');
  await expectAccessible(page);
  await screenshot(page, 'package-versions');
  await compared.getByRole('button', { name: 'Close' }).last().click();
});

test('a package that somebody else changed meanwhile is not written over', async ({ openAs, demo }) => {
  const page = await openAs('super_admin');
  await openPackage(page, 'Starter');
  await field(page, 'Users').fill('6');
  await connected(demo.admin(), (client) =>
    client.query(`UPDATE tenantry.packages SET version = version + 1 WHERE name_en = 'Starter'`),
  );
  await page.getByRole('button', { name: 'Review and save…' }).click();
  await expect(page.getByText(/^Somebody else changed/)).toBeVisible();
  await screenshot(page, 'package-changed-meanwhile');
});

test('a new one is made, put in its place, and not sold any more', async ({ openAs }) => {
  const page = await openAs('super_admin');
  await openList(page);
  await page.getByRole('button', { name: 'New package' }).click();
  await page.getByRole('heading', { level: 1, name: 'New package' }).waitFor();
  await expectAccessible(page);
  const create = page.getByRole('button', { name: 'Review and create…' });
  await field(page, 'Name in English').fill('Starter');
  await field(page, 'Name in Turkish').fill('Esnaf');
  await field(page, 'A month').fill('199');
  await field(page, 'A year').fill('1990');
  await create.click();
  await page.getByRole('button', { name: 'Create package' }).click();
  await expect(page.getByText('Another package is called Starter')).toBeVisible();
  await expect(field(page, 'Name in English')).toHaveAttribute('aria-invalid', 'true');
  await field(page, 'Name in English').fill('Shop');
  await create.click();
  await page.getByRole('button', { name: 'Create package' }).click();
  await expect(page.getByText('Include at least one module')).toBeVisible();
  // With what it stands on.
  await page.getByRole('checkbox', { name: /^Satış/ }).check();
  await page.getByRole('checkbox', { name: 'Sold from now on' }).check();
  await screenshot(page, 'package-new');
  await create.click();
  await expectAccessible(page);
  await screenshot(page, 'package-create');
  await page.getByRole('button', { name: 'Create package' }).click();
  await page.getByRole('heading', { level: 1, name: 'Shop', exact: true }).waitFor();

  await page.getByRole('button', { name: 'Stop selling…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Stop selling Shop' });
  await dialog.getByRole('textbox', { name: reasonField }).fill('It was a trial');
  await expectAccessible(page);
  await screenshot(page, 'package-stop');
  await dialog.getByRole('button', { name: 'Stop selling', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect(page.getByRole('button', { name: 'Sell again…' })).toBeVisible();

  await openList(page);
  await expect(list(page).getByRole('link').last()).toHaveText('Shop');
  await page.getByRole('button', { name: 'Move Shop up' }).click();
  await expect(list(page).getByRole('link').last()).toHaveText('Enterprise');
});
