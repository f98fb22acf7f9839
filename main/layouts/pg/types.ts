import pg from 'pg';

/** `2026-11-21 20:12:01.123+00` (sessions run in UTC) as ISO 8601. */
export const toIso = (text: string): string =>
  text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : text;

const { builtins } = pg.types;
const asText = (text: string): string => text;

/**
 * Dates as text, so that no time zone of this machine touches them; numeric and int8 as text, so that no float does.
 * Everything else as node-pg reads it.
 */
export const pgTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === builtins.TIMESTAMPTZ) return toIso;
    if (oid === builtins.DATE || oid === builtins.TIMESTAMP || oid === builtins.INT8 || oid === builtins.NUMERIC)
      return asText;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};
