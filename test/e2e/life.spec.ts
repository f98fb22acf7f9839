import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';
import { confirmGrave, openTenant, tenantInState } from './life.ts';

test.use({ demoFor: 'later lives' });

const menu = async (page: Page, item: string): Promise<void> => {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('several tenants are held together after their blast radius was seen, and let go again', async ({
  openAs,
  demo,
}) => {
  const page = await openAs('super_admin');
  await page.getByRole('tab', { name: /^Trials ending/ }).click();
  const rows = page.locator('[role="row"][data-id]');
  await expect(rows).toHaveCount(3);
  const ids = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-id')));
  const selectAll = async (): Promise<void> => {
    for (const row of await rows.all()) await row.getByRole('checkbox').check();
  };
  await selectAll();
  const bar = page.getByRole('region', { name: 'With the selected tenants' });
  await expect(bar.getByText('3 selected')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'life-bulk-bar');
  await bar.getByRole('button', { name: 'Hold…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Put 3 tenants on hold/ });
  await expect(dialog.getByLabel('What this touches')).toBeVisible();
  await expect(dialog.getByText('Without a backup')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Maintenance' }).click();
  await dialog.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Moving to another server');
  await expectAccessible(page);
  await screenshot(page, 'life-bulk-hold');
  await dialog.getByRole('button', { name: 'Put 3 tenants on hold' }).click();
  await expect(dialog.getByText('3 tenants are on hold')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await screenshot(page, 'life-bulk-results');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const live = () =>
    connected(demo.admin(), async (client) => {
      const { rows: found } = await client.query(
        `SELECT FROM tenantry.holds WHERE kind = 'maintenance' AND lifted_at IS NULL AND tenant_id = ANY($1::uuid[])`,
        [ids],
      );
      return found.length;
    });
  expect(await live()).toBe(3);

  await selectAll();
  await bar.getByRole('button', { name: 'Release…' }).click();
  const release = page.getByRole('dialog', { name: /^Release 3 tenants/ });
  await expect(release.getByText('None of the selected tenants fits')).toBeVisible();
  await release.getByRole('combobox', { name: 'Kind of hold to lift' }).click();
  await page.getByRole('option', { name: 'Maintenance' }).click();
  await release.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Moved');
  await release.getByRole('button', { name: 'Release 3 tenants' }).click();
  await expect(release.getByText('3 tenants are released')).toBeVisible({ timeout: 30_000 });
  expect(await live()).toBe(0);
});

test('a tenant is cancelled, scheduled, deleted, and leaves a certificate', async ({
  openAs,
  demo,
  answerDialogs,
  userData,
}) => {
  test.slow();
  const tenant = await tenantInState(demo, 'hold_lifted');
  const { password } = demo.operators.super_admin;
  const page = await openAs('super_admin');
  await openTenant(page, tenant);

  await menu(page, 'Cancel tenant…');
  const cancel = page.getByRole('dialog', { name: `Cancel ${tenant.name}` });
  await expect(cancel.getByText('All data, invoices and the subscription record are kept')).toBeVisible();
  await cancel.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Company closed');
  await expectAccessible(page);
  await screenshot(page, 'life-cancel');
  await cancel.getByRole('button', { name: 'Cancel tenant', exact: true }).click();
  await expect(cancel.getByText('The database role is locked.')).toBeVisible();
  await cancel.getByRole('button', { name: 'Close' }).last().click();

  await menu(page, 'Schedule deletion…');
  const schedule = page.getByRole('dialog', { name: `Schedule the deletion of ${tenant.name}` });
  const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Istanbul' });
  await schedule.getByLabel(/^Deleting may begin on/).fill(today);
  await expect(schedule.getByText('Less than 7 days of grace')).toBeVisible();
  await expectAccessible(page);
  await confirmGrave(page, schedule, {
    typed: tenant.code,
    reason: 'Written request',
    verb: 'Schedule deletion',
    password,
  });
  await schedule.waitFor({ state: 'detached' });
  await expect(page.getByText('Deletion scheduled').first()).toBeVisible();

  await menu(page, 'Delete…');
  const dialog = page.getByRole('dialog', { name: `Delete ${tenant.name}` });
  await expect(dialog.getByText('There is no verified backup of this tenant.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Delete for good' })).toBeDisabled();
  for (const waiver of await dialog.getByText('Written waiver').all()) await waiver.click();
  for (const box of await dialog.getByRole('textbox', { name: /^Why no / }).all())
    await box.fill('The company has taken its data over itself');
  await expectAccessible(page);
  await screenshot(page, 'life-delete');
  await dialog.getByRole('textbox', { name: /^Type/ }).fill(tenant.code.slice(1));
  await expect(dialog.getByRole('button', { name: /^Delete without/ })).toBeDisabled();
  await confirmGrave(page, dialog, {
    typed: tenant.code,
    reason: 'Written request',
    verb: 'Delete without backup and export',
    password,
  });
  await expect(dialog.getByText('The tenant is deleted')).toBeVisible({ timeout: 45_000 });
  await expectAccessible(page);
  await screenshot(page, 'life-deleted');
  const file = path.join(userData, 'certificate.json');
  await answerDialogs(file);
  await dialog.getByRole('button', { name: 'Save as JSON…' }).click();
  await expect(page.getByText(/^Certificate saved/)).toBeVisible();
  expect(await readFile(file, 'utf8')).toContain(tenant.code);
  const pdf = path.join(userData, 'certificate.pdf');
  await answerDialogs(pdf);
  await dialog.getByRole('button', { name: 'Save as PDF…' }).click();
  await expect.poll(async () => (await readFile(pdf, 'latin1').catch(() => '')).slice(0, 5)).toBe('%PDF-');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const left = await connected(demo.admin(), async (client) => {
    const { rows } = await client.query(
      `SELECT (SELECT "Status" FROM public."Tenants" WHERE "Id" = $1) AS status,
              EXISTS (SELECT FROM pg_database WHERE datname::text = $2) AS database,
              EXISTS (SELECT FROM public."MasterUsers" WHERE "TenantId" = $1) AS users,
              EXISTS (SELECT FROM tenantry.tombstones WHERE tenant_id = $1) AS tombstone`,
      [tenant.id, tenant.database],
    );
    return rows[0];
  });
  expect(left).toEqual({ status: 'Deleted', database: false, users: false, tombstone: true });
});

test('a tenant gets another name, and another short name whose old address still leads to it', async ({
  openAs,
  demo,
}) => {
  const tenant = await tenantInState(demo, 'held_maintenance');
  const page = await openAs('super_admin');
  await openTenant(page, tenant);
  await menu(page, 'Rename…');
  const rename = page.getByRole('dialog', { name: `Rename ${tenant.name}` });
  await rename.getByRole('textbox', { name: /^Name/ }).fill('Yeni Ünvan A.Ş.');
  await rename.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Yeni Ünvan A.Ş.' })).toBeVisible();

  await menu(page, 'Change short name…');
  const recode = page.getByRole('dialog', { name: /^Change the short name of/ });
  await recode.getByRole('textbox', { name: /^New short name/ }).fill('postgres');
  await expect(recode.getByText(/reserved/i)).toBeVisible();
  await recode.getByRole('textbox', { name: /^New short name/ }).fill('yeni-unvan');
  await expect(recode.getByText('yeni-unvan.stoocker.app')).toBeVisible();
  await recode.getByRole('textbox', { name: 'Reason, written to the log' }).fill('New name of the company');
  await expectAccessible(page);
  await screenshot(page, 'life-recode');
  await recode.getByRole('button', { name: 'Change short name', exact: true }).click();
  await expect(page.getByText('Old addresses that lead here')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(`${tenant.code}.stoocker.app`).first()).toBeVisible();
});

test('what needs attention: orphans with their evidence, and nothing removed that was seen only once', async ({
  openAs,
  opened,
}) => {
  const page = await openAs('super_admin');
  await goTo(page, '#/attention', 'Needs attention');
  await page.getByRole('button', { name: 'Look now' }).click();
  const half = page.getByRole('region', { name: /^Half-dropped databases/ });
  await expect(half.getByText('Stocker_yarim_kalan_Db')).toBeVisible({ timeout: 30_000 });
  await expect(half.getByText('Looked at once')).toBeVisible();
  await expect(page.getByRole('region', { name: /^Databases without a tenant/ })).toContainText(
    'Stocker_eski_deneme_Db',
  );
  for (const look of looks) {
    await changeLook(page, look);
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1100, height: 700 },
    ]) {
      await opened.console?.resize(size);
      await screenshot(page, `attention-${look.language === 'Türkçe' ? 'tr' : 'en'}-${look.theme}-${size.width}`);
      if (size.width === 1440) await expectAccessible(page);
    }
  }
});
