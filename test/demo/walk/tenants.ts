import type { Page } from 'playwright-core';

interface HoldWords {
  readonly company: string;
  readonly kind: string;
  readonly reason: string;
}

/** Ends with the receipt in view: what the database says afterwards. */
export async function putOnHold(page: Page, { company, kind, reason }: HoldWords): Promise<void> {
  await page.getByRole('button', { name: 'Put on hold…' }).click();
  const dialog = page.getByRole('dialog', { name: `Put ${company} on hold` });
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: kind }).click();
  await dialog.getByRole('textbox', { name: 'Reason, written to the log' }).fill(reason);
  await dialog.getByRole('button', { name: 'Put on hold', exact: true }).click();
  await dialog.getByText('The database role is locked. Checked on the server just now.').waitFor();
}

export async function liftHold(page: Page, { company, kind, reason }: HoldWords): Promise<void> {
  await page.getByRole('button', { name: 'Lift…' }).first().click();
  const dialog = page.getByRole('dialog', { name: `Lift the ${kind} hold of ${company}` });
  await dialog.getByRole('textbox', { name: 'Reason, written to the log' }).fill(reason);
  await dialog.getByRole('button', { name: 'Lift hold', exact: true }).click();
  await dialog.getByText('The database role may log in again. Checked on the server just now.').waitFor();
}

export async function closeDialog(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'detached' });
}
