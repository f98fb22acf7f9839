import type { Page } from '@playwright/test';
import { changeLook, looks, screenshot } from './demo.ts';
import { expect, expectAccessible } from './fixture.ts';
import { ask, firstAdmin, goTo, type Stage, signIn, sql, test } from './own-platform.ts';

const chosen = 'sekiz-mavi-uzun-kapı';
const rowOf = (page: Page, email: string) => page.getByRole('row').filter({ hasText: email });

async function openOperators(stage: Stage): Promise<Page> {
  await signIn(stage.page, firstAdmin);
  await goTo(stage.page, 'Operators');
  await stage.page.getByRole('heading', { name: 'Operators', level: 1 }).waitFor();
  return stage.page;
}

async function giveStepUp(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.getByLabel('Password', { exact: true }).fill(firstAdmin.password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
}

async function actOn(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Someone who is already in, with a password of their own, at a console of their own. */
async function comesIn(stage: Stage, colleague: (stage: Stage) => Promise<Page>, email: string): Promise<Page> {
  await ask(stage.page, 'session.stepUp', { password: firstAdmin.password });
  const { temporaryPassword } = await ask(stage.page, 'operators.invite', {
    name: 'Elif Demir',
    email,
    role: 'super_admin',
  });
  const other = await colleague(stage);
  await signIn(other, { email, password: temporaryPassword });
  await other.getByRole('heading', { name: 'Choose your own password' }).waitFor();
  await ask(other, 'operators.changeOwnPassword', { current: temporaryPassword, next: chosen });
  await goTo(other, 'Operators');
  return other;
}

async function inviteSomebody(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Invite operator' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite an operator' });
  await dialog.getByLabel('Name', { exact: true }).fill('Nobody Yet');
  await dialog.getByLabel('E-mail').fill('nobody@example.com');
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
}

test('invited, signed in with the temporary password, and in only after choosing another', async ({
  setStage,
  colleague,
}) => {
  const stage = await setStage('ready');
  const page = await openOperators(stage);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Invite operator' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite an operator' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(dialog.getByText('The name needs 2 to 120 characters.')).toBeVisible();
  await expect(dialog.getByText('This is not an e-mail address.')).toBeVisible();
  await dialog.getByLabel('Name', { exact: true }).fill('Ilgaz Şahin');
  await dialog.getByLabel('E-mail').fill('ilgaz@example.com');
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await giveStepUp(page);
  const shown = page.getByRole('dialog', { name: 'Password for Ilgaz Şahin' });
  const temporary = await shown.getByText(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/).innerText();
  await expectAccessible(page);
  await shown.getByRole('button', { name: 'I have passed it on' }).click();
  await expect(rowOf(page, 'ilgaz@example.com')).toContainText('Invited');
  await expect(rowOf(page, 'ilgaz@example.com')).toContainText('Support');

  const other = await colleague(stage);
  await signIn(other, { email: 'ilgaz@example.com', password: temporary });
  await expect(other.getByRole('heading', { name: 'Choose your own password' })).toBeVisible();
  await expect(other.getByRole('navigation')).toBeHidden();
  await expect(ask(other, 'tenants.totals', { filter: null as never })).rejects.toThrow(/must_change_password/);
  await expectAccessible(other);
  await screenshot(other, 'operators-temporary-password');

  const change = other.getByRole('button', { name: 'Change password' });
  await change.click();
  await expect(other.getByText('Fill this in')).toBeVisible();
  await expect(other.getByLabel('Temporary password')).toBeFocused();
  await other.getByLabel('Temporary password').fill('not the one that was given');
  await other.getByLabel('New password', { exact: true }).fill(chosen);
  await other.getByLabel('New password, again').fill(chosen);
  await change.click();
  await expect(other.getByRole('alert')).toContainText('password is not right');
  await other.getByLabel('Temporary password').fill(temporary);
  await other.getByLabel('New password', { exact: true }).fill('Ilgaz Şahin 1');
  await other.getByLabel('New password, again').fill('Ilgaz Şahin 1');
  await change.click();
  await expect(other.getByText('This password is too easy to guess')).toBeVisible();
  await expectAccessible(other);
  await other.getByLabel('New password', { exact: true }).fill(chosen);
  await other.getByLabel('New password, again').fill(chosen);
  await change.click();
  await expect(other.getByRole('button', { name: 'Operator menu: Ilgaz Şahin' })).toBeVisible();
  await expect(other.getByText('Password changed')).toBeVisible();
  expect(
    await sql(stage, `SELECT must_change_password FROM tenantry.operators WHERE email = 'ilgaz@example.com'`),
  ).toEqual([{ must_change_password: false }]);

  await ask(other, 'session.signOut', {});
  await signIn(other, { email: 'ilgaz@example.com', password: temporary });
  await expect(other.getByText('The e-mail address or the password is not right.')).toBeVisible();
  await signIn(other, { email: 'ilgaz@example.com', password: chosen });
  await expect(other.getByRole('button', { name: 'Operator menu: Ilgaz Şahin' })).toBeVisible();
});

