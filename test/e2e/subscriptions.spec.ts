import type { Page } from '@playwright/test';
import type { DemoPlatform } from '../demo/platform.ts';
import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';
import { type LivingTenant, tenantInState } from './life.ts';

test.use({ demoFor: 'subscriptions' });

const reasonField = 'Reason, written to the log';
const more = 'More about the subscription';

const openSubscription = (page: Page, { id, name }: LivingTenant): Promise<void> =>
  goTo(page, `#/tenants/${id}/subscription`, name);

const choose = async (page: Page, item: string): Promise<void> => {
  await page.getByRole('button', { name: more }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

const giveReason = async (page: Page, title: string, verb: string): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByRole('textbox', { name: reasonField }).fill('As agreed on the phone');
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};

const own = {
  scheduled: `(o.pending_change ->> 'on')::date > current_date + 2`,
  unpaid: 'o.unpaid_since IS NOT NULL',
} as const;

/** The first of those whose subscription stands so. */
async function tenantThatIs(demo: DemoPlatform, state: keyof typeof own): Promise<LivingTenant> {
  const [found] = await connected(demo.admin(), async (client) => {
    const { rows } = await client.query<LivingTenant>(
      `SELECT t."Id" AS id, t."Code" AS code, t."Name" AS name, t."DatabaseName" AS database
         FROM tenantry.subscriptions o JOIN public."Tenants" t ON t."Id" = o.tenant_id
        WHERE ${own[state]} ORDER BY t."Code"`,
    );
    return rows;
  });
  if (found === undefined) throw new Error(`the demo has no subscription that is ${state}`);
  return found;
}

const toldOf = (demo: DemoPlatform, { id }: LivingTenant, count: number) =>
  connected(demo.admin(), async (client) => {
    const { rows } = await client.query<{ action: string }>(
      'SELECT action FROM tenantry.subscription_events WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2',
      [id, count],
    );
    return rows.map(({ action }) => action);
  });

test('the list of subscriptions tells every state, is searched, filtered and sorted by the server', async ({
  openAs,
}) => {
  const page = await openAs('finance');
  await page.getByRole('navigation').getByRole('link', { name: 'Subscriptions' }).click();
  await page.getByRole('heading', { level: 1, name: 'Subscriptions', exact: true }).waitFor();
  const rows = page.locator('[role="row"][data-id]');
  await expect(rows.first()).toBeVisible();
  for (const state of [
    'Trial',
    'Active',
    'Past due',
    'Unpaid',
    'Not renewing',
    'Cancelled',
    'Trial ended',
    'Change due',
  ])
    await expect(page.getByRole('tab', { name: new RegExp(`^${state} ?[1-9]`) })).toBeVisible();

  const price = page.getByRole('columnheader', { name: 'Price' });
  for (const order of ['ascending', 'descending']) {
    await price.click();
    await expect(price).toHaveAttribute('aria-sort', order);
  }
  await page.getByRole('tab', { name: /^Unpaid/ }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole('tab', { name: /^Change due/ }).click();
  await expect(rows).toHaveCount(3);
  await expect(rows.first().getByText(/^Due: /)).toBeVisible();
  await page.getByRole('tab', { name: /^All/ }).click();
  const name = (await rows.nth(4).locator('[data-field="tenant"] span[lang]').textContent()) ?? '';
  await page.getByRole('searchbox', { name: 'Tenant, short name' }).fill(name);
  await expect(rows.first().getByText(name)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Tenant, short name' }).fill('zzzz');
  await expect(page.getByText('No subscription fits')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(rows.nth(5)).toBeVisible();
  for (const look of looks) {
    await changeLook(page, look);
    if (look.theme === 'dark') await expectAccessible(page);
    await screenshot(page, `subscriptions-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}`);
  }
});

test('list and tab fit the smallest window, and who may only look has no changes', async ({ openAs, demo }) => {
  const page = await openAs('viewer', { width: 1100, height: 700 });
  await goTo(page, '#/subscriptions', 'Subscriptions');
  await expect(page.locator('[role="row"][data-id]').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Apply due changes…' })).toBeHidden();
  await expectAccessible(page);
  await screenshot(page, 'subscriptions-narrow');
  await openSubscription(page, await tenantInState(demo, 'trial_ending'));
  await expect(page.getByText(/^Trial: \d+ days? left/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Limits and use' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change package…' })).toBeHidden();
  await expectAccessible(page);
  await screenshot(page, 'subscription-tab-narrow');
});

/** More than the least package allows. */
const addUsers = (demo: DemoPlatform, { id }: LivingTenant): Promise<void> =>
  connected(demo.admin(), async (client) => {
    await client.query(
      `INSERT INTO public."MasterUsers" ("Id", "Email", "Username", "PasswordHash", "TenantId", "IsTenantAdmin", "IsEmailVerified")
       SELECT gen_random_uuid(), 'user' || n || '@many.example', 'user' || n, '!', $1, false, true FROM generate_series(1, 9) n`,
      [id],
    );
  });

test('a package is changed after its preview was seen, and the history tells it', async ({ openAs, demo }) => {
  const tenant = await tenantInState(demo, 'hold_lifted');
  await addUsers(demo, tenant);
  const page = await openAs('finance');
  await openSubscription(page, tenant);
  await expect(page.getByRole('region', { name: 'Limits and use' })).toBeVisible();
  const dialog = page.getByRole('dialog', { name: `Change the package of ${tenant.name}` });
  const history = page.getByRole('list', { name: 'History' });

  await page.getByRole('button', { name: 'Change package…' }).click();
  await expect(dialog.getByText('The same package and cycle: nothing would change')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Package' }).click();
  await page.getByRole('option', { name: /^Kurumsal/ }).click();
  await dialog.getByText('Now', { exact: true }).click();
  await expect(dialog.getByText('To bill now')).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'Modules that come' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'subscription-change');
  await dialog.getByRole('button', { name: 'Change now' }).click();
  await expect(dialog.getByText('The package is changed')).toBeVisible({ timeout: 45_000 });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(history.getByText('Package changed')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Modules' }).getByText('Stok Yönetimi')).toBeVisible();

  // Less than what is used, at the period's end: it takes a tick and a reason.
  await page.getByRole('button', { name: 'Change package…' }).click();
  await dialog.getByRole('combobox', { name: 'Package' }).click();
  await page.getByRole('option', { name: /^Başlangıç/ }).click();
  await expect(dialog.getByRole('list', { name: 'Modules that go' })).toBeVisible();
  await expect(dialog.getByRole('radio', { name: /^At the period’s end/ })).toBeChecked();
  await expect(dialog.getByText(/^What is used would break \d limits?$/)).toBeVisible();
  const schedule = dialog.getByRole('button', { name: 'Schedule the change' });
  await expect(schedule).toBeDisabled();
  await screenshot(page, 'subscription-downgrade');
  await dialog.getByRole('checkbox', { name: 'Change it although limits are broken' }).check();
  await expect(schedule).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Reason, written to the history' }).fill('They delete old customers');
  await schedule.click();
  await expect(dialog.getByText(/^The change is scheduled for/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText(/^Changes to Başlangıç on/)).toBeVisible();
  await page.mouse.move(0, 0);
  for (const look of looks) {
    await changeLook(page, look);
    await screenshot(page, `subscription-tab-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}`);
  }
  await expectAccessible(page);
});

test('moves are those of the state alone; others are locked and say why', async ({ openAs, demo }) => {
  test.slow();
  const tenant = await tenantThatIs(demo, 'scheduled');
  const page = await openAs('finance');
  await openSubscription(page, tenant);
  const undo = page.getByRole('button', { name: 'Undo…' });
  await undo.click();
  await giveReason(page, `Cancel the scheduled change of ${tenant.name}`, 'Cancel the change');
  await expect(page.getByText(/^Changes to/)).toBeHidden();

  await page.getByRole('button', { name: more }).click();
  const locked = page.getByRole('menuitem', { name: 'Extend the trial…' });
  await expect(locked).toHaveAttribute('aria-disabled', 'true');
  await locked.hover();
  await expect(page.getByRole('tooltip')).toContainText('Possible from: Trial');
  await screenshot(page, 'subscription-menu');
  await page.keyboard.press('Escape');
  await page.locator('.MuiMenu-root').waitFor({ state: 'detached' });

  await choose(page, 'Cancel at the period’s end…');
  await giveReason(page, `Cancel the subscription of ${tenant.name} at the period’s end`, 'Cancel at the period’s end');
  await expect(page.getByText(/^Will not renew: it ends on/)).toBeVisible();
  await screenshot(page, 'subscription-non-renewing');
  await undo.click();
  await giveReason(page, `Undo the cancellation of ${tenant.name}`, 'Undo');
  await expect(page.getByText(/^Will not renew/)).toBeHidden();

  await choose(page, 'Mark past due…');
  await giveReason(page, `Mark ${tenant.name} past due`, 'Mark past due');
  await expect(page.getByText('The subscription is past due')).toBeVisible();
  await choose(page, 'Mark unpaid…');
  await giveReason(page, `Mark ${tenant.name} unpaid`, 'Mark unpaid');
  await expect(page.getByText('The subscription is unpaid')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'subscription-unpaid');

  expect(await toldOf(demo, tenant, 5)).toEqual([
    'mark_unpaid',
    'mark_past_due',
    'undo_cancel',
    'cancel_at_end',
    'cancel_change',
  ]);
});

test('one that is cancelled is never revived: another is started, and its trial extended once', async ({
  openAs,
  demo,
}) => {
  test.slow();
  const tenant = await tenantThatIs(demo, 'unpaid');
  const page = await openAs('finance');
  await openSubscription(page, tenant);
  await choose(page, 'Cancel now…');
  const cancel = page.getByRole('dialog', { name: `Cancel the subscription of ${tenant.name} now` });
  await cancel.getByRole('textbox', { name: reasonField }).fill('Company closed');
  await expect(cancel.getByRole('button', { name: 'Cancel now' })).toBeDisabled();
  await cancel.getByRole('checkbox').check();
  await expectAccessible(page);
  await cancel.getByRole('button', { name: 'Cancel now' }).click();
  await cancel.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Start a new subscription…' }).click();
  const start = page.getByRole('dialog', { name: `Start a subscription for ${tenant.name}` });
  await screenshot(page, 'subscription-start');
  await start.getByRole('button', { name: 'Start', exact: true }).click();
  await start.waitFor({ state: 'detached' });
  await expect(page.getByText(/^Trial: 14 days left/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Earlier subscriptions' }).getByRole('listitem')).not.toHaveCount(0);

  await choose(page, 'Extend the trial…');
  await giveReason(page, `Extend the trial of ${tenant.name}`, 'Extend by 14 days');
  await expect(page.getByText(/^Trial: 28 days left/)).toBeVisible();
  await expect(page.getByText(/extended once/)).toBeVisible();
  expect(await toldOf(demo, tenant, 3)).toEqual(['extend_trial', 'start', 'cancel_now']);
});

test('what is due is applied, and a selection gets another package, after what it touches was seen', async ({
  openAs,
}) => {
  const page = await openAs('finance');
  await goTo(page, '#/subscriptions', 'Subscriptions');
  await page.getByRole('button', { name: 'Apply due changes…' }).click();
  const due = page.getByRole('dialog', { name: 'Apply 3 due changes' });
  await expect(due.getByLabel('What this touches')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'subscriptions-due');
  await due.getByRole('button', { name: 'Apply 3 due changes' }).click();
  await expect(due.getByText('3 changes are applied')).toBeVisible({ timeout: 45_000 });
  await due.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('button', { name: 'Apply due changes…' })).toHaveAttribute('aria-disabled', 'true');

  await goTo(page, '#/tenants', 'Tenants');
  const rows = page.locator('[role="row"][data-id]');
  for (const row of (await rows.all()).slice(0, 6)) await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Change package…' }).click();
  const bulk = page.getByRole('dialog', { name: /^Change the package of/ });
  await bulk.getByRole('combobox', { name: 'Package' }).click();
  await page.getByRole('option', { name: /^Profesyonel/ }).click();
  await expect(bulk.getByText('MRR before')).toBeVisible();
  await bulk.getByRole('textbox', { name: reasonField }).fill('Starter is not sold any more');
  await expectAccessible(page);
  await screenshot(page, 'subscriptions-bulk');
  await bulk.getByRole('button', { name: /^Change the package of/ }).click();
  await expect(bulk.getByText(/(changes are|change is) scheduled/)).toBeVisible({ timeout: 45_000 });
  await screenshot(page, 'subscriptions-bulk-results');
});
