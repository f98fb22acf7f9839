import type { ErrorKey } from '../error-keys.ts';

/** PostgreSQL cuts a longer identifier silently, and then two tenants share a database. */
export const maxIdentifierBytes = 63;
export const codeLength = { min: 3, max: 40 } as const;

const reservedCodes: ReadonlySet<string> = new Set([
  'postgres',
  'template0',
  'template1',
  'admin',
  'local',
  'config',
  'www',
  'api',
  'app',
  'mail',
]);

const turkishToLatin: Readonly<Record<string, string>> = {
  ı: 'i',
  İ: 'i',
  ş: 's',
  Ş: 's',
  ğ: 'g',
  Ğ: 'g',
  ü: 'u',
  Ü: 'u',
  ö: 'o',
  Ö: 'o',
  ç: 'c',
  Ç: 'c',
};
/** Letters that Unicode does not decompose into a Latin base. */
const latinWithoutBase: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'ae',
  ø: 'o',
  Ø: 'o',
  ł: 'l',
  Ł: 'l',
  đ: 'd',
  Đ: 'd',
  œ: 'oe',
  Œ: 'oe',
  þ: 'th',
  Þ: 'th',
  ð: 'd',
  Ð: 'd',
};

const replaceLetters = (text: string, letters: Readonly<Record<string, string>>): string =>
  Array.from(text, (letter) => letters[letter] ?? letter).join('');

/** Turkish first, then decomposition, then lower case without a locale: the same bytes on every machine. */
function toPlainLatin(text: string): string {
  const turkish = replaceLetters(text.normalize('NFC'), turkishToLatin);
  const marks = /\p{Mark}+/gu;
  return replaceLetters(turkish.normalize('NFKD').replace(marks, ''), latinWithoutBase).toLowerCase();
}

/** What search compares: i/İ and ı/I fold together, marks vanish, everything else stays. */
export const foldForSearch = (text: string): string => toPlainLatin(text).replace(/\s+/g, ' ').trim();

/** "Işık Şirketi A.Ş." becomes `isik-sirketi-a-s`. Empty when the name holds no Latin letter or digit. */
export function codeFromCompanyName(companyName: string): string {
  const dashed = toPlainLatin(companyName)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '');
  return dashed.slice(0, codeLength.max).replace(/-+$/g, '');
}

/** Control, bidirectional and zero-width characters: they make two names look alike. */
const hiddenCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
export const hasHiddenCharacters = (text: string): boolean => hiddenCharacters.test(text);

export function companyNameProblem(name: string): ErrorKey | undefined {
  if (name.trim() === '') return 'name.empty';
  if (hasHiddenCharacters(name)) return 'name.hidden_characters';
  if (Array.from(name).length > 200) return 'name.too_long';
  if (codeFromCompanyName(name) === '') return 'name.no_latin';
  return undefined;
}

/** Windows gives these to devices, whatever ending they are given: a folder or file of a tenant can't be called so. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)$/;

export function codeProblem(code: string, alsoReserved: ReadonlyArray<string> = []): ErrorKey | undefined {
  if (code === '') return 'name.empty';
  if (!/^[a-z0-9-]+$/.test(code)) return 'name.bad_letters';
  if (!/^[a-z]/.test(code)) return 'name.bad_start';
  if (code.length < codeLength.min) return 'name.too_short';
  if (code.length > codeLength.max) return 'name.too_long';
  if (code.endsWith('-')) return 'name.bad_end';
  if (code.includes('--')) return 'name.double_dash';
  if (reservedCodes.has(code) || deviceName.test(code) || code.startsWith('pg-') || alsoReserved.includes(code))
    return 'name.reserved';
  return undefined;
}

/** Where the tenant's code goes in a database-name pattern, as in `Stocker_{code}_Db`. */
export const codePlaceholder = '{code}';

/** The code's `-` becomes `_`. Never recomputed for a tenant that exists: its stored name counts. */
export const databaseNameFor = (pattern: string, code: string): string =>
  pattern.replace(codePlaceholder, code.replaceAll('-', '_'));

/** The tenant's own login role, from its database's name: `Stocker_abc_Db` gives `stocker_abc_app`. */
export const roleNameFor = (databaseName: string): string => `${databaseName.toLowerCase().replace(/_db$/, '')}_app`;

const reservedDatabases: ReadonlySet<string> = new Set([
  'postgres',
  'template0',
  'template1',
  'admin',
  'local',
  'config',
]);

/** Checked before any SQL: what passes can neither be cut nor mistaken for another database. */
export function databaseNameProblem(name: string, platformDatabase: string): ErrorKey | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) return 'name.database_bad';
  // ASCII from here on, so that a character is a byte.
  if (name.length > maxIdentifierBytes) return 'name.database_too_long';
  const lower = name.toLowerCase();
  if (reservedDatabases.has(lower) || lower.startsWith('pg_') || lower === platformDatabase.toLowerCase())
    return 'name.reserved';
  return undefined;
}

/** Two names that only case tells apart are one database for an operator, and for some engines. */
export const sameDatabaseName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const primaryDomainFor = (code: string, baseDomain: string): string => `${code}.${baseDomain}`;

export function databasePatternProblem(pattern: string): ErrorKey | undefined {
  if (pattern.split(codePlaceholder).length !== 2) return 'field.invalid';
  const longest = databaseNameFor(pattern, 'a'.repeat(codeLength.max));
  return databaseNameProblem(longest, '');
}
