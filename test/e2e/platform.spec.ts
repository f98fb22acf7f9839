import type { Page } from '@playwright/test';
import { changeLook, looks, screenshot } from './demo.ts';
import { expect, expectAccessible } from './fixture.ts';
import { ask, firstAdmin, goTo, platformName, signIn, sql, test } from './own-platform.ts';

const openPlatform = (page: Page): Promise<void> => page.getByRole('button', { name: 'Open platform' }).click();
const plan = (page: Page) => page.getByRole('region', { name: 'What would run' });
const statements = (page: Page) => plan(page).locator('ol > li');
const steps = (page: Page) => page.getByRole('region', { name: 'Set up this platform' }).getByRole('listitem');

test('an empty database becomes a platform in three steps', async ({ setStage }) => {
  const stage = await setStage('empty');
  const { page } = stage;
  await openPlatform(page);
  await expect(page.getByRole('heading', { name: 'This database is empty' })).toBeVisible();
  await expect(steps(page).nth(0)).toHaveAttribute('aria-current', 'step');
  await expect(plan(page).getByText('Make table Tenants', { exact: true })).toBeVisible();
  await expect(plan(page)).toContainText('CREATE TABLE "public"."Tenants"');
  await expectAccessible(page);
  await screenshot(page, 'platform-empty');

  const shown = await statements(page).count();
  await page.getByRole('button', { name: 'Create platform schema…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create platform schema' });
  await expect(dialog).toContainText('Demo');
  await expect(dialog).toContainText(`${shown} statements`);
  await expect(dialog.getByRole('button', { name: /^Cancel/ })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create schema' }).click();
  await expect(page.getByText(/statements ran\. The schema is at version 3/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The schema fits this version of the console' })).toBeVisible();
  expect(await sql(stage, 'SELECT count(*)::integer AS n FROM public."Tenants"')).toEqual([{ n: 0 }]);

  await expect(steps(page).nth(1)).toHaveAttribute('aria-current', 'step');
  const create = page.getByRole('button', { name: 'Create and sign in' });
  await create.click();
  await expect(page.getByText('The name needs 2 to 120 characters.')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await expectAccessible(page);
  await screenshot(page, 'platform-first-operator-errors');
  await page.getByLabel('Name', { exact: true }).fill(firstAdmin.name);
  await page.getByLabel('E-mail').fill(firstAdmin.email);
  await page.getByLabel('Password', { exact: true }).fill('aaaaaaaaaaaaa');
  await page.getByLabel('Password, again').fill('aaaaaaaaaaaa');
  await expect(page.getByText('The two entries differ.')).toBeVisible();
  await page.getByLabel('Password, again').fill('aaaaaaaaaaaaa');
  await create.click();
  await expect(page.getByText('This password is too easy to guess')).toBeVisible();
  expect(await sql(stage, 'SELECT count(*)::integer AS n FROM tenantry.operators')).toEqual([{ n: 0 }]);

  await page.getByLabel('Password', { exact: true }).fill(firstAdmin.password);
  await page.getByLabel('Password, again').fill(firstAdmin.password);
  await create.click();
  await expect(page.getByText('The platform is ready')).toBeVisible();
  await expect(page.getByRole('button', { name: `Operator menu: ${firstAdmin.name}` })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'platform-ready');
  expect(await sql(stage, 'SELECT email, role, must_change_password FROM tenantry.operators')).toEqual([
    { email: firstAdmin.email, role: 'super_admin', must_change_password: false },
  ]);
  await goTo(page, 'Operation log');
  await expect(page.getByRole('row').filter({ hasText: 'Upgrade platform schema' })).toContainText('Succeeded');
});

test('a master of Stocker alone is read first, and keeps its rows when it is upgraded', async ({ setStage }) => {
  const stage = await setStage('source');
  const { page } = stage;
  await sql(
    stage,
    `INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "DatabaseName")
     VALUES (gen_random_uuid(), 'Işık Elektrik A.Ş.', 'isik-elektrik', 'Active', 'Stocker_isik_Db')`,
  );
  await openPlatform(page);
  await expect(page.getByRole('heading', { name: 'The platform is readable' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to tenants' }).click();
  await expect(page.getByText('Işık Elektrik A.Ş.')).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Schema' }).click();

  const found = page.getByRole('region', { name: 'What is here' });
  await found.getByRole('button', { name: '71 as expected' }).click();
  await expect(found.getByText('TenantRegistrations').first()).toBeVisible();
  await expect(found).toContainText('missing: CreatedAt, UpdatedAt, SuspendedAt, SuspensionReason');
  await expectAccessible(page);

  const before = await statements(page).count();
  await sql(stage, 'ALTER TABLE public."Tenants" ADD COLUMN "SuspendedAt" timestamptz');
  await page.getByRole('button', { name: 'Upgrade platform schema…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Upgrade platform schema' });
  await expect(dialog).toContainText('No row of the platform is changed or removed');
  await dialog.getByRole('button', { name: 'Upgrade schema' }).click();
  await expect(page.getByText('The platform has changed since the plan was shown.')).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(statements(page)).toHaveCount(before - 1);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Upgrade platform schema…' }).click();
  await dialog.getByRole('button', { name: 'Upgrade schema' }).click();
  await expect(page.getByText(/statements ran/)).toBeVisible();
  expect(await sql(stage, 'SELECT "Name", "CreatedAt" FROM public."Tenants"')).toEqual([
    { Name: 'Işık Elektrik A.Ş.', CreatedAt: null },
  ]);
});

test('production is set up only after changes were unlocked with a reason', async ({ setStage }) => {
  const stage = await setStage('empty', { environment: 'production' });
  const { page } = stage;
  await openPlatform(page);
  const create = page.getByRole('button', { name: 'Create platform schema…' });
  await expect(create).toHaveAttribute('aria-disabled', 'true');
  await create.hover();
  await expect(page.getByRole('tooltip')).toContainText('This session is read-only');
  await page.mouse.move(700, 450);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Unlock…' }).click();
  await page.getByLabel('Reason, written to the log').fill('Setting up the new platform');
  await page.getByRole('dialog').getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(create).toHaveAttribute('aria-disabled', 'false');
  await create.click();
  const dialog = page.getByRole('dialog', { name: 'Create platform schema' });
  await expect(dialog).toContainText('Production');
  await dialog.getByRole('button', { name: 'Create schema' }).click();
  await expect(page.getByText(/statements ran/)).toBeVisible();
});

test('what was taken away later is told, and put back by a super admin only', async ({ setStage, colleague }) => {
  const stage = await setStage('ready');
  const { page } = stage;
  await signIn(page, firstAdmin);
  await goTo(page, 'Schema');
  await expect(page.getByRole('heading', { name: 'The schema fits this version of the console' })).toBeVisible();
  await expectAccessible(page);
  await sql(stage, 'DROP INDEX tenantry.operation_ended');
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('heading', { name: 'The schema is not complete' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What is here' })).toContainText('1 missing: operation_ended');

  await ask(page, 'session.stepUp', { password: firstAdmin.password });
  const reader = { name: 'Can Öz', email: 'can@example.com', role: 'viewer' } as const;
  const { temporaryPassword } = await ask(page, 'operators.invite', reader);
  const other = await colleague(stage);
  await signIn(other, { email: reader.email, password: temporaryPassword });
  await other.getByRole('heading', { name: 'Choose your own password' }).waitFor();
  await ask(other, 'operators.changeOwnPassword', { current: temporaryPassword, next: 'sekiz-mavi-uzun-kapı' });
  await goTo(other, 'Schema');
  await expect(other.getByText('Your role reads this page')).toBeVisible();
  await expect(other.getByRole('button', { name: 'Upgrade platform schema…' })).toBeHidden();
  await expectAccessible(other);

  await page.getByRole('button', { name: 'Upgrade platform schema…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Upgrade schema' }).click();
  await expect(page.getByText('1 statement ran.')).toBeVisible();
  expect(await sql(stage, `SELECT 1 AS there FROM pg_indexes WHERE indexname = 'operation_ended'`)).toEqual([
    { there: 1 },
  ]);
});

test('a database of something else is left alone', async ({ setStage }) => {
  const stage = await setStage('empty');
  const { page } = stage;
  await openPlatform(page);
  await page.getByRole('button', { name: 'Create platform schema…' }).waitFor();
  await sql(stage, 'CREATE TABLE public.recipes (id integer)');
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('heading', { name: 'What is in this database is not a platform' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create platform schema…' })).toBeHidden();
  await expectAccessible(page);
  await screenshot(page, 'platform-foreign');
});

test('a role without the rights is told which ones', async ({ setStage }) => {
  const stage = await setStage('empty');
  const { page, platform } = stage;
  await sql(stage, `ALTER DATABASE "${platform.login.database}" OWNER TO postgres`);
  await openPlatform(page);
  await page.getByRole('button', { name: 'Create platform schema…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create platform schema' });
  await dialog.getByRole('button', { name: 'Create schema' }).click();
  await expect(dialog.getByText('The database user lacks a right')).toBeVisible();
  await expect(dialog).toContainText('CREATE ON SCHEMA public');
  await expectAccessible(page);
  await screenshot(page, 'platform-missing-rights');
});

test('a server that is gone is told, and what was read stays', async ({ setStage, postgres }) => {
  const { page } = await setStage('source');
  await openPlatform(page);
  await page.getByRole('heading', { name: 'The platform is readable' }).waitFor();
  await postgres.stop();
  try {
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText(/Check the|keeps trying/);
    await expect(page.getByRole('heading', { name: 'The platform is readable' })).toBeVisible();
    await expectAccessible(page);
  } finally {
    await postgres.start();
  }
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeHidden();
});

test('in both languages, both schemes and both sizes', async ({ setStage }) => {
  const { page, console } = await setStage('source');
  await openPlatform(page);
  await page.getByRole('heading', { name: 'The platform is readable' }).waitFor();
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1100, height: 700 },
  ]) {
    await console.resize(size);
    for (const look of looks) {
      await changeLook(page, look);
      const at = `${look.language === 'English' ? 'en' : 'tr'}-${look.theme}-${size.width}`;
      await expectAccessible(page);
      await screenshot(page, `platform-${at}`);
      await page.getByRole('button', { name: /^(Upgrade platform schema|Platform şemasını yükselt)…$/ }).click();
      await page.getByRole('dialog').waitFor();
      await screenshot(page, `platform-dialog-${at}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  }
  await expect(page.getByRole('button', { name: new RegExp(platformName) })).toBeVisible();
});
