import type { Page } from '@playwright/test';
import {
  cleanUp,
  closePanel,
  openRegistrations,
  openRow,
  openTenant,
  operationPanel,
  provision,
  retry,
  untilState,
} from '../demo/walk/registrations.ts';
import { serverSide } from '../demo/walk/server-side.ts';
import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible } from './fixture.ts';

const rows = (page: Page) => page.locator('tr[data-row]');
const rowOf = (page: Page, company: string) => rows(page).filter({ hasText: company });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Company, short name, e-mail' });
const codeOf = {
  ucari: 'ucari-lojistik-ve-dagitim-a-s',
  orphan: 'ipekyolu-tekstil-san-ve-tic-ltd-sti',
  ilgin: 'ilgin-seker-fabrikasi',
  igneada: 'igneada-balikcilik-kooperatifi',
  odegard: 'odegard-rederi-aps',
} as const;

test('the queue: tabs, folded search, filters, and rows that open by hand and by keys', async ({ openAs }) => {
  const page = await openAs('super_admin');
  await openRegistrations(page);
  await expect(page.getByRole('tab', { name: /^All/ })).toHaveText('All14');
  await expectAccessible(page);

  await page.getByRole('tab', { name: /^Waiting/ }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('tab', { name: /^All/ }).click();
  await expect(rows(page)).toHaveCount(14);

  await search(page).fill('ISIK sirketi');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Işık Şirketi A.Ş.');
  await search(page).fill('nobody of this name');
  await page.getByText('No registration matches').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows(page)).toHaveCount(14);

  await page.getByRole('button', { name: 'Received' }).click();
  await page.getByRole('menuitemradio', { name: 'Last 7 days' }).click();
  await expect(rows(page)).toHaveCount(10);
  await page.getByRole('button', { name: 'Remove filter: Received' }).click();
  await expect(rows(page)).toHaveCount(14);

  const first = rows(page).first();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(page).nth(1)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(rows(page).nth(1)).toHaveAttribute('aria-expanded', 'false');

  for (const company of [
    'Işık Şirketi A.Ş.',
    'İğneada Balıkçılık Kooperatifi',
    'Uçarı Lojistik',
    'Hızlı Kazanç Yatırım',
  ]) {
    await openRow(page, company);
    await expectAccessible(page);
  }
});

