import { expect, type Locator, type Page } from '@playwright/test';
import { demoContent } from '../demo/content/content.ts';
import type { Scenario } from '../demo/content/types.ts';
import type { DemoPlatform } from '../demo/platform.ts';
import { connected } from '../servers/databases.ts';
import { goTo } from './fixture.ts';

export interface LivingTenant {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly database: string;
}

/** The first tenant that the demo has for this purpose, as it is called now. */
export async function tenantInState(demo: DemoPlatform, scenario: Scenario): Promise<LivingTenant> {
  const content = demoContent({ tenants: 60, today: new Date().toISOString().slice(0, 10) });
  const wanted = content.tenants.find((tenant) => tenant.scenario === scenario);
  const found = await connected(demo.admin(), async (client) => {
    const { rows } = await client.query<LivingTenant>(
      `SELECT "Id" AS id, "Code" AS code, "Name" AS name, "DatabaseName" AS database FROM public."Tenants" WHERE "Id" = $1`,
      [wanted?.id],
    );
    return rows[0];
  });
  if (found === undefined) throw new Error(`the demo has no tenant for ${scenario}`);
  return found;
}

export async function openTenant(page: Page, { id, name }: LivingTenant): Promise<void> {
  await goTo(page, `#/tenants/${id}`, name);
}

export async function openTenantTab(page: Page, tenant: LivingTenant, tab: string): Promise<void> {
  await openTenant(page, tenant);
  await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
}

/** Level 3: the typed name, a reason, the button; and the password where it is asked for again. */
export async function confirmGrave(
  page: Page,
  dialog: Locator,
  given: { readonly typed: string; readonly reason: string; readonly verb: string; readonly password: string },
): Promise<void> {
  await dialog.getByRole('textbox', { name: 'Reason, written to the log' }).fill(given.reason);
  await dialog.getByRole('textbox', { name: /^Type/ }).fill(given.typed);
  const act = dialog.getByRole('button', { name: given.verb, exact: true });
  await act.click();
  await stepUpIfAsked(page, act, given.password);
}

/** Asked once in five minutes: either it is asked for, or the button has done its work. */
async function stepUpIfAsked(page: Page, act: Locator, password: string): Promise<void> {
  const again = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await expect.poll(async () => (await again.isVisible()) || !(await act.isVisible())).toBe(true);
  if (!(await again.isVisible())) return;
  await again.getByLabel(/^Password/).fill(password);
  await again.getByRole('button', { name: 'Confirm', exact: true }).click();
  await again.waitFor({ state: 'detached' });
}

/** From the tenant's Backups tab, unproved, which is the quick way. Its operation's panel stays open. */
export async function backUpUnproved(page: Page, tenant: LivingTenant): Promise<void> {
  await page.getByRole('button', { name: 'Back up…' }).click();
  const dialog = page.getByRole('dialog', { name: `Back up ${tenant.name}` });
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  await dialog.getByRole('checkbox', { name: /^Verify/ }).uncheck();
  await dialog.getByRole('button', { name: 'Back up', exact: true }).click();
  await operationEnds(page, tenant.name, 'Succeeded');
}

/** In the panel that opened with it. */
export async function operationEnds(page: Page, subject: string, state: 'Succeeded' | 'Failed' | 'Cancelled') {
  const panel = page.getByRole('complementary', { name: subject });
  await expect(panel.getByText(/^(Succeeded|Failed|Cancelled)$/).first()).toHaveText(state, { timeout: 45_000 });
  return panel;
}
