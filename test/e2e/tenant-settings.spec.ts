import type { Page } from '@playwright/test';
import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';
import { type LivingTenant, tenantInState } from './life.ts';

test.use({ demoFor: 'tenant settings' });

const reasonField = 'Reason, written to the log';
const limits = (page: Page) => page.getByRole('table', { name: 'Limits' });
const limit = (page: Page, name: string) => limits(page).getByRole('row', { name: new RegExp(`^${name}`) });

async function openSettings(page: Page, { id, name }: LivingTenant): Promise<void> {
  await goTo(page, `#/tenants/${id}/settings`, name);
  await expect(limits(page)).toBeVisible();
}

test('limits stand beside what is used, with where they come from', async ({ openAs, demo }) => {
  const page = await openAs('super_admin');
  await openSettings(page, await tenantInState(demo, 'over_limit'));
  await expect(limit(page, 'Users')).toContainText('Override by');
  await expect(limit(page, 'API calls')).toContainText('No limit');
  await expect(page.getByText("The tenant's database can't be read, or has no company.")).toBeVisible();
  await screenshot(page, 'tenant-settings-without-database');
  await openSettings(page, await tenantInState(demo, 'hold_lifted'));
  await expect(limit(page, 'Customers')).toContainText('110 too many');
  await expect(limit(page, 'Storage')).toContainText('GB');
  await expect(limit(page, 'API calls')).toContainText('not counted');
  await expectAccessible(page);
  for (const look of looks) {
    await changeLook(page, look);
    if (look.theme === 'dark') await expectAccessible(page);
    await screenshot(page, `tenant-settings-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}`);
  }
});

test('an override holds for one tenant, over the limit is red, and taken back the package holds again', async ({
  openAs,
  demo,
}) => {
  const tenant = await tenantInState(demo, 'ordinary');
  const page = await openAs('super_admin');
  await openSettings(page, tenant);
  await page.getByRole('button', { name: 'Override Users' }).click();
  const dialog = page.getByRole('dialog', { name: `Override Users of ${tenant.name}` });
  await dialog.getByRole('textbox', { name: 'New limit' }).fill('1');
  await expect(dialog.getByText(/^Below what is used now/)).toBeVisible();
  await dialog.getByLabel('Last day').fill('2020-01-01');
  await expect(dialog.getByText('This day is over: the override would never hold')).toBeVisible();
  await dialog.getByLabel('Last day').fill('2036-12-31');
  await dialog.getByRole('textbox', { name: reasonField }).fill('They asked for it');
  await expectAccessible(page);
  await screenshot(page, 'tenant-settings-override');
  await dialog.getByRole('button', { name: 'Set override' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect(limit(page, 'Users')).toContainText('until 31 Dec 2036');
  await expect(limit(page, 'Users')).toContainText('too many');
  await screenshot(page, 'tenant-settings-over');

  await page.getByRole('button', { name: 'Take back the override of Users' }).click();
  const back = page.getByRole('dialog', { name: 'Take back the override of Users' });
  await back.getByRole('textbox', { name: reasonField }).fill('The season is over');
  await back.getByRole('button', { name: 'Take back', exact: true }).click();
  await back.waitFor({ state: 'detached' });
  await expect(limit(page, 'Users')).toContainText('Package');
});

test('time zone, language and currency are its own or the platform’s, and kept', async ({ openAs, demo }) => {
  const tenant = await tenantInState(demo, 'hold_lifted');
  const page = await openAs('super_admin');
  await openSettings(page, tenant);
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await expect(zone).toHaveText('As the platform: Europe/Istanbul');
  await zone.click();
  await page.getByRole('option', { name: 'Europe/Berlin' }).click();
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'English', exact: true }).click();
  await expect(page.getByText('Unsaved changes')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Nothing is changed')).toBeVisible();
  await expect(zone).toHaveText('Europe/Berlin');
  const stored = await connected(demo.admin(), async (client) => {
    const { rows } = await client.query(
      'SELECT time_zone, language, currency FROM tenantry.tenant_settings WHERE tenant_id = $1',
      [tenant.id],
    );
    return rows[0];
  });
  expect(stored).toEqual({ time_zone: 'Europe/Berlin', language: 'en', currency: null });
});

test('the tax number is masked until somebody asks, and that is in the log', async ({ openAs, demo }) => {
  const tenant = await tenantInState(demo, 'hold_lifted');
  const page = await openAs('support', { width: 1100, height: 700 });
  await openSettings(page, tenant);
  const company = page.getByRole('region', { name: 'Company details' });
  await expect(company.getByText(/^•{8}\d\d$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Override Users' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);
  await screenshot(page, 'tenant-settings-narrow');
  await company.getByRole('button', { name: /^Show the tax number/ }).click();
  await expect(company.getByText(/^\d{10}$/)).toBeVisible();
  await goTo(page, '#/log', 'Operation log');
  await expect(page.getByText('Show tax number').first()).toBeVisible();
});
