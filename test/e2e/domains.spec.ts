import type { Page } from '@playwright/test';
import { connected } from '../servers/databases.ts';
import { changeLook, type Look, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';
import { type LivingTenant, openTenantTab, tenantInState } from './life.ts';

test.use({ demoFor: 'domains' });

const sizes = [
  { width: 1440, height: 900 },
  { width: 1100, height: 700 },
];
const rowOf = (page: Page, text: string) => page.locator('[role="row"][data-id]', { hasText: text });
const itemOf = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

/** What the tenant was asked to set, as the console's own tables hold it. */
async function tokenOf(page: Page, name: string): Promise<string> {
  const cell = page.getByRole('table', { name: `DNS records of ${name}` }).getByText(/^tenantry-/);
  return (await cell.first().textContent()) ?? '';
}

test('the list of all domains: tabs, search in both spellings, verifying in the row', async ({ openAs }) => {
  const page = await openAs('super_admin');
  await goTo(page, '#/domains', 'Domains');
  await page.getByRole('tab', { name: /^Tenants' own/ }).click();
  const search = page.getByRole('searchbox', { name: /^Domain, in either spelling/ });
  await search.fill('cinar-isik');
  const row = rowOf(page, 'çınar-ışık.example');
  await expect(row).toHaveCount(1);
  await expect(page.locator('[role="row"][data-id]')).toHaveCount(1);
  await expect(row.getByText(/^In DNS: xn--/)).toBeVisible();
  await search.fill('xn--nar');
  await expect(row).toHaveCount(1);
  await search.fill('');

  await page.getByRole('tab', { name: /^Not verified/ }).click();
  await expect(rowOf(page, 'portal.ilica-termal-otel').getByText('TXT, CNAME: Another value')).toBeVisible();
  const waiting = rowOf(page, 'erp.toros-ambalaj');
  await waiting.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText(/^erp\.toros-ambalaj.* is verified$/)).toBeVisible();
  await expect(waiting).toHaveCount(0);
  await expectAccessible(page);
});

async function addTo(page: Page, tenant: LivingTenant, name: string) {
  await page.getByRole('button', { name: 'Add domain…' }).click();
  const dialog = page.getByRole('dialog', { name: `Add a domain to ${tenant.name}` });
  await dialog.getByRole('textbox', { name: 'Domain' }).fill(name);
  await dialog.getByRole('button', { name: 'Add domain' }).click();
  return dialog;
}

test('a domain of its own is refused, added, proved, made primary and removed', async ({ openAs, demo }) => {
  const tenant = await tenantInState(demo, 'past_due');
  const page = await openAs('super_admin');
  await openTenantTab(page, tenant, 'Domains');
  const dialog = await addTo(page, tenant, '*.dalga.example');
  await expect(dialog.getByText("A wildcard can't be proved: write one domain")).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Domain' }).fill('baska.stoocker.app');
  await dialog.getByRole('button', { name: 'Add domain' }).click();
  await expect(dialog.getByText(/^This is an address of the platform itself/)).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'domains-add-refused');
  await dialog.getByRole('textbox', { name: 'Domain' }).fill('Panel.dalgıç.example.');
  await dialog.getByRole('button', { name: 'Add domain' }).click();
  const name = 'panel.dalgıç.example';
  const inDns = 'panel.xn--dalg-1oa62e.example';
  await expect(dialog.getByRole('table', { name: `DNS records of ${name}` })).toBeVisible();
  const ascii = ((await dialog.getByText(/^In DNS: /).textContent()) ?? inDns).replace('In DNS: ', '');
  const token = await tokenOf(page, name);
  await expectAccessible(page);
  await screenshot(page, 'domains-add-records');

  // Somebody set a wrong one first.
  demo.dns.put({
    [`_tenantry.${ascii}`]: [{ type: 'TXT', value: 'tenantry-of-somebody-else' }],
    [ascii]: [{ type: 'CNAME', value: `${tenant.code}.stocker.app` }],
  });
  await dialog.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(dialog.getByText('Another value')).toHaveCount(2);
  await expect(dialog.getByText('tenantry-of-somebody-else')).toBeVisible();
  await expect(dialog.getByText(`${tenant.code}.stocker.app`)).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'domains-verify-wrong');
  await dialog.getByRole('button', { name: 'Close, verify later' }).click();

  demo.dns.put({
    [`_tenantry.${ascii}`]: [{ type: 'TXT', value: token }],
    [ascii]: [{ type: 'CNAME', value: `${tenant.code}.stoocker.app` }],
  });
  const item = itemOf(page, name);
  await item.getByRole('button', { name: 'Check again' }).click();
  await expect(item.getByText(/^Verified on/)).toBeVisible();
  await item.getByRole('button', { name: 'Make primary' }).click();
  await page.getByRole('button', { name: 'Make primary' }).last().click();
  await expect(item.getByText('Primary', { exact: true })).toBeVisible();
  await expect(item.getByRole('button', { name: 'Remove…' })).toHaveCount(0);
  await expectAccessible(page);

  const own = itemOf(page, `${tenant.code}.stoocker.app`).first();
  await own.getByRole('button', { name: 'Make primary' }).click();
  await page.getByRole('button', { name: 'Make primary' }).last().click();
  await expect(own.getByText('Primary', { exact: true })).toBeVisible();
  await item.getByRole('button', { name: 'Remove…' }).click();
  const remove = page.getByRole('dialog', { name: `Remove ${name}` });
  await expectAccessible(page);
  await screenshot(page, 'domains-remove');
  await remove.getByRole('button', { name: 'Remove domain' }).click();
  await expect(item).toHaveCount(0);
  const left = await connected(demo.admin(), async (client) => {
    const { rows } = await client.query(
      `SELECT "DomainName" AS name, "IsPrimary" AS primary FROM public."TenantDomains" WHERE "TenantId" = $1 AND "IsPrimary"`,
      [tenant.id],
    );
    return rows;
  });
  expect(left).toEqual([{ name: `${tenant.code}.stoocker.app`, primary: true }]);
});

