import { looksLikeCopy } from '../../../shared/domain/copies.ts';
import { codePlaceholder } from '../../../shared/domain/names.ts';

/** What a copy's name adds. Where the whole would be too long, the tenant's own name was cut before it. */
const copySuffix = /_[rov]_[0-9a-f]{12}$/;

/** Whether a database could be a tenant's, or a copy of one, by its name alone: the profile's pattern, without case. */
export function matchesPattern(pattern: string, name: string): boolean {
  const [head = '', tail = ''] = pattern.toLowerCase().split(codePlaceholder);
  const lower = name.toLowerCase();
  const isOwn = (text: string, ending: string): boolean =>
    text.startsWith(head) &&
    text.endsWith(ending) &&
    /^[a-z0-9_]+$/.test(text.slice(head.length, text.length - ending.length));
  if (isOwn(lower, tail)) return true;
  return looksLikeCopy(lower) && isOwn(lower.replace(copySuffix, ''), '');
}
