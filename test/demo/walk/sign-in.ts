import type { Page } from 'playwright-core';
import { demoNames } from '../names.ts';
import type { SignIn } from '../platform.ts';

export async function signIn(page: Page, { email, password }: SignIn): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(demoNames.profileName) }).click();
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Sign in to the demo' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tenants' }).waitFor();
  await page.getByRole('row').nth(1).waitFor();
}
