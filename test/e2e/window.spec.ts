import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

const sizeOf = (page: Page): Promise<string> => page.evaluate(() => `${innerWidth} x ${innerHeight}`);

test('the window comes back as it was left', async ({ launch, userData }) => {
  const first = await launch();
  expect(await sizeOf(first.page)).toBe('1440 x 900');
  await first.resize({ width: 1200, height: 760 });
  await expect.poll(() => sizeOf(first.page)).toBe('1200 x 760');
  // The page is resized before main hears of it.
  const note = path.join(userData, 'window.json');
  await expect.poll(() => readFile(note, 'utf8').catch(() => '')).toContain('"width":1200');
  await first.close();

  const second = await launch();
  expect(await sizeOf(second.page)).toBe('1200 x 760');
});

test('a broken note of its place costs nothing but the place', async ({ launch, userData }) => {
  await writeFile(path.join(userData, 'window.json'), '{"bounds":{"x":');
  const opened = await launch();
  expect(await sizeOf(opened.page)).toBe('1440 x 900');
  await opened.close();
  expect(JSON.parse(await readFile(path.join(userData, 'window.json'), 'utf8'))).toMatchObject({ maximized: false });
});

test('a killed console opens again', async ({ launch }) => {
  const first = await launch();
  await first.kill();
  const second = await launch();
  await expect(second.page.getByRole('button').first()).toBeVisible();
});

test('reloading the page loses nothing', async ({ launch }) => {
  const { page } = await launch();
  const heading = page.getByRole('heading').first();
  const text = await heading.textContent();
  await page.reload();
  await expect(heading).toHaveText(text ?? '');
});