/** Each language once in each scheme: the list in all four, what is dearer in two. */
const isTurkish = ({ language }: Look): boolean => language === 'Türkçe';
const fewLooks = looks.filter((look) => isTurkish(look) === (look.theme === 'dark'));
const pictureOf = (name: string, look: Look, width: number): string =>
  `${name}-${isTurkish(look) ? 'tr' : 'en'}-${look.theme}-${width}`;

test('the list in both languages, schemes and sizes', async ({ openAs, opened }) => {
  const page = await openAs('super_admin');
  await goTo(page, '#/domains', 'Domains');
  for (const look of looks) {
    await changeLook(page, look);
    for (const size of sizes) {
      await opened.console?.resize(size);
      await expect(page.locator('[role="row"][data-id]').first()).toBeVisible();
      await screenshot(page, pictureOf('domains', look, size.width));
    }
    if (fewLooks.includes(look)) await expectAccessible(page);
  }
});

test("a tenant's tab in both languages, schemes and sizes", async ({ openAs, opened, demo }) => {
  const tenant = await connected(demo.admin(), async (client) => {
    const { rows } = await client.query<LivingTenant>(
      `SELECT t."Id" AS id, t."Code" AS code, t."Name" AS name, '' AS database FROM public."Tenants" t
         JOIN public."TenantDomains" d ON d."TenantId" = t."Id" WHERE d."DomainName" LIKE 'portal.ilica-termal%'`,
    );
    return rows[0];
  });
  if (tenant === undefined) throw new Error('the demo has lost a tenant');
  const page = await openAs('super_admin');
  await goTo(page, `#/tenants/${tenant.id}/domains`, tenant.name);
  for (const look of fewLooks) {
    await changeLook(page, look);
    for (const size of sizes) {
      await opened.console?.resize(size);
      await expect(page.getByRole('table').first()).toBeVisible();
      await screenshot(page, pictureOf('domains-tenant', look, size.width));
    }
    await expectAccessible(page);
  }
});

test('domains on the other spelling are repaired together, and their old names lead on', async ({ openAs, demo }) => {
  const page = await openAs('super_admin');
  await goTo(page, '#/domains', 'Domains');
  await expect(page.getByText(/domains are on another base domain than stoocker\.app$/)).toBeVisible();
  await page.getByRole('button', { name: 'Repair…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Repair \d+ domains/ });
  const row = dialog.getByRole('row', { name: /ege-insaat-san-ve-tic-a-s\.stocker\.app/ });
  await expect(row).toContainText('ege-insaat-san-ve-tic-a-s.stoocker.app');
  await expectAccessible(page);
  await screenshot(page, 'domains-repair');
  await dialog.getByRole('textbox', { name: 'Reason, written to the log' }).fill('One spelling for all');
  await dialog.getByRole('button', { name: 'Repair', exact: true }).click();
  await expect(dialog.getByText(/^\d+ domains repaired$/)).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await screenshot(page, 'domains-repaired');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const found = await connected(demo.admin(), async (client) => {
    const { rows } = await client.query(
      `SELECT (SELECT count(*)::int FROM public."TenantDomains" WHERE "DomainName" = 'ege-insaat-san-ve-tic-a-s.stoocker.app') AS now,
              (SELECT to_domain FROM tenantry.redirects WHERE domain = 'ege-insaat-san-ve-tic-a-s.stocker.app') AS to`,
    );
    return rows[0];
  });
  expect(found).toEqual({ now: 1, to: 'ege-insaat-san-ve-tic-a-s.stoocker.app' });
  await page.getByRole('tab', { name: /^Wrong base domain/ }).click();
  await expect(page.getByText("All default domains are on this platform's base domain")).toBeVisible();
});

test('who may only read sees the domains, and why nothing can be changed', async ({ openAs, demo }) => {
  const tenant = await tenantInState(demo, 'past_due');
  const page = await openAs('viewer');
  await openTenantTab(page, tenant, 'Domains');
  await expect(itemOf(page, `${tenant.code}.`).first()).toBeVisible();
  for (const name of ['Add domain…', 'Verify', 'Make primary', 'Remove…'])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
});
