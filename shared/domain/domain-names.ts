import { toASCII, toUnicode } from 'tr46';
import type { ErrorKey } from '../error-keys.ts';
import { domainKind } from './domain-kind.ts';
import { hasHiddenCharacters } from './names.ts';

const limits = { label: 63, name: 253 } as const;
const rules = { checkBidi: true, checkHyphens: true, checkJoiners: true, useSTD3ASCIIRules: true } as const;

export interface DomainSpellings {
  /** In the form that DNS knows. */
  readonly name: string;
  /** As people write it. */
  readonly unicodeName: string;
}

export type ParsedDomain =
  | (DomainSpellings & { readonly problem: null })
  | { readonly problem: Extract<ErrorKey, `domain.${string}`> };

const scripts = {
  latin: /\p{Script=Latin}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  greek: /\p{Script=Greek}/u,
  han: /\p{Script=Han}/u,
  hiragana: /\p{Script=Hiragana}/u,
  katakana: /\p{Script=Katakana}/u,
  hangul: /\p{Script=Hangul}/u,
} as const;
type ScriptName = keyof typeof scripts | 'other';

/** Languages that are written in several scripts at once, and beside Latin letters. */
const together: ReadonlyArray<ReadonlyArray<ScriptName>> = [
  ['latin', 'han', 'hiragana', 'katakana'],
  ['latin', 'han', 'hangul'],
];

const scriptOf = (letter: string): ScriptName =>
  (Object.keys(scripts) as Array<keyof typeof scripts>).find((name) => scripts[name].test(letter)) ?? 'other';

/** Cyrillic and Greek letters that nobody can tell from Latin ones. */
const twins = new Set('асеорхуѕіјһԁԛԝοναιρκυχ');

/** Made to be taken for another name: several scripts in one label, or nothing but letters that look like Latin ones. */
function looksLikeAnother(label: string): boolean {
  const letters = Array.from(label).filter((letter) => /\p{Letter}/u.test(letter));
  const used = new Set(letters.map(scriptOf));
  if (used.size > 1 && !together.some((allowed) => [...used].every((script) => allowed.includes(script)))) return true;
  return letters.length > 0 && letters.every((letter) => twins.has(letter));
}

/** Below these anybody may register a name. The usual ones; a full list changes every week. */
const turkishSuffixes = 'av|bbs|bel|biz|dr|gen|info|k12|kep|name|pol|tel|tsk|tv|web';
const publicSuffix = new RegExp(
  String.raw`^((com|net|org|gov|edu|co|ac|mil|gob|or|ne|go)\.[a-z]{2}|(${turkishSuffixes})\.tr)$`,
);

const address = /[/:?#@\\\s]/;
const numbers = /^\d+(\.\d+)*$/;

/** `İ` is a capital `i`, whichever way it is written. */
const withPlainI = (text: string): string => text.normalize('NFC').replaceAll('İ', 'i').replaceAll('i\u0307', 'i');

/**
 * `I` is a capital `i` for browsers and a capital `ı` for a Turkish
 * reader: where a name has letters beyond ASCII, nobody can say which was meant.
 */
function withoutUnclear(typed: string): string | undefined {
  const text = withPlainI(typed);
  const unclear = text.split('.').some((label) => label.includes('I') && /[^\p{ASCII}]/u.test(label));
  return unclear ? undefined : text;
}

/** Both spellings of a name that is stored already. One that no rule allows is left as it is. */
export function spellingsOf(stored: string): DomainSpellings {
  // Ended by a dot it is the same name.
  const lower = withPlainI(stored).toLowerCase().replace(/\.$/, '');
  const name = toASCII(lower, rules) ?? lower;
  const { domain, error } = toUnicode(name, rules);
  return { name, unicodeName: error ? lower : domain };
}

function problemOfLabels(name: string): Extract<ErrorKey, `domain.${string}`> | undefined {
  const labels = name.split('.');
  if (labels.some((label) => label === '')) return 'domain.bad_letters';
  if (labels.some((label) => label.length > limits.label)) return 'domain.label_too_long';
  if (name.length > limits.name) return 'domain.too_long';
  if (labels.length === 1) return 'domain.single_label';
  if (/^\d+$/.test(labels.at(-1) ?? '')) return 'domain.bad_letters';
  return publicSuffix.test(name) ? 'domain.public_suffix' : undefined;
}

/** What a person typed as a domain of a tenant's own, in both spellings, or what is wrong with it. */
export function parseDomain(typed: string, baseDomains: ReadonlyArray<string>): ParsedDomain {
  const text = withoutUnclear(typed.trim().replace(/\.$/, ''));
  if (text === undefined) return { problem: 'domain.unclear_i' };
  if (text === '') return { problem: 'domain.empty' };
  if (numbers.test(text) || /^\[?[0-9a-f]*:[0-9a-f:.]+\]?$/i.test(text)) return { problem: 'domain.ip' };
  if (text.includes('*')) return { problem: 'domain.wildcard' };
  if (address.test(text)) return { problem: 'domain.address' };
  if (hasHiddenCharacters(text)) return { problem: 'domain.bad_letters' };
  const name = toASCII(text, rules);
  if (name === null) return { problem: 'domain.bad_letters' };
  const problem = problemOfLabels(name);
  if (problem !== undefined) return { problem };
  const { domain: unicodeName, error } = toUnicode(name, rules);
  if (error) return { problem: 'domain.bad_letters' };
  if (unicodeName.split('.').some(looksLikeAnother)) return { problem: 'domain.lookalike' };
  // A subdomain of the platform is somebody's own address already, whoever comes to have it.
  if (baseDomains.includes(name) || domainKind(name, baseDomains) !== 'own') return { problem: 'domain.of_platform' };
  return { name, unicodeName, problem: null };
}
