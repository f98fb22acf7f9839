import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible } from './fixture.ts';
import { openTenant, openTenantTab, tenantInState } from './life.ts';

test.use({ demoFor: 'setups', databases: 29 });

// Before the one below, which sets the tenant up.
test('the setup in both languages, both schemes and both sizes', async ({ openAs, demo, opened }) => {
  test.slow();
  const tenant = await tenantInState(demo, 'no_setup');
  const page = await openAs('super_admin');
  await openTenant(page, tenant);
  for (const look of looks) {
    await changeLook(page, look);
    const turkish = look.language === 'Türkçe';
    const next = { name: turkish ? 'İleri' : 'Next' };
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1100, height: 700 },
    ]) {
      await opened.console?.resize(size);
      const name = `${turkish ? 'tr' : 'en'}-${look.theme}-${size.width}`;
      await page.getByRole('button', { name: turkish ? 'Kurulumu tamamla…' : 'Complete setup…' }).click();
      const dialog = page.getByRole('dialog');
      for (const at of ['company', 'package', 'review'] as const) {
        await screenshot(page, `setup-${at}-${name}`);
        if (at !== 'review') await dialog.getByRole('button', next).click();
      }
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
  }
});

test('a tenant is set up: bad input stays at its field, a module that fails leaves it in setup, and it goes on from there', async ({
  openAs,
  demo,
}) => {
  const tenant = await tenantInState(demo, 'no_setup');
  await connected({ ...demo.admin(), database: tenant.database }, (client) => client.query('CREATE SCHEMA sales'));
  const page = await openAs('super_admin');
  await openTenant(page, tenant);
  await expect(page.getByText('Setup not completed')).toBeVisible();
  await page.getByRole('button', { name: 'Complete setup…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Complete the setup of/ });

  // A number that can't be right is refused where it stands.
  await dialog.getByLabel('Tax number').fill('8790017567');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(dialog.getByText('This number can’t be right: its check digits don’t fit the others')).toBeVisible();
  await expect(dialog.getByLabel('Tax number')).toBeFocused();
  await expectAccessible(page);
  await dialog.getByLabel('Tax number').fill('879 001 7566');
  await dialog.getByLabel('Tax office').fill('Büyük Mükellefler');
  await dialog.getByRole('button', { name: 'Next' }).click();

  await dialog.getByRole('combobox', { name: 'Package' }).click();
  await page.getByRole('option', { name: /^(Professional|Profesyonel)/ }).click();
  // What a module stands on comes and goes with it.
  await dialog.getByRole('checkbox', { name: 'Müşteri İlişkileri' }).uncheck();
  await expect(dialog.getByRole('checkbox', { name: 'Satış' })).not.toBeChecked();
  await dialog.getByRole('checkbox', { name: 'Satış' }).check();
  await expect(dialog.getByRole('checkbox', { name: 'Müşteri İlişkileri' })).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(dialog.getByText('8790017566')).toBeVisible();
  await expect(dialog.getByText('The trial begins only when every module is installed')).toBeVisible();
  await dialog.getByRole('button', { name: 'Complete setup', exact: true }).click();

  await expect(dialog.getByText('schema "sales" already exists').first()).toBeVisible({ timeout: 30_000 });
  await screenshot(page, 'setup-failed');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await openTenantTab(page, tenant, 'Subscription');
  await expect(page.getByText('Setup not completed').first()).toBeVisible();

  await connected({ ...demo.admin(), database: tenant.database }, (client) => client.query('DROP SCHEMA sales'));
  await openTenantTab(page, tenant, 'Overview');
  await page.getByRole('button', { name: 'Show the operation' }).click();
  const drawer = page.getByRole('complementary', { name: tenant.name });
  await drawer.getByRole('button', { name: /^Retry from step/ }).click();
  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(page.getByText('Setup not completed')).toHaveCount(0, { timeout: 30_000 });
  await openTenantTab(page, tenant, 'Modules');
  await expect(page.getByRole('row', { name: /Satış/ })).toContainText('Up to date');
});
