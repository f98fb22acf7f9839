import { literal } from '../../pg/identifiers.ts';

/** Capitals outside ASCII that decomposition leaves whole; `lower` under `"C"` knows ASCII only. */
const capitals = {
  from: 'ĦŊŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΕΗΙΟΥΩΒΓΔΖΘΚΛΜΝΞΠΡΣΤΦΧΨϏϘϚϜϞϠϷϺϽϾϿЕЂГЄЅІЈЉЊЋКИУЏАБВДЖЗЛМНОПРСТФХЦЧШЩЪЫЬЭЮЯҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾẞỺỼỾ',
  to: 'ħŋŧɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαεηιουωβγδζθκλμνξπρστφχψϗϙϛϝϟϡϸϻͻͼͽеђгєѕіјљњћкиуџабвджзлмнопрстфхцчшщъыьэюяґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿßỻỽỿ',
} as const;
/** Whatever may hold one of them, or decompose into one. Most names don't, and the long replacement is slow. */
const rareLetters = String.raw`[^\u0001-\u0125\u0128-\u0149\u014c-\u0165\u0168-\u017f]`;
/** Letters without a Latin base of their own: one for one, then one for two. */
const single = { from: 'øØłŁđĐðÐ', to: 'oolldddd' } as const;
const double: ReadonlyArray<readonly [letter: string, latin: string]> = [
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['Æ', 'ae'],
  ['œ', 'oe'],
  ['Œ', 'oe'],
  ['þ', 'th'],
  ['Þ', 'th'],
];
const marks = String.raw`[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]+`;
const spaces = String.raw`[\u0009-\u000d \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+`;

const translate = (expression: string, { from, to }: { readonly from: string; readonly to: string }): string =>
  `translate(${expression}, ${literal(from)}, ${literal(to)})`;
const replaceAll = (expression: string, pairs: ReadonlyArray<readonly [string, string]>): string =>
  pairs.reduce((inner, [letter, latin]) => `replace(${inner}, ${literal(letter)}, ${literal(latin)})`, expression);

/**
 * `foldForSearch` as a SQL expression, for Latin, Greek and Cyrillic letters. Needs nothing but pg_catalog, and gives
 * the same on every server whatever its locale.
 */
export function foldSql(expression: string): string {
  const decomposed = `normalize(${translate(expression, { from: 'ıİ', to: 'ii' })}, NFKD) COLLATE "C"`;
  const unmarked = `regexp_replace(${decomposed}, ${literal(marks)}, '', 'g')`;
  const latin = replaceAll(translate(unmarked, single), double);
  const lower = `lower(${latin})`;
  const folded = `CASE WHEN (${expression}) ~ ${literal(rareLetters)} THEN ${translate(lower, capitals)} ELSE ${lower} END`;
  return `btrim(regexp_replace(${folded}, ${literal(spaces)}, ' ', 'g'))`;
}

/** Sorts after `z`, so that what carries it comes after every word that goes on with a letter. */
const after = '{';
const turkish: ReadonlyArray<readonly [letter: string, key: string]> = [
  ['ç', `c${after}`],
  ['ğ', `g${after}`],
  ['ı', `h${after}`],
  ['ö', `o${after}`],
  ['ş', `s${after}`],
  ['ü', `u${after}`],
];
/** ASCII puts these after digits or letters; people's order has them before. */
const punctuation = ':;<=>?@[\\]^_`{|}~';

/** An index entry may not grow with what somebody typed. */
export const keyLength = 200;

/**
 * Text whose byte order (`"C"`) is the order of the Turkish alphabet. Not an ICU collation: those are missing on some
 * servers, differ between versions, and an index under one breaks silently when the server's library is upgraded.
 */
export function sortKeySql(expression: string): string {
  const plain = translate(`normalize(${expression}, NFC)`, {
    from: `ÇĞIÖŞÜ${punctuation}`,
    to: `çğıöşü${'!'.repeat(punctuation.length)}`,
  });
  return `left(${foldSql(replaceAll(plain, turkish))}, ${keyLength}) COLLATE "C"`;
}

/** Stands for "none" in a text key: after every name that people give. */
export const noTextKey = 'chr(1114109)';
/** Stands for "none" in a number key: before every amount and every day. */
export const noNumberKey = '-9223372036854775807';
