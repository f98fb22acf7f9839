import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';
import { confirmGrave, openTenantTab, tenantInState } from './life.ts';

test.use({ demoFor: 'later lives' });

const region = (page: Page, name: RegExp) => page.getByRole('region', { name });

test('a backup is made and proved, brought back beside, compared, made the tenant’s own, and the way back let go', async ({
  openAs,
  demo,
  answerDialogs,
  userData,
}) => {
  test.slow();
  const folder = path.join(userData, 'yedekler');
  await mkdir(folder);
  const tenant = await tenantInState(demo, 'held_read_only');
  const page = await openAs('super_admin');
  await openTenantTab(page, tenant, 'Backups');
  await expect(page.getByText('This tenant has no backup')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Back up…' }).click();
  const dialog = page.getByRole('dialog', { name: `Back up ${tenant.name}` });
  await expect(dialog.getByText('Tenantry makes backups only while it is open')).toBeVisible();
  await expect(dialog.getByText(/pg_dump -Fc|pg_dump .*-Fc/)).toBeVisible();
  await answerDialogs(folder);
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Folder' })).toHaveValue(folder);
  await expectAccessible(page);
  await screenshot(page, 'backups-plan');
  await dialog.getByRole('button', { name: 'Back up', exact: true }).click();
  await expect(region(page, /^Newest backup/).getByText(/^Verified /)).toBeVisible({ timeout: 45_000 });
  expect((await readdir(path.join(folder, tenant.code))).length).toBe(2);
  await page.keyboard.press('Escape');
  await screenshot(page, 'backups-verified');

  const inDatabase = { ...demo.admin(), database: tenant.database };
  await connected(inDatabase, (client) => client.query(`UPDATE tenant."Companies" SET "Name" = 'Changed by mistake'`));

  await page.getByRole('button', { name: 'Restore beside…' }).first().click();
  const beside = page.getByRole('dialog', { name: `Restore beside ${tenant.name}` });
  await expectAccessible(page);
  await beside.getByRole('button', { name: 'Restore beside', exact: true }).click();
  const copies = region(page, /^Databases beside it/);
  await expect(copies.getByText('1 table differed')).toBeVisible({ timeout: 45_000 });
  await page.keyboard.press('Escape');
  await copies.getByRole('button', { name: 'Comparison' }).click();
  const comparison = page.getByRole('dialog', { name: /^Comparison/ });
  await expect(comparison.getByRole('row', { name: /tenant\.Companies/ })).toContainText('Content');
  await expectAccessible(page);
  await screenshot(page, 'backups-comparison');
  await comparison.getByRole('button', { name: 'Close' }).last().click();

  await copies.getByRole('button', { name: 'Make it the tenant’s database…' }).click();
  const swap = page.getByRole('dialog', { name: `Make this copy the database of ${tenant.name}` });
  await expect(swap.getByText('Its people are locked out while it happens')).toBeVisible();
  await screenshot(page, 'backups-swap');
  await confirmGrave(page, swap, {
    typed: tenant.code,
    reason: 'Ticket 4711',
    verb: 'Make it the tenant’s database',
    password: demo.operators.super_admin.password,
  });
  await expect(swap.getByText('The tenant works with this database now')).toBeVisible({ timeout: 45_000 });
  await swap.getByRole('button', { name: 'Close' }).last().click();
  const [company] = await connected(inDatabase, async (client) => {
    const { rows } = await client.query<{ name: string }>(`SELECT "Name" AS name FROM tenant."Companies"`);
    return rows;
  });
  expect(company?.name).not.toBe('Changed by mistake');

  await expect(copies.getByText('Kept from before a swap')).toBeVisible();
  await copies.getByRole('button', { name: 'Let it go…' }).click();
  const drop = page.getByRole('dialog', { name: /^Let go of / });
  const name = (await drop.getAttribute('aria-label')) ?? (await drop.getByRole('heading').first().innerText());
  await confirmGrave(page, drop, {
    typed: name.replace(/^Let go of /, ''),
    reason: 'All is well',
    verb: 'Drop database',
    password: demo.operators.super_admin.password,
  });
  await expect(drop.getByText('The database is dropped', { exact: true })).toBeVisible({ timeout: 45_000 });
  await drop.getByRole('button', { name: 'Close' }).last().click();
  await expect(copies.getByText('No copy and no earlier database is kept.')).toBeVisible();
});

test('the list of all backups, and a tenant’s own, in both languages, both schemes and both sizes', async ({
  openAs,
  demo,
  opened,
}) => {
  test.slow();
  const tenant = await tenantInState(demo, 'held_read_only');
  const page = await openAs('viewer');
  await openTenantTab(page, tenant, 'Backups');
  for (const look of looks) {
    await changeLook(page, look);
    const name = `${look.language === 'Türkçe' ? 'tr' : 'en'}-${look.theme}`;
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1100, height: 700 },
    ]) {
      await opened.console?.resize(size);
      for (const [hash, what, heading] of [
        [`#/tenants/${tenant.id}/backups`, 'tenant-backups', tenant.name],
        ['#/backups', 'backups', look.language === 'Türkçe' ? 'Yedekler' : 'Backups'],
      ] as const) {
        await goTo(page, hash, heading);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await screenshot(page, `${what}-${name}-${size.width}`);
        if (size.width === 1440) await expectAccessible(page);
      }
    }
  }
});
