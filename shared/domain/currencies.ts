let known: ReadonlySet<string> | undefined;

/** ISO 4217, as this program's own tables of currencies have it. */
export const isCurrency = (code: string): boolean => {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code);
};

/** Those that are chosen from, the usual ones first. */
export const offeredCurrencies = ['TRY', 'EUR', 'USD', 'GBP', 'CHF', 'AED', 'SAR', 'AZN', 'JPY'] as const;
