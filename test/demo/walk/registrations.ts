import type { Locator, Page } from 'playwright-core';

const endsWithin = 60_000;

export const openRegistrations = async (page: Page): Promise<void> => {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Registrations/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Registrations' }).waitFor();
};

const rowOf = (page: Page, company: string): Locator =>
  page.getByRole('treegrid', { name: 'Registrations' }).getByRole('row').filter({ hasText: company }).first();

/** The panel of one operation. */
export const operationPanel = (page: Page, company: string): Locator =>
  page.getByRole('complementary', { name: company });

export async function closePanel(page: Page, company: string): Promise<void> {
  const panel = operationPanel(page, company);
  await panel.getByRole('button', { name: 'Close' }).first().click();
  await panel.waitFor({ state: 'detached' });
}

/** Shows every name that will be used, then starts. The operation's panel opens by itself. */
export async function provision(page: Page, company: string): Promise<void> {
  await rowOf(page, company).getByRole('button', { name: 'Provision…' }).click();
  const dialog = page.getByRole('dialog', { name: `Provision: ${company}` });
  await dialog.getByRole('button', { name: 'Provision', exact: true }).click();
  await operationPanel(page, company).waitFor();
}

export async function untilState(page: Page, company: string, state: 'Succeeded' | 'Failed'): Promise<void> {
  const panel = operationPanel(page, company);
  // The other end is waited for as well, so that it is told at once.
  const ended = panel.getByText(/^(Succeeded|Failed|Needs attention|Cancelled)$/).first();
  await ended.waitFor({ timeout: endsWithin });
  const seen = await ended.innerText();
  if (seen !== state) throw new Error(`${company}: ${seen}, and ${state} was expected`);
}

/** Opens a row in place, if it is closed. */
export async function openRow(page: Page, company: string): Promise<Locator> {
  const row = rowOf(page, company);
  await row.waitFor();
  if ((await row.getAttribute('aria-expanded')) !== 'true') await row.getByText(company).click();
  const grid = page.getByRole('treegrid', { name: 'Registrations' });
  return grid.locator('tr[aria-level="2"]');
}

export async function retry(page: Page, company: string): Promise<void> {
  const details = await openRow(page, company);
  await details.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click();
  await operationPanel(page, company).waitFor();
}

export interface CleanUpWords {
  readonly company: string;
  readonly code: string;
  readonly reason: string;
  readonly password: string;
}

/** The short name typed, the password given again. */
export async function cleanUp(page: Page, { company, code, reason, password }: CleanUpWords): Promise<void> {
  const details = await openRow(page, company);
  await details.getByRole('button', { name: 'Clean up…' }).click();
  const dialog = page.getByRole('dialog', { name: `Clean up: ${company}` });
  await dialog.getByRole('textbox', { name: 'Reason, written to the log' }).fill(reason);
  await dialog.getByRole('textbox', { name: /^Type/ }).fill(code);
  await dialog.getByRole('button', { name: 'Clean up', exact: true }).click();
  await giveThePasswordAgain(page, password);
  // Not by role: while a dialog is open, nothing behind it has one.
  const row = page.locator('tr[data-row]').filter({ hasText: company });
  await row.getByText('Ready to provision').waitFor({ timeout: endsWithin });
  const close = dialog.getByRole('button', { name: 'Close' }).last();
  if (await close.isVisible()) await close.click();
}

async function giveThePasswordAgain(page: Page, password: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.getByLabel(/^Password/).fill(password);
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** From the row of a registration that became one. */
export async function openTenant(page: Page, company: string): Promise<void> {
  await rowOf(page, company).getByRole('link', { name: 'Open tenant' }).click();
  await page.getByRole('heading', { level: 1, name: company }).waitFor();
}
