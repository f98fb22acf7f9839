import type { OwnObject } from '../schema/own-tables.ts';

/** What users are searched by: the same text in the index and in the queries, or the index is of no use. */
export const searchedText = (of: '' | 'u.' = ''): string =>
  `(' ' || tenantry.fold(${of}"Email"::text || ' ' || ${of}"Username"::text))`;

/** The extension may already be there, in whichever schema its owner chose. */
const sql = `DO $index$
BEGIN
  EXECUTE (SELECT format('CREATE INDEX "IX_MasterUsers_Search" ON public."MasterUsers" USING gin (%s %I.gin_trgm_ops)',
      $text$${searchedText()}$text$, n.nspname)
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm');
END $index$`;

/** Made after the list's functions, which it uses. */
export const userSearchIndex: OwnObject = { kind: 'index', name: 'IX_MasterUsers_Search', sql };
