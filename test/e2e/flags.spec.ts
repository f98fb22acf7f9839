import type { Page } from '@playwright/test';
import { connected } from '../servers/databases.ts';
import { changeLook, looks, screenshot, test } from './demo.ts';
import { expect, expectAccessible, goTo } from './fixture.ts';

test.use({ demoFor: 'flags' });

const open = async (page: Page, key: string): Promise<void> => {
  await goTo(page, `#/flags/${key}`, 'Feature flags');
  await expect(page.getByRole('heading', { level: 2, name: key })).toBeVisible();
};
/** What a search for a tenant found; the flags are a list of options too. */
const found = (page: Page) => page.getByRole('presentation').getByRole('option');
const reason = (page: Page) => page.getByRole('textbox', { name: 'Reason, written to the log' });

test('flags are found by how they stand, by keys and by search, and say what is wrong with them', async ({
  openAs,
}) => {
  const page = await openAs('super_admin');
  await goTo(page, '#/flags', 'Feature flags');
  const list = page.getByRole('listbox', { name: 'Flags' });
  await expect(list.getByRole('option')).toHaveCount(14);
  await page.getByRole('radio', { name: /^Stopped/ }).check();
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Find a flag' }).fill('nobody');
  await expect(page.getByText('No flag fits')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('searchbox', { name: 'Find a flag' }).fill('toplu GONDER');
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Find a flag' }).fill('');
  await list.focus();
  await list.press('Home');
  await expect(page.getByRole('heading', { level: 2, name: 'accounting.fx_revalue' })).toBeVisible();
  await list.press('ArrowDown');
  await expect(page.getByRole('heading', { level: 2, name: 'api.v3' })).toBeVisible();

  await open(page, 'legacy.import');
  await expect(page.getByText('is none that is known. It is read as Disabled.', { exact: false })).toBeVisible();
});

test('the deciding rule is told for a tenant, in both languages and schemes', async ({ openAs }) => {
  const page = await openAs('super_admin');
  await open(page, 'einvoice.batch_send');
  const evaluated = page.getByRole('region', { name: 'Evaluate for tenant' });
  await evaluated.getByRole('combobox', { name: 'Tenant' }).click();
  await found(page).nth(1).click();
  await expect(evaluated.getByRole('listitem')).toHaveCount(5);
  await expect(evaluated.getByText(/^Rule \d decides/)).toBeVisible();
  for (const look of looks) {
    await changeLook(page, look);
    await expectAccessible(page);
    await screenshot(page, `flags-${look.language === 'English' ? 'en' : 'tr'}-${look.theme}`);
  }
});

test('a rollout is raised after everybody saw who would get it, and the history tells of it', async ({
  openAs,
  demo,
}) => {
  const page = await openAs('super_admin');
  await open(page, 'ui.new_navigation');
  await page.getByRole('spinbutton', { name: 'Rollout in per cent' }).fill('85');
  await expect(page.getByText('Unsaved: rollout 60% to 85%')).toBeVisible();
  const changing = page.getByRole('region', { name: 'Would change on save' });
  const rows = changing.getByRole('listitem');
  await expect(rows.first()).toBeVisible();
  const gained = await rows.count();
  expect(gained).toBeGreaterThan(0);
  await expect(rows.filter({ hasText: 'Off to On' })).toHaveCount(gained);
  await expectAccessible(page);
  await screenshot(page, 'flags-unsaved');
  // Another flag, and back: what was not saved is still there.
  await open(page, 'auth.passkeys');
  await open(page, 'ui.new_navigation');
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: /Save ui\.new_navigation/ });
  await expect(dialog.getByText(new RegExp(`^${gained} tenants? gets? it$`))).toBeVisible();
  await reason(page).fill('No complaints at sixty per cent');
  await expectAccessible(page);
  await screenshot(page, 'flags-review');
  await dialog.getByRole('button', { name: 'Save flag' }).click();
  await expect(page.getByText('ui.new_navigation is saved')).toBeVisible();
  await expect(page.getByText(/^Unsaved/)).toHaveCount(0);
  const stored = await connected(demo.admin(), async (client) => {
    const { rows: kept } = await client.query(
      `SELECT "RolloutPercentage" AS rollout, "Status" AS status FROM public."FeatureFlags" WHERE "Key" = 'ui.new_navigation'`,
    );
    return kept[0] as unknown;
  });
  expect(stored).toEqual({ rollout: 85, status: 'enabled' });
  await page.getByRole('button', { name: 'Changes' }).click();
  const history = page.getByRole('complementary', { name: 'Changes' });
  await expect(history.getByRole('listitem').first()).toContainText('rollout 60% to 85%');
  await expect(history.getByRole('listitem').first()).toContainText('No complaints at sixty per cent');
  await expectAccessible(page);
  await screenshot(page, 'flags-changes');
});