test('another role holds from the next change on', async ({ setStage, colleague }) => {
  const stage = await setStage('ready');
  const page = await openOperators(stage);
  const other = await comesIn(stage, colleague, 'elif@example.com');
  await page.reload();
  await actOn(page, 'Elif Demir', 'Change role…');
  const dialog = page.getByRole('dialog', { name: 'Change the role of Elif Demir' });
  await expect(dialog.getByRole('button', { name: 'Change role' })).toBeDisabled();
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Viewer' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Change role' }).click();
  await expect(rowOf(page, 'elif@example.com')).toContainText('Viewer');

  await inviteSomebody(other);
  await expect(other.getByText('Your role may not do this.')).toBeVisible();
  expect(await sql(stage, 'SELECT count(*)::integer AS n FROM tenantry.operators')).toEqual([{ n: 2 }]);
  await other
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await expect(other.getByRole('button', { name: 'Operator menu: Elif Demir' })).toContainText('Viewer');
  await expect(other.getByRole('button', { name: 'Invite operator' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(other);
});

test('a disabled operator is out at once, and comes back when enabled', async ({ setStage, colleague }) => {
  const stage = await setStage('ready');
  const page = await openOperators(stage);
  const other = await comesIn(stage, colleague, 'elif@example.com');
  await page.reload();
  await expect(page.getByRole('button', { name: `Actions for ${firstAdmin.name}` })).toBeHidden();
  await actOn(page, 'Elif Demir', 'Disable…');
  const dialog = page.getByRole('dialog', { name: 'Disable Elif Demir' });
  await expect(dialog.getByRole('button', { name: /^Cancel/ })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(rowOf(page, 'elif@example.com')).toContainText('Disabled');

  await inviteSomebody(other);
  await expect(other.getByRole('heading', { name: 'Connections' })).toBeVisible();
  await signIn(other, { email: 'elif@example.com', password: chosen });
  await expect(other.getByText('This operator is disabled.')).toBeVisible();
  await expectAccessible(other);

  await actOn(page, 'Elif Demir', 'Enable…');
  await page.getByRole('dialog').getByRole('button', { name: 'Enable', exact: true }).click();
  await expect(rowOf(page, 'elif@example.com')).toContainText('Active');
  await signIn(other, { email: 'elif@example.com', password: chosen });
  await expect(other.getByRole('button', { name: 'Operator menu: Elif Demir' })).toBeVisible();
});

test('in both languages, both schemes and both sizes', async ({ setStage }) => {
  const stage = await setStage('ready');
  const page = await openOperators(stage);
  await ask(page, 'session.stepUp', { password: firstAdmin.password });
  for (const [name, email, role] of [
    ['Ilgaz Şahin', 'ilgaz@example.com', 'support'],
    ['Müge Çağlar', 'muge@example.com', 'finance'],
  ] as const)
    await ask(page, 'operators.invite', { name, email, role });
  await page.reload();
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1100, height: 700 },
  ]) {
    await stage.console.resize(size);
    for (const look of looks) {
      await changeLook(page, look);
      await expectAccessible(page);
      await screenshot(page, `operators-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}-${size.width}`);
    }
  }
});
