import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { foldForSearch } from '../../../shared/domain/names.ts';

/** Tells each step as it is done, one line each, and leaves a picture of what the operator saw at its end. */
export interface Teller {
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** What the last step was, for the words about a failure. */
  readonly at: string;
  readonly steps: number;
  /** The picture of a failure. Never throws. */
  failed(): Promise<string | null>;
}

const fileName = (title: string): string =>
  foldForSearch(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

export async function createTeller({
  page,
  folder,
  print,
}: {
  page: () => Page | undefined;
  folder: string;
  print: (line: string) => void;
}): Promise<Teller> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  let steps = 0;
  let at = 'starting';
  const shot = async (name: string): Promise<string> => {
    const file = path.join(folder, `${String(steps).padStart(2, '0')}-${fileName(name)}.png`);
    // Nothing half-way between two states: not a fading menu, not a turning arc.
    await page()?.screenshot({ path: file, animations: 'disabled' });
    return file;
  };
  return {
    get at() {
      return at;
    },
    get steps() {
      return steps;
    },
    async step(title, work) {
      at = title;
      const begun = performance.now();
      const result = await work();
      steps += 1;
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      print(`${String(steps).padStart(2)}  ${title.padEnd(64)} ${seconds.padStart(5)} s`);
      await shot(title);
      return result;
    },
    failed: () => shot(`failed ${at}`).catch(() => null),
  };
}