test('a registration is provisioned and watched until its tenant is active', async ({ openAs, demo }) => {
  const company = 'Uçarı Lojistik ve Dağıtım A.Ş.';
  const page = await openAs('super_admin');
  await openRegistrations(page);
  await rowOf(page, company).getByRole('button', { name: 'Provision…' }).click();
  const dialog = page.getByRole('dialog', { name: `Provision: ${company}` });
  for (const name of [
    codeOf.ucari,
    `${codeOf.ucari}.stoocker.app`,
    'Stocker_ucari_lojistik_ve_dagitim_a_s_Db',
    'stocker_ucari_lojistik_ve_dagitim_a_s_app',
  ])
    await expect(dialog.getByText(name, { exact: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Cancel/ })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Provision', exact: true }).click();
  await untilState(page, company, 'Succeeded');

  const panel = operationPanel(page, company);
  await expect(panel.getByRole('list', { name: 'Provisioning' }).getByRole('listitem')).toHaveCount(9);
  await panel.getByRole('button', { name: 'Creating tenant' }).click();
  await expect(panel.getByText(`${codeOf.ucari}.stoocker.app`)).toBeVisible();
  await expectAccessible(page);
  expect(await serverSide(demo).isStamped(codeOf.ucari)).toBe(true);
  await closePanel(page, company);
  await expect(rowOf(page, company)).toContainText('Completed');
  await openTenant(page, company);
});

test('a failure is told in the server’s own words, and a retry goes on from its step', async ({ openAs, demo }) => {
  const company = 'Gökçeağaç Arıcılık & Bal Ltd. Şti.';
  const server = serverSide(demo);
  const page = await openAs('super_admin');
  await openRegistrations(page);
  await server.mayCreateDatabases(false);
  await provision(page, company);
  await untilState(page, company, 'Failed');
  await closePanel(page, company);
  await expect(rowOf(page, company)).toContainText('Failed at step 4');

  const details = await openRow(page, company);
  await expect(details.getByText('42501 permission denied to create database')).toBeVisible();
  await expect(details.getByRole('heading', { name: 'Retry from step 4' })).toBeVisible();
  await details.getByRole('button', { name: 'Full log' }).click();
  const log = page.getByRole('dialog', { name: `Full log: ${company}` });
  await expect(log.getByText('creating_master_user').first()).toBeVisible();
  await expectAccessible(page);
  await log.getByRole('button', { name: 'Close' }).last().click();

  await server.mayCreateDatabases(true);
  await retry(page, company);
  await untilState(page, company, 'Succeeded');
  await expect(rowOf(page, company)).toContainText('Completed');
});

test('what a failure left is cleaned up, after the name, a reason and the password', async ({ openAs, demo }) => {
  const company = 'İpekyolu Tekstil San. ve Tic. Ltd. Şti.';
  const server = serverSide(demo);
  const page = await openAs('super_admin');
  await openRegistrations(page);
  const details = await openRow(page, company);
  await details.getByRole('button', { name: 'Clean up…' }).click();
  const dialog = page.getByRole('dialog', { name: `Clean up: ${company}` });
  await expect(dialog.getByText('The tenant record is removed')).toBeVisible();
  await expectAccessible(page);
  const act = dialog.getByRole('button', { name: 'Clean up', exact: true });
  await dialog.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Starting over');
  await dialog.getByRole('textbox', { name: /^Type/ }).fill('İpekyolu');
  await expect(act).toBeDisabled();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  const { password } = demo.operators.super_admin;
  await cleanUp(page, { company, code: codeOf.orphan, reason: 'Starting over', password });
  expect(await server.databaseExists(codeOf.orphan)).toBe(false);
  expect(await server.registrationStatus(codeOf.orphan)).toBe('Verified');
});

test('a code is sent again, an address is confirmed by hand, a registration is rejected', async ({ openAs, demo }) => {
  const server = serverSide(demo);
  const page = await openAs('super_admin');
  await openRegistrations(page);

  const before = demo.mail.mails.length;
  await rowOf(page, 'Ilgın Şeker Fabrikası').getByRole('button', { name: 'Resend' }).click();
  const popover = page.getByRole('dialog', { name: 'Send a new code now?' });
  await expect(popover.getByRole('button', { name: 'Resend' })).toBeFocused();
  await popover.getByRole('button', { name: 'Resend' }).click();
  await expect(page.getByText(/^A new code was sent to/)).toBeVisible();
  expect(demo.mail.mails.slice(before).map(({ raw }) => /\b\d{6}\b/.test(raw))).toEqual([true]);

  const confirmed = 'İğneada Balıkçılık Kooperatifi';
  await (await openRow(page, confirmed)).getByRole('button', { name: 'Confirm by hand…' }).click();
  const confirm = page.getByRole('dialog', { name: `Confirm by hand: ${confirmed}` });
  await expect(confirm.getByRole('button', { name: 'Confirm', exact: true })).toBeDisabled();
  await confirm.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Letter with the company stamp');
  await expectAccessible(page);
  await confirm.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(rowOf(page, confirmed)).toContainText('Ready to provision');
  expect(await server.registrationStatus(codeOf.igneada)).toBe('Verified');

  const rejected = 'Ødegård Rederi ApS';
  await (await openRow(page, rejected)).getByRole('button', { name: 'Reject…' }).click();
  const reject = page.getByRole('dialog', { name: `Reject: ${rejected}` });
  await reject.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Registered twice');
  await expectAccessible(page);
  await reject.getByRole('button', { name: 'Reject registration' }).click();
  await expect(rowOf(page, rejected)).toContainText('Rejected');
  expect(await server.registrationStatus(codeOf.odegard)).toBe('Rejected');
});

test('registering on behalf refuses bad input at its field, and tells when only the mail failed', async ({
  openAs,
  demo,
}) => {
  const page = await openAs('super_admin');
  await openRegistrations(page);
  await page.getByRole('button', { name: 'New registration' }).click();
  const form = page.getByRole('dialog', { name: 'New registration' });
  const name = form.getByRole('textbox', { name: 'Company name' });
  const code = form.getByRole('textbox', { name: 'Short name' });
  const email = form.getByRole('textbox', { name: 'E-mail of the owner' });
  const register = form.getByRole('button', { name: 'Register' });

  await register.click();
  await expect(name).toBeFocused();
  for (const field of [name, code, email]) await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);

  await name.fill('Çığır Tekstil A.Ş.');
  await expect(code).toHaveValue('cigir-tekstil-a-s');
  await expect(form.getByText('Stocker_cigir_tekstil_a_s_Db')).toBeVisible();
  await email.fill('not an address');
  await code.fill('İstanbul');
  await register.click();
  await expect(code).toBeFocused();
  await expect(email).toHaveAttribute('aria-invalid', 'true');

  await code.fill(codeOf.ilgin);
  await expect(form.getByText('This short name is in use; choose another one')).toBeVisible();
  await email.fill('owner@cigir.example');
  await register.click();
  await expect(code).toBeFocused();
  await expect(form).toBeVisible();

  await code.fill('cigir-tekstil');
  await expect(form.getByText('Free')).toHaveCount(2);
  demo.mail.refuse(true);
  await register.click();
  const warning = page.getByRole('dialog', { name: 'Registered: Çığır Tekstil A.Ş.' });
  await expect(warning.getByText('The registration is saved, but its code has not been sent.')).toBeVisible();
  await expectAccessible(page);
  demo.mail.refuse(false);
  await warning.getByRole('button', { name: 'Close' }).last().click();
  await expect(rowOf(page, 'Çığır Tekstil A.Ş.')).toContainText('Waiting for e-mail check');

  const { rows: stored } = await connected(demo.admin(), (client) =>
    client.query<{ email: string }>(
      'SELECT "Email" AS email FROM public."TenantRegistrations" WHERE "CompanyCode" = $1',
      ['cigir-tekstil'],
    ),
  );
  expect(stored).toEqual([{ email: 'owner@cigir.example' }]);
});

