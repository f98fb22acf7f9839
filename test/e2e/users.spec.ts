import type { Page } from '@playwright/test';
import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';
import { openTenantTab } from './life.ts';

test.use({ demoFor: 'users' });

interface Somebody {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly tenant: string;
}

/** The first such person of a tenant whose database is there, or is only named. */
const people = (which: string, database: 'there' | 'gone' = 'there'): string => `
  SELECT u."Id" AS id, u."Email" AS email, u."Username" AS name, t."Name" AS tenant
    FROM public."MasterUsers" u JOIN public."Tenants" t ON t."Id" = u."TenantId"
   WHERE NOT u."IsTenantAdmin" AND t."Status" = 'Active' AND ${which} AND t."DatabaseName" IS NOT NULL
     AND ${database === 'there' ? '' : 'NOT'} EXISTS (SELECT FROM pg_database d WHERE d.datname::text = t."DatabaseName")
   ORDER BY u."Email" LIMIT 1`;

const openUser = async (page: Page, { email, name }: Somebody) => {
  await goTo(page, `#/users?search=${encodeURIComponent(email)}`, 'Users');
  const row = page.locator('[role="row"][data-id]');
  await expect(row).toHaveCount(1);
  await row.click();
  const panel = page.getByRole('complementary', { name });
  await expect(panel.getByRole('heading', { name: 'What was done' })).toBeVisible();
  return panel;
};

test('a user is found among all, disabled with a reason, and let in again', async ({ openAs, demo }) => {
  const usual = `u."IsActive" AND u."LastLoginAt" IS NOT NULL AND u."LockoutEnd" IS NULL`;
  const [person, elsewhere] = await connected(demo.admin(), async (client) => [
    (await client.query<Somebody>(people(usual))).rows[0],
    (await client.query<Somebody>(people(usual, 'gone'))).rows[0],
  ]);
  if (person === undefined || elsewhere === undefined) throw new Error('the demo has active users');
  const page = await openAs('super_admin');
  await goTo(page, '#/users', 'Users');
  await expect(page.getByRole('tab', { name: /^Locked/ })).toBeVisible();
  await page.getByRole('searchbox').fill(person.email.toUpperCase());
  await expect(page.locator('[role="row"][data-id]')).toHaveCount(1);
  const panel = await openUser(page, person);
  await expect(panel.getByRole('link', { name: person.tenant })).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole('button', { name: 'Disable…' }).click();
  const dialog = page.getByRole('dialog', { name: `Disable ${person.name}` });
  await expect(dialog.getByText('Can no longer sign in')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Disable', exact: true })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Left the company');
  await expectAccessible(page);
  await screenshot(page, 'users-disable');
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(page.getByText(`${person.email} is disabled`)).toBeVisible();
  await expect(panel.getByText('Left the company')).toBeVisible();
  const active = () =>
    connected(demo.admin(), async (client) => {
      const { rows } = await client.query('SELECT "IsActive" AS active FROM public."MasterUsers" WHERE "Id" = $1', [
        person.id,
      ]);
      return rows[0].active;
    });
  expect(await active()).toBe(false);

  await panel.getByRole('button', { name: 'Enable…' }).click();
  const enable = page.getByRole('dialog', { name: `Enable ${person.name}` });
  await enable.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Came back');
  await enable.getByRole('button', { name: 'Enable', exact: true }).click();
  await expect(panel.getByText(/: Came back/)).toBeVisible();
  expect(await active()).toBe(true);

  // Kept out of the platform, and what could not be done in the tenant's own database is said.
  const half = await openUser(page, elsewhere);
  await half.getByRole('button', { name: 'Disable…' }).click();
  const told = page.getByRole('dialog', { name: `Disable ${elsewhere.name}` });
  await told.getByRole('textbox', { name: 'Reason, written to the log' }).fill('Left the company');
  await told.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(told.getByText("Disabled, but not in the tenant's database")).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'users-half');
  await told.getByRole('button', { name: 'Close' }).last().click();

  await goTo(page, '#/log', 'Operation log');
  await expect(page.getByText('Disable user').first()).toBeVisible();
});

