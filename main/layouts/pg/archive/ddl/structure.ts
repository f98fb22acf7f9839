import { createHash } from 'node:crypto';
import type { Catalogue } from './catalogue.ts';
import { normalForm } from './normal-form.ts';

/** The same for two databases that are made alike, whatever their names, owners and the order in which they were made. */
export function structureOf({ pieces, unsupported }: Catalogue): string {
  const lines = pieces.map(({ sql, verbatim }) => (verbatim === true ? sql : normalForm(sql)));
  const hash = createHash('sha256');
  for (const line of [...lines, ...unsupported].sort()) hash.update(`${line}\0`);
  return hash.digest('hex');
}
