import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import pg from 'pg';
import { databaseNameFor, roleNameFor } from '../../shared/domain/names.ts';
import { manyTenants, rareWord } from '../builders/many-tenants.ts';
import { demoNames } from '../demo/names.ts';
import { registerDemo } from '../demo/register.ts';
import { signIn as signInToDemo } from '../demo/walk/sign-in.ts';
import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';
import { firstAdmin, test as onOwnPlatform, signIn } from './own-platform.ts';

/** Both schemes and both languages, each once: the others are only looked at. */
const axed: ReadonlySet<string> = new Set(['en-light', 'tr-dark']);

const env = { LC_ALL: 'en_US.UTF-8' };
const grid = (page: Page) => page.getByRole('grid', { name: 'Tenants' });
const rows = (page: Page) => grid(page).locator('[role="row"][data-id]');
const firstNames = (page: Page) => grid(page).locator('[data-field="name"][role="gridcell"]');
const search = (page: Page) => page.getByRole('searchbox', { name: 'Name, short name, domain, e-mail' });
const header = (page: Page, name: string) => grid(page).getByRole('columnheader', { name });

test('search folds Turkish letters, every column sorts both ways, filters and views narrow the list', async ({
  openAs,
}) => {
  const page = await openAs('super_admin');
  await expect(rows(page).first()).toBeVisible();
  for (const [typed, found] of [
    ['cinar', 'Çınar Lojistik A.Ş.'],
    ['ISIK SIRKETI', 'Işık Şirketi A.Ş.'],
    ['şişli', 'Şişli Eczacılık A.Ş.'],
    ['aero-rederi', 'Ærø Rederi ApS'],
  ] as const) {
    await search(page).fill(typed);
    await expect(rows(page)).toHaveCount(1);
    await expect(firstNames(page)).toHaveText(found);
  }
  await search(page).fill('nobody is called that');
  await expect(page.getByText('No tenant matches these filters')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'tenants-nothing-found');
  await page.getByRole('button', { name: 'Show all tenants' }).click();
  await expect(search(page)).toHaveValue('');
  await expect(rows(page).first()).toBeVisible();

  for (const name of ['Status', 'Package', 'MRR', 'Users', 'Domain', 'Created', 'Tenant']) {
    for (const order of ['ascending', 'descending']) {
      await header(page, name).click();
      await expect(header(page, name)).toHaveAttribute('aria-sort', order);
      await expect(rows(page).first()).toBeVisible();
    }
  }
  const last = await firstNames(page).first().innerText();
  await header(page, 'Tenant').click();
  await expect(header(page, 'Tenant')).toHaveAttribute('aria-sort', 'ascending');
  await expect(firstNames(page).first()).not.toHaveText(last);
  expect(new Intl.Collator('tr').compare(await firstNames(page).first().innerText(), last)).toBe(-1);

  await page.getByRole('button', { name: 'Lifecycle' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Cancelled' }).click();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('tab', { name: /^Suspended/ }).click();
  await expect(page.getByRole('tab', { name: /^Suspended/ })).toHaveAttribute('aria-selected', 'true');
  const suspended = Number((await page.getByRole('tab', { name: /^Suspended/ }).innerText()).replace(/\D/g, ''));
  await expect(rows(page)).toHaveCount(suspended);

  // Back from a tenant, the list is as it was left.
  await rows(page).first().focus();
  await firstNames(page).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Tenants' }).click();
  await expect(page.getByRole('tab', { name: /^Suspended/ })).toHaveAttribute('aria-selected', 'true');
  await expect(rows(page)).toHaveCount(suspended);
});

test('a saved view and the choice of columns are there after a restart', async ({ launch, userData, demo }) => {
  await registerDemo(userData, demo);
  const first = await launch({ env });
  await signInToDemo(first.page, demo.operator);
  const chooseColumn = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };
  const { page } = first;
  await expect(rows(page).first()).toBeVisible();
  await chooseColumn(page, 'Short name');
  await chooseColumn(page, 'Package');
  await expect(header(page, 'Short name')).toBeVisible();
  await expect(header(page, 'Package')).toBeHidden();
  await page.getByRole('button', { name: 'Lifecycle' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Cancelled' }).click();
  await page.keyboard.press('Escape');
  await header(page, 'Created').click();
  await page.getByRole('button', { name: 'Save view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('İptaller');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('tab', { name: 'İptaller' })).toHaveAttribute('aria-selected', 'true');
  await first.close();

  const second = await launch({ env });
  await signInToDemo(second.page, demo.operator);
  await expect(header(second.page, 'Short name')).toBeVisible();
  await expect(header(second.page, 'Package')).toBeHidden();
  await second.page.getByRole('tab', { name: 'İptaller' }).click();
  await expect(rows(second.page)).toHaveCount(2);
  await expect(header(second.page, 'Created')).toHaveAttribute('aria-sort', 'ascending');
  await second.page.getByRole('button', { name: 'Remove view' }).click();
  await expect(second.page.getByRole('tab', { name: 'İptaller' })).toHaveCount(0);
});

onOwnPlatform(
  'pages of a list of 250, and a CSV of what is seen with its formulas made harmless',
  async ({ setStage, userData }) => {
    const { console: opened, page, platform } = await setStage('ready');
    await connected(platform.superuser, async (client) => {
      await manyTenants(client, 250);
      await client.query(`UPDATE public."Tenants" SET "Name" = '=HYPERLINK("http://x";"y")' WHERE "Code" = 'firma-7'`);
    });
    await signIn(page, firstAdmin);
    const range = (text: string) => expect(page.getByText(text, { exact: true })).toBeVisible();
    const go = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await range('1–100 of 250');
    await expect(page.getByRole('button', { name: 'Previous page' })).toBeDisabled();
    await go('Next page');
    await range('101–200 of 250');
    await go('Next page');
    await range('201–250 of 250');
    await expect(page.getByRole('button', { name: 'Next page' })).toBeDisabled();
    await go('First page');
    await range('1–100 of 250');
    await go('Last page');
    await range('151–250 of 250');
    await go('Previous page');
    await range('51–150 of 250');
    await search(page).fill(rareWord);
    await range('1–1 of 1');
    await search(page).fill('');
    await range('1–100 of 250');

    const file = path.join(userData, 'tenants.csv');
    await opened.answerFileDialogs(file);
    await go('Export CSV');
    await expect(page.getByText(`250 tenants written to ${file}`)).toBeVisible();
    const lines = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
    expect(lines).toHaveLength(251);
    expect(lines[0]?.replace('\uFEFF', '')).toMatch(/^Name[,;]Status[,;]Package[,;]MRR/);
    expect(lines.find((line) => line.includes('HYPERLINK'))).toMatch(/^"?'=HYPERLINK/);
  },
);

test('the page of a tenant: its tabs by mouse and by number, and its database as the server says it is', async ({
  openAs,
  demo,
}) => {
  const page = await openAs('super_admin');
  const name = 'Ağaçlı Peyzaj Mimarlık';
  const database = databaseNameFor(demoNames.databasePattern, 'agacli-peyzaj-mimarlik');
  await page.getByRole('gridcell', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expectAccessible(page);
  for (const [key, tab] of [
    ['2', 'Subscription'],
    ['3', 'Modules'],
    ['4', 'Domains'],
    ['5', 'Users'],
    ['7', 'Backups'],
    ['8', 'Settings'],
    ['9', 'Activity'],
    ['6', 'Database'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('tab', { name: new RegExp(`^${tab}`) })).toHaveAttribute('aria-selected', 'true');
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expectAccessible(page);
  }

  const real = await connected(demo.admin(database), async (client) => {
    const { rows: found } = await client.query<{
      version: string;
      role: string;
      login: boolean;
      owner: string;
      migrations: number;
    }>(
      `SELECT current_setting('server_version') AS version, rolname AS role, rolcanlogin AS login,
              (SELECT tenant_id::text FROM _tenantry.owner) AS owner,
              (SELECT count(*)::integer FROM _tenantry.migrations) AS migrations
         FROM pg_roles WHERE rolname = $1`,
      [roleNameFor(database)],
    );
    return found[0];
  });
  expect(real?.owner).toBe(page.url().split('/').at(-2));
  const fact = (label: string) =>
    page
      .locator('dl > div')
      .filter({ has: page.getByText(label, { exact: true }) })
      .locator('dd');
  await expect(fact('Engine')).toContainText(`PostgreSQL ${real?.version.split(' ')[0]}`);
  await expect(fact('Database')).toContainText(database);
  await expect(fact('Role')).toContainText(real?.role ?? '');
  await expect(fact('May log in')).toHaveText(real?.login ? 'Yes' : 'No');
  await expect(fact('Everybody may connect')).toHaveText('No');
  await expect(fact('Ownership stamp')).toHaveText('This tenant');
  await expect(fact('Latency')).toHaveText(/^\d+ ms$/);
  await expect(page.getByRole('table', { name: 'Migration history' }).getByRole('row')).toHaveCount(
    (real?.migrations ?? 0) + 1,
  );
  await screenshot(page, 'tenants-database');
});

test('a hold ends the sessions of the tenant and refuses its role, lifting it lets them in again', async ({
  openAs,
  demo,
}) => {
  const page = await openAs('super_admin');
  const name = 'Ağaçlı Peyzaj Mimarlık';
  const database = databaseNameFor(demoNames.databasePattern, 'agacli-peyzaj-mimarlik');
  const { host, port } = demo;
  const tenant = () => new pg.Client({ host, port, database, user: roleNameFor(database) });
  const comesIn = async (): Promise<string | null> => {
    const client = tenant();
    client.on('error', () => undefined);
    return client.connect().then(
      () => client.end().then(() => null),
      (error: { code?: string }) => error.code ?? 'refused',
    );
  };
  const reason = (dialog: ReturnType<Page['getByRole']>) =>
    dialog.getByRole('textbox', { name: 'Reason, written to the log' });
  const fact = (dialog: ReturnType<Page['getByRole']>, label: string) =>
    dialog
      .locator('dl > div')
      .filter({ has: page.getByText(label, { exact: true }) })
      .locator('dd');
  const lift = async (kind: string): Promise<void> => {
    await page.getByRole('button', { name: 'Lift…' }).click();
    const dialog = page.getByRole('dialog', { name: `Lift the ${kind} hold of ${name}` });
    await expect(dialog.getByRole('button', { name: 'Lift hold' })).toBeDisabled();
    await reason(dialog).fill('Everything is settled');
    await dialog.getByRole('button', { name: 'Lift hold' }).click();
    await expect(dialog.getByText('The database role may log in again.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await dialog.waitFor({ state: 'detached' });
  };
  const put = async (kind: string): Promise<ReturnType<Page['getByRole']>> => {
    await page.keyboard.press('Shift+S');
    const dialog = page.getByRole('dialog', { name: `Put ${name} on hold` });
    await dialog.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: kind }).click();
    await reason(dialog).fill('Sign-ins from eleven countries');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Put on hold' }).click();
    await expect(dialog.getByText('The database role is locked.')).toBeVisible();
    return dialog;
  };

  await page.getByRole('gridcell', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  expect(await comesIn()).toBe('28000');
  await lift('Billing');
  expect(await comesIn()).toBeNull();

  const open = tenant();
  const ended = new Promise<void>((resolve) => open.on('error', () => resolve()).on('end', resolve));
  await open.connect();
  const dialog = await put('Security');
  await ended;
  await expect(fact(dialog, 'Sessions ended')).toHaveText('1');
  await expect(fact(dialog, 'Sessions left')).toHaveText('0');
  await expect(fact(dialog, 'Trial login')).toHaveText('Refused');
  await expectAccessible(page);
  await screenshot(page, 'tenants-hold-receipt');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  expect(await comesIn()).toBe('28000');
  await expect(page.getByRole('main').getByText('Suspended', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Security hold')).toBeVisible();

  await lift('Security');
  expect(await comesIn()).toBeNull();
  await (await put('Billing')).getByRole('button', { name: 'Close' }).last().click();
  expect(await comesIn()).toBe('28000');
});

test('a suspension that somebody else wrote is said to be the platform’s own', async ({ openAs, demo }) => {
  const page = await openAs('super_admin');
  const name = await connected(demo.admin(), async (client) => {
    const { rows: found } = await client.query<{ name: string }>(
      `SELECT "Name" AS name FROM public."Tenants" t WHERE "Status" = 'Suspended'
          AND NOT EXISTS (SELECT FROM tenantry.holds h WHERE h.tenant_id = t."Id")`,
    );
    return found[0]?.name ?? '';
  });
  await page.getByRole('tab', { name: /^Suspended/ }).click();
  await page.getByRole('gridcell', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const holds = page.getByRole('region', { name: /^Holds/ }).getByRole('listitem');
  await expect(holds).toContainText('By the platform itself');
  await expect(holds).toContainText('Ödeme alınamadı');
  await expect(holds).not.toContainText('Security');
  await expect(page.getByText('Suspended by the platform itself')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'tenants-suspended-elsewhere');
});

test('the list and a tenant in both languages, both schemes and both sizes', async ({ launch, userData, demo }) => {
  await registerDemo(userData, demo);
  const { page, resize } = await launch({ env });
  await signInToDemo(page, demo.operator);
  await expect(page.locator('[role="row"][data-id]').first()).toBeVisible();
  for (const look of looks) {
    await changeLook(page, look);
    const name = `${look.language === 'Türkçe' ? 'tr' : 'en'}-${look.theme}`;
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1100, height: 700 },
    ]) {
      await resize(size);
      await goTo(page, '#/tenants', look.language === 'Türkçe' ? 'Kiracılar' : 'Tenants');
      await expect(page.locator('[role="row"][data-id]').first()).toBeVisible();
      await screenshot(page, `tenants-${name}-${size.width}`);
      if (axed.has(name) && size.width === 1440) await expectAccessible(page);
      await page.getByRole('gridcell', { name: 'Çınar Lojistik A.Ş.' }).click();
      await page.getByRole('heading', { level: 1, name: 'Çınar Lojistik A.Ş.' }).waitFor();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await screenshot(page, `tenant-${name}-${size.width}`);
      if (axed.has(name) && size.width === 1440) await expectAccessible(page);
    }
  }
});
