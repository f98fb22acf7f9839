import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { closedPort, talkative } from '../servers/broken-servers.ts';
import { createRole } from '../servers/databases.ts';
import { screenshot } from './demo.ts';
import { expect, expectAccessible } from './fixture.ts';
import { ask, firstAdmin, platformName, signIn, test } from './own-platform.ts';

const field = (dialog: Locator, name: string): Locator => dialog.getByRole('textbox', { name, exact: true });
const openNew = async (page: Page): Promise<Locator> => {
  await page.getByRole('button', { name: 'New connection' }).click();
  return page.getByRole('dialog', { name: 'New connection' });
};

test('each field says what is wrong with it, and nothing is saved', async ({ setStage }) => {
  const { page } = await setStage('ready');
  const dialog = await openNew(page);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(field(dialog, 'Name')).toBeFocused();
  await expect(dialog.getByText('Fill this in')).toHaveCount(3);

  await dialog.getByRole('checkbox', { name: 'Send mail through an SMTP server' }).check();
  const wrong: ReadonlyArray<readonly [name: string, value: string, sentence: string]> = [
    ['Name', 'x'.repeat(81), 'At most 80 characters'],
    [
      'Host',
      'postgres://me:secret@db.example/x',
      'A host name, an address or a socket folder, without user, password or scheme.',
    ],
    [
      'Database name',
      'Tenant_Db',
      '{code} exactly once, letters, digits and _ around it, and short enough for 63 characters.',
    ],
    ['Base domains', 'not a domain', 'At least one domain such as stoocker.app.'],
    ['Time zone', 'Mars/Olympus', 'A time zone such as Europe/Istanbul.'],
    ['Currency', 'TL', 'Three capital letters, as TRY.'],
    ['SMTP host', 'smtp://mail', 'A host name, an address or a socket folder, without user, password or scheme.'],
    ["Sender's address", 'nobody', 'This is not an e-mail address.'],
  ];
  for (const [name, value] of wrong) await field(dialog, name).fill(value);
  await field(dialog, 'Port').first().fill('70000');
  await field(dialog, 'Port').first().blur();
  await expect(dialog.getByText('A number from 1 to 65535.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  for (const [name, , sentence] of wrong) await expect(field(dialog, name)).toHaveAccessibleDescription(sentence);
  await expect(field(dialog, 'Name')).toBeFocused();
  await expectAccessible(page);
  await screenshot(page, 'connections-wrong-fields');

  // What becomes right is forgiven at once.
  await field(dialog, 'Currency').fill('EUR');
  await expect(dialog.getByText('Three capital letters, as TRY.')).toBeHidden();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect((await ask(page, 'connections.list', {})).profiles).toHaveLength(1);
});

test('a test tells every fault apart before anything is saved, and a secret never comes back', async ({
  setStage,
  postgres,
}) => {
  const stage = await setStage('ready');
  const { page, settings, platform } = stage;
  const { password } = platform.login;
  const dialog = await openNew(page);
  const passwordField = dialog.getByLabel('Password', { exact: true });
  const tell = async (sentence: string | RegExp): Promise<void> => {
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await expect(dialog.getByRole('status').getByText(sentence).first()).toBeVisible();
  };
  const fill = async (values: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, value] of Object.entries(values)) await field(dialog, name).first().fill(value);
  };
  await fill({
    Name: 'Second way',
    Host: settings.host,
    Port: String(settings.port),
    'Platform database': settings.database,
  });
  await fill({ Role: settings.user });
  await passwordField.fill(password);

  await tell('The server does not offer an encrypted connection.');
  await dialog.getByRole('combobox', { name: 'Transport' }).click();
  await page.getByRole('option', { name: 'Not encrypted' }).click();
  await tell('The connection works');
  await expectAccessible(page);
  await screenshot(page, 'connections-works');

  await passwordField.fill('not the password');
  await tell(`The server does not accept the password of ${settings.user}.`);
  await screenshot(page, 'connections-wrong-password');
  await passwordField.fill(password);
  await fill({ 'Platform database': 'StockerMasterX' });
  await tell('The server has no such database: StockerMasterX.');
  await fill({ 'Platform database': 'postgres' });
  await tell(/This is not a platform that this app can use|The database is empty/);
  await fill({ 'Platform database': settings.database, Host: '127.0.0.1', Port: String(await closedPort()) });
  await tell(/^Nothing accepts connections at 127\.0\.0\.1/);
  const mailServer = await talkative('220 mail.example ESMTP\r\n');
  await fill({ Port: String(mailServer.port) });
  await tell('What answers at 127.0.0.1 is not a PostgreSQL server.');
  await mailServer.close();
  await fill({ Host: 'no-such-host.invalid', Port: '5432' });
  await tell('No server is known by the name no-such-host.invalid.');

  const weak = await createRole(postgres, { rights: [] });
  await fill({ Host: settings.host, Port: String(settings.port), Role: weak.user });
  await passwordField.fill(weak.password);
  await tell('May not create databases: provisioning will fail');
  await expect(dialog.getByText("This role may not read the platform's tables")).toBeVisible();
  await expect(dialog.getByText(/lacks a right that this needs: CREATEDB\./)).toBeVisible();
  await expect(dialog.getByText(/lacks a right that this needs: CREATEROLE\./)).toBeVisible();
  await screenshot(page, 'connections-missing-rights');
  expect((await ask(page, 'connections.list', {})).profiles).toHaveLength(1);

  await fill({ Role: settings.user, Name: platformName });
  await passwordField.fill(password);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(field(dialog, 'Name')).toHaveAccessibleDescription('A connection with this name exists already');
  await fill({ Name: 'Second way' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect(page.getByRole('radio', { name: 'Second way' })).toBeChecked();

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = page.getByRole('dialog', { name: 'Edit Second way' });
  await expect(edit.getByLabel('Password', { exact: true })).toHaveValue('');
  await expect(edit.getByText('Kept in the keychain. Type only to replace it.')).toBeVisible();
  // Without typing it again: what is kept is used for the same server, and for no other.
  await edit.getByRole('button', { name: 'Test connection' }).click();
  await expect(edit.getByText('The connection works')).toBeVisible();
  await field(edit, 'Host').fill('127.0.0.1');
  await edit.getByRole('button', { name: 'Test connection' }).click();
  await expect(edit.getByText('The connection cannot be used yet')).toBeVisible();
  expect(await page.content()).not.toContain(password);
  expect(JSON.stringify(await ask(page, 'connections.list', {}))).not.toContain(password);
  await page.keyboard.press('Escape');
});

test('a file for colleagues holds no secret, and what it brings gets names that are free', async ({
  setStage,
  userData,
}) => {
  const { console: opened, page, platform } = await setStage('ready');
  const file = path.join(userData, 'connections.json');
  await opened.answerFileDialogs(file);
  const menu = async (item: RegExp): Promise<void> => {
    await page.getByRole('button', { name: 'Import and export' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await menu(/^Export connections/);
  await expect(page.getByText('1 connection written to')).toBeVisible();
  const written = await readFile(file, 'utf8');
  expect(written).toContain(platformName);
  expect(written).not.toContain(platform.login.password);

  await menu(/^Import connections/);
  await expect(page.getByText('1 connection imported. 1 was renamed because its name was taken.')).toBeVisible();
  await page.getByRole('radio', { name: `${platformName} (2)` }).check();
  await expect(page.getByText('No database password is kept for this connection.')).toBeVisible();
  await expect(page.getByText('A check failed. Signing in is possible once it passes.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in to the demo' })).toBeDisabled();
  await expectAccessible(page);
  await screenshot(page, 'connections-imported');

  await opened.answerFileDialogs(path.join(userData, 'console.db'));
  await menu(/^Import connections/);
  await expect(page.getByText('This file does not hold Tenantry connections.')).toBeVisible();
  await opened.answerFileDialogs(null);
  await menu(/^Export connections/);
  // The arrows go through the list, which keeps the focus.
  await page.getByRole('radio', { name: `${platformName} (2)` }).press('ArrowUp');
  await expect(page.getByRole('radio', { name: platformName, exact: true })).toBeChecked();
  await expect(page.getByRole('radio', { name: platformName, exact: true })).toBeFocused();
  await signIn(page, firstAdmin);
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible();
});
