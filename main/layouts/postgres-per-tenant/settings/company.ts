import type { Runner } from '../../pg/pools.ts';
import type { CompanyDetails } from '../../roles/tenant-settings.ts';

/** Column by detail, in one place for reading and writing. */
const columns = [
  ['name', 'Name'],
  ['legalName', 'LegalName'],
  ['taxNumber', 'TaxNumber'],
  ['taxOffice', 'TaxOffice'],
  ['email', 'Email'],
  ['phone', 'Phone'],
  ['address', 'Address'],
  ['district', 'District'],
  ['city', 'City'],
  ['postalCode', 'PostalCode'],
  ['countryCode', 'CountryCode'],
] as const satisfies ReadonlyArray<readonly [keyof CompanyDetails, string]>;

/** The tenant's own company is the one that it was made with; others came later. */
const oldest = `(SELECT "Id" FROM tenant."Companies" ORDER BY "CreatedAt", "Id" LIMIT 1)`;

export async function readCompany(runner: Runner): Promise<CompanyDetails | undefined> {
  const [row] = await runner.query({
    text: `SELECT ${columns.map(([detail, column]) => `"${column}" AS "${detail}"`).join(', ')}
             FROM tenant."Companies" WHERE "Id" = ${oldest}`,
  });
  return row as unknown as CompanyDetails | undefined;
}

/** Into the oldest row, or a first one under this code. */
export async function writeCompany(runner: Runner, details: CompanyDetails, code: string): Promise<void> {
  const values = columns.map(([detail]) => details[detail]);
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  const names = columns.map(([, column]) => `"${column}"`).join(', ');
  const changed = await runner.query({
    text: `UPDATE tenant."Companies" SET (${names}) = ROW (${places}), "UpdatedAt" = now() WHERE "Id" = ${oldest} RETURNING 1`,
    values,
  });
  if (changed.length > 0) return;
  await runner.query({
    text: `INSERT INTO tenant."Companies" ("Id", "Code", ${names}) VALUES (gen_random_uuid(), $${columns.length + 1}, ${places})`,
    values: [...values, code],
  });
}
