// npm run bench -- NAME...   runs test/bench/NAME.ts; JSON lines on stdout, everything else on stderr

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench } from './figure.ts';

const folder = import.meta.dirname;
const fileOf = (name: string): string => path.join(folder, `${name}.ts`);
/** Those with a `bench` to run; the others in the folder are their parts. */
const helpers = new Set(['run', 'figure', 'pgbench', 'list-console', 'empty-window']);
const known = readdirSync(folder)
  .map((file) => path.parse(file).name)
  .filter((name) => !helpers.has(name));

const names = process.argv.slice(2);
const wrong = names.filter((name) => !/^[a-z-]+$/.test(name) || helpers.has(name) || !existsSync(fileOf(name)));
if (names.length === 0 || wrong.length > 0) {
  console.error(`${wrong.length > 0 ? `No bench called ${wrong.join(', ')}. ` : ''}There are: ${known.join(', ')}.`);
  process.exit(2);
}
for (const name of names) {
  const { bench } = (await import(pathToFileURL(fileOf(name)).href)) as { readonly bench: Bench };
  await bench();
}
