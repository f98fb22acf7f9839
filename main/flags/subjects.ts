import type { FlagRulesInput } from '../../shared/contract/flags.ts';
import type { FeatureFlag, FlagRules, FlagSubject } from '../../shared/domain/flags.ts';
import { AppError } from '../../shared/errors.ts';
import type { FlagCatalog } from '../layouts/roles/flags.ts';

export interface FlagParts {
  readonly flags: FlagCatalog;
}

export async function getFlag({ flags }: FlagParts, key: string): Promise<FeatureFlag> {
  const flag = await flags.find(key);
  if (flag === undefined) throw new AppError('not_found', 'flag.not_found', { params: { key } });
  return flag;
}

/** What an operator edits, with the package as the platform knows it. */
export async function rulesFrom({ flags }: FlagParts, key: string, asked: FlagRulesInput): Promise<FlagRules> {
  const { requiresPackage: packageId, ...rest } = asked;
  if (packageId === null) return { key, ...rest, requiresPackage: null };
  const required = (await flags.packages()).find(({ id }) => id === packageId);
  if (required === undefined)
    throw new AppError('invalid_input', 'flag.no_package', { field: 'rules.requiresPackage' });
  return { key, ...rest, requiresPackage: required };
}

const portion = 1000;

/** Looks at all of them in portions, so that the window is answered in between. */
export async function forEachSubject(
  subjects: ReadonlyArray<FlagSubject>,
  look: (subject: FlagSubject) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (let from = 0; from < subjects.length; from += portion) {
    if (from > 0) await new Promise(setImmediate);
    signal?.throwIfAborted();
    for (const subject of subjects.slice(from, from + portion)) look(subject);
  }
}