test('who forgot the password gets a link by mail, who is locked is let in, who never came is invited again', async ({
  openAs,
  demo,
}) => {
  const first = (which: string) =>
    connected(demo.admin(), async (client) => (await client.query<Somebody>(people(which))).rows[0]);
  const plain = await first(
    `u."IsActive" AND u."LastLoginAt" IS NOT NULL AND u."LockoutEnd" IS NULL AND u."PasswordResetTokenHash" IS NULL`,
  );
  const locked = await first(`u."IsActive" AND u."LockoutEnd" IS NOT NULL`);
  const invited = await first(`u."IsActive" AND NOT u."IsEmailVerified"`);
  if (plain === undefined || locked === undefined || invited === undefined) throw new Error('the demo has all of them');
  const page = await openAs('super_admin');

  let panel = await openUser(page, plain);
  await panel.getByRole('button', { name: 'Reset password…' }).click();
  const dialog = page.getByRole('dialog', { name: `Reset the password of ${plain.name}` });
  await expect(dialog.getByText('Nobody here sees the link or the password')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'users-reset');
  await dialog.getByRole('button', { name: 'Send link' }).click();
  await expect(page.getByText(`Link sent to ${plain.email}`)).toBeVisible();
  await expect(panel.getByText('Link for a new password sent')).toBeVisible();
  expect(demo.mail.mails.some(({ to, raw }) => to.includes(plain.email) && raw.includes('reset-password'))).toBe(true);

  panel = await openUser(page, locked);
  await panel.getByRole('button', { name: 'Unlock…' }).click();
  await page
    .getByRole('dialog', { name: `Unlock ${locked.name}` })
    .getByRole('button', { name: 'Unlock' })
    .click();
  await expect(panel.getByText('Unlocked')).toBeVisible();

  panel = await openUser(page, invited);
  demo.mail.refuse(true);
  try {
    await panel.getByRole('button', { name: 'Resend invitation…' }).click();
    const popover = page.getByRole('dialog', { name: `Invite ${invited.name} again` });
    await popover.getByRole('button', { name: 'Resend' }).click();
    await expect(popover.getByText(/could not be sent/)).toBeVisible();
    await screenshot(page, 'users-not-sent');
    demo.mail.refuse(false);
    await popover.getByRole('button', { name: 'Resend' }).click();
    await expect(panel.getByText('Invitation sent again')).toBeVisible();
  } finally {
    demo.mail.refuse(false);
  }
});

test('users as support sees them, in both languages and schemes, wide and narrow', async ({ openAs, opened, demo }) => {
  test.slow();
  const several = await connected(demo.admin(), async (client) => {
    const { rows } = await client.query(
      `SELECT t."Id" AS id, t."Name" AS name, t."Code" AS code, t."DatabaseName" AS database
         FROM public."Tenants" t JOIN public."MasterUsers" u ON u."TenantId" = t."Id"
         JOIN pg_database d ON d.datname::text = t."DatabaseName"
        WHERE t."Status" = 'Active' GROUP BY t."Id" HAVING count(*) >= 5 ORDER BY count(*) DESC, t."Code" LIMIT 1`,
    );
    return rows[0];
  });
  const page = await openAs('support');
  const rows = page.locator('[role="row"][data-id]');
  const narrow = { width: 1100, height: 700 };
  const wide = { width: 1440, height: 900 };
  await goTo(page, '#/users', 'Users');
  await expect(rows.first()).toBeVisible();
  await screenshot(page, 'users');
  await rows.first().click();
  await expect(page.getByRole('complementary').getByRole('button', { name: /^(Disable|Enable)…$/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  for (const look of looks) {
    await changeLook(page, look);
    // Words change nothing that is looked for here, colours do.
    if (look.language === 'English') await expectAccessible(page);
    await screenshot(page, `users-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}`);
  }
  await opened.console?.resize(narrow);
  await screenshot(page, 'users-narrow');
  await changeLook(page, { language: 'English', theme: 'light' });

  await openTenantTab(page, several, 'Users');
  await rows.first().click();
  await expect(page.getByRole('complementary').getByText('Customers')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'users-tenant-narrow');
  await opened.console?.resize(wide);
  await changeLook(page, { language: 'Türkçe', theme: 'dark' });
  await expectAccessible(page);
  await screenshot(page, 'users-tenant');
});
