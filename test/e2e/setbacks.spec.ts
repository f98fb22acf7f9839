import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { demoNames } from '../demo/names.ts';
import type { DemoPlatform } from '../demo/platform.ts';
import { connected } from '../servers/databases.ts';
import { screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';
import { backUpUnproved, openTenant, openTenantTab, operationEnds, tenantInState } from './life.ts';

test.use({ demoFor: 'later lives' });

const query = <T extends object>(demo: DemoPlatform, sql: string, values: ReadonlyArray<unknown> = []) =>
  connected(demo.admin(), async (client) => (await client.query<T>(sql, [...values])).rows);

/** Whether the console's own role may make databases: without it, a restore stops in the middle. */
const mayCreate = (demo: DemoPlatform, may: 'CREATEDB' | 'NOCREATEDB') =>
  query(demo, `ALTER ROLE "${demoNames.platformRole}" ${may}`);

test('a restore that fails is undone, the next is marked resolved, and the third becomes a tenant of its own', async ({
  openAs,
  demo,
  answerDialogs,
  userData,
}) => {
  test.slow();
  const folder = path.join(userData, 'yedekler');
  await mkdir(folder);
  const tenant = await tenantInState(demo, 'held_customer_request');
  const page = await openAs('super_admin');
  await openTenantTab(page, tenant, 'Backups');
  await answerDialogs(folder);
  await backUpUnproved(page, tenant);
  await page.keyboard.press('Escape');
  await expect(page.getByText('Whether it can be restored is only known once it was.')).toBeVisible();

  const failsAgain = async () => {
    await page.getByRole('button', { name: 'Restore beside…' }).click();
    const beside = page.getByRole('dialog', { name: `Restore beside ${tenant.name}` });
    await beside.getByRole('button', { name: 'Restore beside', exact: true }).click();
    return operationEnds(page, tenant.name, 'Failed');
  };
  const copies = () =>
    query(demo, 'SELECT FROM tenantry.copies WHERE tenant_id = $1 AND dropped_at IS NULL', [tenant.id]);
  await mayCreate(demo, 'NOCREATEDB');
  const panel = await failsAgain();
  expect(await copies()).toHaveLength(1);
  await expect(panel.getByRole('button', { name: /^Retry from step/ })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'setbacks-failed');
  await panel.getByRole('button', { name: 'Undo…' }).click();
  const undo = page.getByRole('dialog', { name: /^Undo / });
  await expect(undo.getByText('What it made so far is removed again.')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'setbacks-undo');
  await undo.getByRole('button', { name: 'Undo', exact: true }).click();
  await undo.waitFor({ state: 'detached' });
  await operationEnds(page, tenant.name, 'Cancelled');
  expect(await copies()).toEqual([]);
  await page.keyboard.press('Escape');

  await failsAgain();
  await panel.getByRole('button', { name: 'Mark resolved…' }).click();
  const resolve = page.getByRole('dialog', { name: `Mark as resolved: ${tenant.name}` });
  await expect(resolve.getByText('What it made so far stays as it is')).toBeVisible();
  await resolve.getByRole('textbox', { name: 'Reason, written to the log' }).fill('The right is granted again');
  await expectAccessible(page);
  await screenshot(page, 'setbacks-resolve');
  await resolve.getByRole('button', { name: 'Mark resolved', exact: true }).click();
  await resolve.waitFor({ state: 'detached' });
  await expect(panel.getByText(/^Marked as resolved by /)).toBeVisible();
  await expect(panel.getByText('The right is granted again')).toBeVisible();
  await screenshot(page, 'setbacks-resolved');
  await page.keyboard.press('Escape');
  await mayCreate(demo, 'CREATEDB');

  await page.getByRole('button', { name: 'Restore as new tenant…' }).click();
  const asNew = page.getByRole('dialog', { name: 'Restore as a new tenant' });
  await asNew.getByRole('textbox', { name: 'Name', exact: true }).fill('İkinci Şube A.Ş.');
  await asNew.getByRole('textbox', { name: 'Short name' }).fill('ikinci-sube');
  await expect(asNew.getByText('ikinci-sube.stoocker.app')).toBeVisible();
  await asNew.getByRole('textbox', { name: 'Owner’s e-mail' }).fill('sube@ikinci-sube.example');
  await asNew.getByRole('textbox', { name: 'Reason, written to the log' }).fill('A branch with a company of its own');
  await expectAccessible(page);
  await screenshot(page, 'setbacks-as-new');
  await asNew.getByRole('button', { name: 'Restore as new tenant' }).click();
  const again = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await again.getByLabel(/^Password/).fill(demo.operators.super_admin.password);
  await again.getByRole('button', { name: 'Confirm', exact: true }).click();
  const made = await operationEnds(page, 'İkinci Şube A.Ş.', 'Succeeded');
  await screenshot(page, 'setbacks-made');
  await made.getByRole('link', { name: 'Open tenant' }).click();
  await page.getByRole('heading', { level: 1, name: 'İkinci Şube A.Ş.' }).waitFor();
  const [branch] = await query<{ status: string; database: string }>(
    demo,
    `SELECT "Status" AS status, "DatabaseName" AS database FROM public."Tenants" WHERE "Code" = 'ikinci-sube'`,
  );
  expect(branch?.status).toBe('Active');
  const companies = (database: string) =>
    connected({ ...demo.admin(), database }, async (client) => {
      const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM tenant."Companies"');
      return rows[0]?.n;
    });
  expect(await companies(branch?.database ?? '')).toBe(await companies(tenant.database));
});

for (const [role, why] of [
  ['viewer', 'Your role (Viewer) may not do this'],
  ['finance', 'Your role (Finance) may not do this'],
  ['support', 'Your role (Support) may not do this'],
] as const) {
  test(`who may only look (${role}) sees what there is, locked, and reads why`, async ({ openAs, demo }) => {
    const tenant = await tenantInState(demo, 'held_twice');
    const page = await openAs(role);
    const tellsWhy = async (name: string | RegExp) => {
      const button = page.getByRole('button', { name }).first();
      await expect(button).toHaveAttribute('aria-disabled', 'true');
      // A reason opens for who came by keyboard.
      await page.keyboard.press('Tab');
      await button.focus();
      await expect(button).toHaveAccessibleDescription(why);
    };
    await openTenantTab(page, tenant, 'Backups');
    await tellsWhy('Back up…');
    await tellsWhy('Export…');
    if (role === 'viewer') await screenshot(page, 'setbacks-locked-backups');
    await openTenant(page, tenant);
    await page.getByRole('button', { name: 'More actions' }).click();
    const items = page.getByRole('menuitem');
    await expect(items).toHaveCount(5);
    for (const item of await items.all()) await expect(item).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(page.locator('[role="menuitem"]:focus')).toHaveAccessibleDescription(why);
    if (role === 'viewer') await screenshot(page, 'setbacks-locked-menu');
    await page.keyboard.press('Escape');
    await page.locator('.MuiMenu-root').waitFor({ state: 'detached' });
    await goTo(page, '#/backups', 'Backups');
    await tellsWhy('Back up…');
    await goTo(page, '#/attention', 'Needs attention');
    await expectAccessible(page);
    if (role === 'viewer') await screenshot(page, 'setbacks-locked-attention');
  });
}