test('who may not, sees a lock and the reason', async ({ openAs }) => {
  const page = await openAs('support');
  await openRegistrations(page);
  const details = await openRow(page, 'Işık Şirketi A.Ş.');
  const locked = details.getByRole('button', { name: 'Clean up…' });
  await expect(locked).toHaveAttribute('aria-disabled', 'true');
  // A reason opens for who came by keyboard.
  await page.keyboard.press('Tab');
  await locked.focus();
  await expect(page.getByRole('tooltip')).toHaveText('Your role (Support) may not do this');
  await expect(details.getByRole('button', { name: 'Retry' })).not.toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('button', { name: 'New registration' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

for (const [width, height] of [
  [1440, 900],
  [1100, 700],
] as const) {
  test(`pictures of the queue at ${width}x${height}`, async ({ openAs }) => {
    test.setTimeout(300_000);
    const page = await openAs('super_admin', { width, height });
    await openRegistrations(page);
    for (const look of looks) {
      await changeLook(page, look);
      const name = (scene: string): string =>
        `registrations-${scene}-${width}-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}`;
      await screenshot(page, name('queue'));
      await openRowAnyLanguage(page, 'Işık Şirketi A.Ş.');
      await screenshot(page, name('failed'));
      await page.getByRole('button', { name: /^(Clean up…|Temizle…)$/ }).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
      await screenshot(page, name('clean-up'));
      await page.keyboard.press('Escape');
      await openRowAnyLanguage(page, 'Ilgın Şeker Fabrikası');
      await screenshot(page, name('waiting'));
      await page.getByRole('button', { name: /^(New registration|Yeni başvuru)$/ }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(Register|Başvuruyu aç)$/ })
        .click();
      await expect(page.locator('[aria-invalid="true"]')).toHaveCount(3);
      await screenshot(page, name('new'));
      await page.keyboard.press('Escape');
      await expectAccessible(page);
    }
  });
}

async function openRowAnyLanguage(page: Page, company: string): Promise<void> {
  const row = rowOf(page, company);
  if ((await row.getAttribute('aria-expanded')) !== 'true') await row.getByText(company).click();
  await page.locator('tr[aria-level="2"] section').first().waitFor();
}