test('lists and packages are edited, and somebody else was faster', async ({ openAs, demo }) => {
  const page = await openAs('super_admin');
  await open(page, 'pos.offline_mode');
  const always = page.getByRole('region', { name: 'Always on' });
  const takeOff = always.getByRole('button', { name: /^Take .* off this list$/ });
  await expect(takeOff).toHaveCount(3);
  await takeOff.first().click();
  await page.getByRole('button', { name: 'Add a tenant that never has it' }).click();
  const picker = page.getByRole('combobox', { name: 'Add a tenant that never has it' });
  await picker.fill('a');
  await found(page).first().click();
  await expect(
    page.getByRole('region', { name: 'Never on' }).getByRole('button', { name: /off this list$/ }),
  ).toHaveCount(1);
  await page.getByRole('region', { name: 'Needs package' }).getByRole('checkbox').last().check();
  await expect(page.getByText(/^Unsaved: never on plus 1, package any to .*, always on minus 1$/)).toBeVisible();
  await connected(demo.admin(), (client) =>
    client.query(
      `UPDATE tenantry.flags SET version = version + 1 WHERE flag_id = (SELECT "Id" FROM public."FeatureFlags" WHERE "Key" = 'pos.offline_mode')`,
    ),
  );
  await page.getByRole('button', { name: 'Review and save…' }).click();
  await reason(page).fill('A shop left the pilot');
  await page.getByRole('button', { name: 'Save flag' }).click();
  await expect(page.getByText('Somebody else changed the flag pos.offline_mode meanwhile.')).toBeVisible();
  await page.getByRole('button', { name: /^Cancel/ }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(takeOff).toHaveCount(3);
});

test('a flag is stopped everywhere at once, and goes on as it was', async ({ openAs }) => {
  const page = await openAs('super_admin');
  await open(page, 'reports.async_export');
  await page.getByRole('button', { name: 'Stop everywhere…' }).click();
  await reason(page).fill('It fills the disks');
  await expectAccessible(page);
  await screenshot(page, 'flags-stop');
  await page.getByRole('dialog').getByRole('button', { name: 'Stop everywhere' }).click();
  await expect(page.getByText('stopped, goes on as Enabled')).toBeVisible();
  await expect(page.getByText(/^On for 0 of \d+ tenants$/)).toBeVisible();
  await page.getByRole('button', { name: 'Resume…' }).click();
  await reason(page).fill('The disks are larger');
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Stop everywhere…' })).toBeVisible();
  await page.getByRole('button', { name: 'Who gets it' }).click();
  const who = page.getByRole('complementary', { name: /^Who gets/ });
  await expect(who.getByRole('listitem').first()).toContainText('Rollout');
  await who.getByText('don’t have it').click();
  await expectAccessible(page);
  await screenshot(page, 'flags-who');
});

test('a flag is made, and removed while nobody has it', async ({ openAs }) => {
  const page = await openAs('super_admin');
  await goTo(page, '#/flags', 'Feature flags');
  await page.getByRole('button', { name: 'New flag' }).click();
  const dialog = page.getByRole('dialog', { name: 'New flag' });
  await dialog.getByRole('textbox', { name: 'Key' }).fill('Not A Key');
  await dialog.getByRole('button', { name: 'Create flag' }).click();
  await expect(dialog.getByText('Lower-case words of a-z', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'flags-new');
  await dialog.getByRole('textbox', { name: 'Key' }).fill('projects.gantt');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Gantt chart');
  await dialog.getByRole('button', { name: 'Create flag' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'projects.gantt' })).toBeVisible();
  await page.getByRole('button', { name: 'More for this flag' }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await reason(page).fill('It was a mistake');
  await page.getByRole('textbox', { name: /projects\.gantt/ }).fill('projects.gantt');
  await page.getByRole('button', { name: 'Remove flag' }).click();
  await expect(page.getByText('projects.gantt is removed')).toBeVisible();
  await expect(page.getByRole('option', { name: /projects\.gantt/ })).toHaveCount(0);
});

test('a flag is set for a selection, and each tenant’s page says why it has it', async ({ openAs }) => {
  const page = await openAs('super_admin', { width: 1100, height: 700 });
  await page.getByRole('tab', { name: /^Trials ending/ }).click();
  const rows = page.locator('[role="row"][data-id]');
  await expect(rows).toHaveCount(3);
  const [id = ''] = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-id') ?? ''));
  for (const row of await rows.all()) await row.getByRole('checkbox').check();
  const bar = page.getByRole('region', { name: 'With the selected tenants' });
  await bar.getByRole('button', { name: 'Set flag…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Set a flag for 3 tenants/ });
  await dialog.getByRole('combobox', { name: 'Flag' }).click();
  await page.getByRole('option', { name: 'auth.passkeys' }).click();
  await expect(dialog.getByLabel('What this touches')).toBeVisible();
  await reason(page).fill('They asked for it');
  await expectAccessible(page);
  await screenshot(page, 'flags-many');
  await dialog.getByRole('button', { name: 'Set flag for 3 tenants' }).click();
  await expect(dialog.getByText('The flag is set for 3 tenants')).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.evaluate((tenant) => {
    location.hash = `#/tenants/${tenant}/overview`;
  }, id);
  const flags = page.getByRole('region', { name: 'Feature flags' });
  const line = flags.getByRole('listitem').filter({ hasText: 'auth.passkeys' });
  await expect(line).toContainText('listed as always on');
  await line.scrollIntoViewIfNeeded();
  await screenshot(page, 'flags-of-tenant');
  await line.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 2, name: 'auth.passkeys' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Evaluate for tenant' })).toBeAttached();
  await expectAccessible(page);
  await screenshot(page, 'flags-narrow');
});

test('who may not change flags reads them, and is told why', async ({ openAs }) => {
  const page = await openAs('viewer');
  await open(page, 'crm.whatsapp_inbox');
  await expect(page.getByRole('button', { name: 'New flag' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('button', { name: 'Stop everywhere…' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('button', { name: /off this list$/ })).toHaveCount(0);
  await expect(page.getByRole('spinbutton', { name: 'Rollout in per cent' })).toBeDisabled();
  await expectAccessible(page);
  await screenshot(page, 'flags-viewer');
});
