import { decimalFromMinor, type Money, minorDigits } from '../../../shared/domain/money.ts';
import type { Language } from '../../../shared/domain/platform.ts';

/** As it stands in a field: no groups, the language's own sign before the minor units. */
export const amountText = (money: Money, language: Language): string =>
  decimalFromMinor(money).replace('.', language === 'tr' ? ',' : '.');

/** What was typed, in minor units. Groups may stand between thousands; undefined where it is no amount. */
export function minorFromText(text: string, currency: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '');
  const digits = minorDigits(currency);
  const parts = /^(?<whole>\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](?<fraction>\d{1,2}))?$/.exec(plain)?.groups;
  const { whole = '', fraction = '' } = parts ?? {};
  if (whole === '' || fraction.length > digits) return undefined;
  const minor = Number(whole.replaceAll(/[.,]/g, '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** A whole number above nothing; null where nothing was typed. */
export function countFromText(text: string): number | null | undefined {
  const plain = text.replace(/[\s\u00a0\u202f.,]/g, '');
  if (plain === '') return null;
  if (!/^\d{1,10}$/.test(plain)) return undefined;
  const count = Number(plain);
  return count >= 1 && count <= 1_000_000_000 ? count : undefined;
}
