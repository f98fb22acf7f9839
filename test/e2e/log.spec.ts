import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { changeLook, looks, screenshot } from './demo.ts';
import { expect, expectAccessible } from './fixture.ts';
import { ask, firstAdmin, goTo, type Stage, signIn, test } from './own-platform.ts';

const reader = { name: 'Can Öz', email: 'can@example.com', role: 'viewer' } as const;
const chosen = 'sekiz-mavi-uzun-kapı';
const entries = (page: Page) => page.getByRole('grid', { name: 'Operation log' }).getByRole('row');
const entry = (page: Page, text: string) => entries(page).filter({ hasText: text });

/** A viewer who tried what only a super admin may, on this very computer; then the super admin looks. */
async function afterDenial({ page }: Stage): Promise<void> {
  await signIn(page, firstAdmin);
  await page.getByRole('button', { name: `Operator menu: ${firstAdmin.name}` }).waitFor();
  await ask(page, 'session.stepUp', { password: firstAdmin.password });
  const { temporaryPassword } = await ask(page, 'operators.invite', reader);
  await ask(page, 'session.signOut', {});
  await signIn(page, { email: reader.email, password: temporaryPassword });
  await page.getByRole('heading', { name: 'Choose your own password' }).waitFor();
  await ask(page, 'operators.changeOwnPassword', { current: temporaryPassword, next: chosen });
  await expect(ask(page, 'operators.invite', { ...reader, email: 'mine@example.com' })).rejects.toThrow(/forbidden/);
  await ask(page, 'session.signOut', {});
  await signIn(page, firstAdmin);
  await goTo(page, 'Operation log');
  await entry(page, 'Sign in').first().waitFor();
}

async function narrow(page: Page, filter: string, value: string): Promise<void> {
  await page.getByRole('button', { name: filter, exact: true }).click();
  await page.getByRole('menuitemradio', { name: value }).click();
}

test('who did what, how it ended, and what was denied', async ({ setStage, userData }) => {
  const stage = await setStage('ready');
  const { page } = stage;
  await afterDenial(stage);
  await expectAccessible(page);

  await narrow(page, 'Result', 'Denied');
  await expect(entry(page, 'Invite operator')).toHaveCount(1);
  await expect(entry(page, 'Invite operator')).toContainText(reader.email);
  await expect(entry(page, 'Invite operator')).toContainText('Denied');
  await expect(entry(page, 'Sign in')).toHaveCount(0);
  await entry(page, 'Invite operator').click();
  const detail = page.getByRole('complementary').filter({ hasText: 'Invite operator' });
  await expect(detail).toContainText('Your role may not do this.');
  await expect(detail).toContainText('mine@example.com');
  await expect(detail).toContainText('Viewer');
  await expectAccessible(page);
  await screenshot(page, 'log-denied');
  await page.getByRole('button', { name: 'Remove filter: Result' }).click();

  await page.getByRole('searchbox', { name: 'Action, tenant, operator' }).fill(reader.email);
  await expect(entry(page, 'Upgrade platform schema')).toHaveCount(0);
  await expect(entry(page, 'Change own password')).toHaveCount(1);
  await entry(page, 'Change own password').click();
  await expect(page.getByText(chosen)).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Action, tenant, operator' }).fill('nobody at all');
  await expect(page.getByText('No entry matches these filters.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Action, tenant, operator' }).fill('');

  await narrow(page, 'Action', 'Upgrade platform schema');
  await expect(entries(page)).toHaveCount(2);
  await entry(page, 'Upgrade platform schema').click();
  await expect(page.getByRole('complementary').filter({ hasText: 'Upgrade platform schema' })).toContainText('current');
  await expectAccessible(page);

  const file = path.join(userData, 'log.csv');
  await stage.console.answerFileDialogs(file);
  await page.getByRole('button', { name: 'Export CSV' }).click();
  await expect(page.getByText('1 entry written to')).toBeVisible();
  const written = await readFile(file, 'utf8');
  expect(written).toContain('platform.upgrade');
  expect(written).not.toContain('operators.invite');
});

test('in both languages, both schemes and both sizes', async ({ setStage }) => {
  const stage = await setStage('ready');
  const { page } = stage;
  await afterDenial(stage);
  await entry(page, 'Denied').first().click();
  await page.getByText('mine@example.com').first().waitFor();
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1100, height: 700 },
  ]) {
    await stage.console.resize(size);
    for (const look of looks) {
      await changeLook(page, look);
      await expectAccessible(page);
      await screenshot(page, `log-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}-${size.width}`);
    }
  }
});
