import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';
import { confirmGrave, openTenantTab, tenantInState } from './life.ts';

test.use({ demoFor: 'modules' });

const sizes = [
  { width: 1440, height: 900 },
  { width: 1100, height: 700 },
];
const rowOf = (page: Page, code: string) => page.locator(`[role="row"][data-id="${code}"]`);
const reasonOf = (dialog: ReturnType<Page['getByRole']>) =>
  dialog.getByRole('textbox', { name: 'Reason, written to the log' });

test('what a tenant may use beside what its database has: installed, taken away, exported and removed', async ({
  openAs,
  demo,
  answerDialogs,
  userData,
}) => {
  test.slow();
  const tenant = await tenantInState(demo, 'trial_ending');
  const page = await openAs('super_admin');
  await openTenantTab(page, tenant, 'Modules');
  await expect(rowOf(page, 'HR').getByText('Not installed')).toBeVisible();
  await expect(rowOf(page, 'Sales').getByText('Behind, 2 versions')).toBeVisible();
  await expect(rowOf(page, 'Finance').getByText('Deactivated, data kept')).toBeVisible();
  await expect(rowOf(page, 'Projects').getByText('Not activated')).toBeVisible();
  await page.getByRole('radio', { name: /^Behind 2/ }).check();
  await expect(page.locator('[role="row"][data-id]')).toHaveCount(2);
  await page.getByRole('radio', { name: /^All/ }).check();

  await rowOf(page, 'Sales').getByText('Sales', { exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Satış' });
  await expect(panel.getByText('0003 shipments')).toBeVisible();
  await expect(panel.getByText('CRM', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'modules-panel');
  await panel.getByRole('button', { name: 'Migrate…' }).click();
  const migrate = page.getByRole('dialog', { name: 'Migrate Satış' });
  await expect(migrate.getByText('2 migrations run in its database')).toBeVisible();
  await reasonOf(migrate).fill('They wait for shipments');
  await expectAccessible(page);
  await screenshot(page, 'modules-migrate');
  await migrate.getByRole('button', { name: 'Migrate', exact: true }).click();
  await expect(migrate.getByText('Satış is active and installed')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await migrate.getByRole('button', { name: 'Close' }).last().click();
  await expect(rowOf(page, 'Sales').getByText('Up to date')).toBeVisible();

  // Purchase stands on it.
  await rowOf(page, 'Inventory').getByRole('switch').click();
  const refused = page.getByRole('dialog', { name: 'Deactivate Stok Yönetimi' });
  await expect(refused.getByText('Stok Yönetimi is needed by Satın Alma.')).toBeVisible();
  await expect(refused.getByRole('button', { name: 'Deactivate' })).toBeDisabled();
  await screenshot(page, 'modules-deactivate-refused');
  await refused.getByRole('button', { name: 'Cancel' }).click();

  await rowOf(page, 'Purchase').getByRole('switch').click();
  const take = page.getByRole('dialog', { name: 'Deactivate Satın Alma' });
  await expect(take.getByText('Tables and rows stay; activating it again finds them')).toBeVisible();
  await reasonOf(take).fill('They buy by hand');
  await expectAccessible(page);
  await screenshot(page, 'modules-deactivate');
  await take.getByRole('button', { name: 'Deactivate', exact: true }).click();
  await take.waitFor({ state: 'detached' });
  await expect(rowOf(page, 'Purchase').getByText('Deactivated, data kept')).toBeVisible();

  await rowOf(page, 'Finance').getByRole('button', { name: 'Resolve…' }).click();
  const resolve = page.getByRole('dialog', { name: 'Resolve Finans/Muhasebe' });
  await expectAccessible(page);
  await screenshot(page, 'modules-resolve');
  await resolve.getByRole('button', { name: 'Remove data…' }).click();
  const purge = page.getByRole('dialog', { name: 'Remove the data of Finans/Muhasebe' });
  await expect(purge.getByRole('row', { name: 'Accounts 24' })).toBeVisible();
  await answerDialogs(userData);
  await purge.getByRole('button', { name: 'Choose…' }).click();
  await expectAccessible(page);
  await screenshot(page, 'modules-purge');
  await confirmGrave(page, purge, {
    typed: tenant.code,
    reason: 'They asked in writing',
    verb: 'Remove data',
    password: demo.operators.super_admin.password,
  });
  await expect(purge.getByText('The data of Finans/Muhasebe was exported and removed')).toBeVisible({
    timeout: 30_000,
  });
  await expectAccessible(page);
  await screenshot(page, 'modules-purged');
  await purge.getByRole('button', { name: 'Close' }).last().click();
  await expect(rowOf(page, 'Finance').getByText('Not activated')).toBeVisible();
  const files = await readdir(path.join(userData, tenant.code));
  expect(files.filter((name) => name.endsWith('.zip'))).toEqual([expect.stringContaining('Finance')]);
  const left = await connected(demo.admin(tenant.database), async (client) => {
    const { rows } = await client.query(
      `SELECT to_regnamespace('finance')::text AS finance, to_regclass('purchase."Suppliers"') IS NOT NULL AS purchase,
              (SELECT count(*)::int FROM _tenantry.migrations WHERE module = 'Sales') AS sales`,
    );
    return rows[0];
  });
  expect(left).toEqual({ finance: null, purchase: true, sales: 3 });
});

test('what is outside the package is told, with the ways out of it', async ({ openAs, demo }) => {
  const tenant = await tenantInState(demo, 'hold_lifted');
  const page = await openAs('super_admin');
  await openTenantTab(page, tenant, 'Modules');
  await page.getByRole('radio', { name: /^Outside package 2/ }).check();
  await rowOf(page, 'Inventory').getByRole('button', { name: 'Resolve…' }).click();
  const active = page.getByRole('dialog', { name: 'Resolve Stok Yönetimi' });
  await expect(active.getByText(/^It is active though the package Başlangıç does not have it/)).toBeVisible();
  await active.getByRole('button', { name: 'Cancel' }).click();
  await rowOf(page, 'Finance').getByRole('button', { name: 'Resolve…' }).click();
  const installed = page.getByRole('dialog', { name: 'Resolve Finans/Muhasebe' });
  await expect(installed.getByRole('button', { name: 'Remove data…' })).toBeVisible();
  await expect(installed.getByRole('button', { name: 'Activate…' })).toHaveCount(0);
  await installed.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('radio', { name: /^All/ }).check();
  // Not sold to it: the dialog says so and begins nothing.
  await rowOf(page, 'HR').getByRole('switch').click();
  const refused = page.getByRole('dialog', { name: 'Activate İnsan Kaynakları' });
  await expect(refused.getByText(/is not in the package Başlangıç/)).toBeVisible();
  await reasonOf(refused).fill('They want it');
  await expect(refused.getByRole('button', { name: 'Activate', exact: true })).toBeDisabled();
  await expectAccessible(page);
  await screenshot(page, 'modules-outside');
});

test('a module for a selection, after what it touches was seen', async ({ openAs }) => {
  const page = await openAs('super_admin');
  await page.getByRole('tab', { name: /^Trials ending/ }).click();
  const rows = page.locator('[role="row"][data-id]');
  await expect(rows).toHaveCount(3);
  for (const row of await rows.all()) await row.getByRole('checkbox').check();
  const bar = page.getByRole('region', { name: 'With the selected tenants' });
  await bar.getByRole('button', { name: 'Activate module…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Activate a module for/ });
  await dialog.getByRole('combobox', { name: 'Module' }).click();
  await page.getByRole('option', { name: 'Proje Yönetimi' }).click();
  await expect(dialog.getByText('Skipped: active already')).toHaveCount(2);
  await reasonOf(dialog).fill('Part of the spring offer');
  await expectAccessible(page);
  await screenshot(page, 'modules-bulk');
  await dialog.getByRole('button', { name: /^Activate a module for 1 tenant/ }).click();
  await expect(dialog.getByText('1 tenant has the module')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await screenshot(page, 'modules-bulk-done');
});

test('the screens in both languages, schemes and sizes', async ({ openAs, opened, demo }) => {
  test.slow();
  const tenant = await tenantInState(demo, 'hold_lifted');
  const page = await openAs('super_admin');
  for (const look of looks) {
    await changeLook(page, look);
    const turkish = look.language === 'Türkçe';
    const tag = `${turkish ? 'tr' : 'en'}-${look.theme}`;
    for (const size of sizes) {
      await opened.console?.resize(size);
      await goTo(page, '#/modules', turkish ? 'Modüller' : 'Modules');
      await rowOf(page, 'Sales').getByText('Sales', { exact: true }).click();
      await expect(page.getByText('0003 shipments')).toBeVisible();
      await screenshot(page, `modules-all-${tag}-${size.width}`);
      if (size.width === 1440) await expectAccessible(page);
      await goTo(page, `#/tenants/${tenant.id}/modules`, tenant.name);
      await rowOf(page, 'Finance').getByText('Finance', { exact: true }).click();
      await expect(page.getByRole('complementary', { name: 'Finans/Muhasebe' })).toBeVisible();
      await screenshot(page, `modules-tenant-${tag}-${size.width}`);
      if (size.width === 1440) await expectAccessible(page);
    }
  }
});

test('who may only read sees the modules, and why nothing can be changed', async ({ openAs, demo }) => {
  const tenant = await tenantInState(demo, 'hold_lifted');
  const page = await openAs('viewer');
  await openTenantTab(page, tenant, 'Modules');
  const control = rowOf(page, 'CRM').getByRole('switch');
  await expect(control).toHaveAttribute('aria-disabled', 'true');
  await control.hover();
  await expect(page.getByRole('tooltip')).toContainText('Viewer');
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await control.focus();
  await control.press('Space');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectAccessible(page);
});
