import type { Page } from '@playwright/test';
import { registerDemo } from '../demo/register.ts';
import { signIn } from '../demo/walk/sign-in.ts';
import { connected } from '../servers/databases.ts';
import { looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible } from './fixture.ts';
import { ask } from './own-platform.ts';

/** Both schemes and both languages, each once: the others are only looked at. */
const axed: ReadonlySet<string> = new Set(['English light', 'Türkçe dark']);

const env = { LC_ALL: 'en_US.UTF-8' };
const email = (page: Page) => page.getByRole('textbox', { name: 'E-mail' });
const password = (page: Page) => page.getByLabel('Password', { exact: true });
const verb = (page: Page) => page.getByRole('button', { name: 'Sign in to the demo' });

test('what is missing is said at its field, five wrong passwords lock an operator out', async ({
  launch,
  userData,
  demo,
}) => {
  await registerDemo(userData, demo);
  const { page } = await launch({ env });
  await expect(page.getByRole('radio', { name: 'Demo platform' })).toBeChecked();
  await expect(page.getByText('Platform schema fits this app')).toBeVisible();
  await expect(page.getByText(/ \d+ tenants$/)).toBeVisible();
  await expect(password(page)).toBeFocused();
  await expectAccessible(page);

  await verb(page).click();
  await expect(page.getByText('Fill this in')).toBeVisible();
  await expect(password(page)).toBeFocused();
  await expectAccessible(page);
  await password(page).fill('something');
  await email(page).fill('');
  await verb(page).click();
  await expect(email(page)).toBeFocused();
  await email(page).fill('nobody at all');
  await verb(page).click();
  await expect(page.getByText('This is not an e-mail address, as name@company.example')).toBeVisible();
  await expect(email(page)).toHaveAttribute('aria-invalid', 'true');

  const { finance } = demo.operators;
  const wrong = page.getByText('The e-mail address or the password is not right.');
  const lockedOut = page.getByText('Too many wrong passwords: this operator is locked out.');
  try {
    await email(page).fill(finance.email);
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await password(page).fill(`wrong ${attempt}`);
      await expect(wrong).toBeHidden();
      await password(page).press('Enter');
      await expect(wrong).toBeVisible();
    }
    await password(page).fill('wrong 5');
    await password(page).press('Enter');
    await expect(lockedOut).toBeVisible();
    await expect(page.getByText(/^Try again in 1[45] minutes/)).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'sign-in-locked-out');
    await password(page).fill(finance.password);
    await expect(lockedOut).toBeHidden();
    await password(page).press('Enter');
    await expect(lockedOut).toBeVisible();
  } finally {
    await connected(demo.admin(), (client) =>
      client.query('UPDATE tenantry.operators SET failed_attempts = 0, locked_until = NULL WHERE email = $1', [
        finance.email,
      ]),
    );
  }

  await email(page).fill(demo.operator.email);
  await password(page).fill(demo.operator.password);
  // The list of platforms is a part of the form.
  await page.getByRole('radio', { name: 'Demo platform' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible();
});

test('the screen in both languages and schemes, chosen before anybody is signed in', async ({
  launch,
  userData,
  demo,
}) => {
  await registerDemo(userData, demo);
  const first = await launch({ env });
  const choose = async (page: Page, which: RegExp, value: string): Promise<void> => {
    await page.getByRole('button', { name: which }).click();
    await page.getByRole('menuitemradio', { name: value }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };
  const schemes = { light: /^(Light|Açık)$/, dark: /^(Dark|Koyu)$/ } as const;
  for (const { language, theme } of looks) {
    await choose(first.page, /^(Language|Dil)/, language);
    await first.page.getByRole('button', { name: /^(Theme|Tema)/ }).click();
    await first.page.getByRole('menuitemradio', { name: schemes[theme] }).click();
    await first.page.getByRole('menu').waitFor({ state: 'detached' });
    if (axed.has(`${language} ${theme}`)) await expectAccessible(first.page);
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1100, height: 700 },
    ]) {
      await first.resize(size);
      await screenshot(first.page, `sign-in-${language === 'Türkçe' ? 'tr' : 'en'}-${theme}-${size.width}`);
    }
  }
  await choose(first.page, /^(Theme|Tema)/, 'Koyu');
  await first.close();

  const second = await launch({ env });
  await expect(second.page.getByRole('heading', { level: 1, name: 'Bağlantılar' })).toBeVisible();
  await expect(second.page.locator('html')).toHaveAttribute('lang', 'tr');
  await expect(second.page.locator('html')).toHaveAttribute('data-scheme', 'dark');
});

test('finance, support and a viewer see what they may, and the door refuses the rest', async ({ openAs, demo }) => {
  const held = 'Çınar Lojistik A.Ş.';
  const page = await openAs('finance');
  const openHeld = async (): Promise<void> => {
    await page.getByRole('gridcell', { name: held }).click();
    await page.getByRole('heading', { level: 1, name: held }).waitFor();
  };
  const next = async (role: 'support' | 'viewer'): Promise<void> => {
    await page.getByRole('button', { name: /^Operator menu/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(page, demo.operators[role]);
    await openHeld();
  };
  const kindsOffered = async (): Promise<ReadonlyArray<string>> => {
    await page.getByRole('button', { name: 'Put on hold…' }).click();
    await page.getByRole('combobox', { name: 'Kind' }).click();
    const kinds = await page.getByRole('option').allInnerTexts();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    return kinds;
  };
  const securityHold = () =>
    ask(page, 'tenants.hold', {
      id: page.url().split('/').at(-1) ?? '',
      kind: 'security',
      effects: ['block_login'],
      reason: 'past the buttons',
      reviewOn: null,
    });

  await openHeld();
  expect(await kindsOffered()).toEqual(['Billing']);
  const lift = page.getByRole('button', { name: 'Lift…' });
  await expect(lift).toHaveAttribute('aria-disabled', 'true');
  await lift.hover();
  await expect(page.getByRole('tooltip')).toContainText('Your role (Finance) may not do this');
  await page.mouse.move(700, 880);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await expectAccessible(page);
  await expect(securityHold()).rejects.toThrow('session.forbidden');

  await next('support');
  expect(await kindsOffered()).toEqual(['Customer request', 'Maintenance']);
  await expect(securityHold()).rejects.toThrow('session.forbidden');

  await next('viewer');
  await expect(page.getByRole('contentinfo').getByText('Read-only')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Put on hold…' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Lift…' })).toHaveCount(0);
  await expectAccessible(page);
  await expect(securityHold()).rejects.toThrow('session.forbidden');
});
