import type { PackageId } from '../../../../shared/domain/ids.ts';
import type { Limits } from '../../../../shared/domain/limits.ts';
import type { Package, PackageModule } from '../../../../shared/domain/packages.ts';
import { literal } from '../../pg/identifiers.ts';
import type { SchemaShape } from '../deps.ts';
import { minorSql } from '../tenant-list/amount-sql.ts';

/** What the platform's own column says, which can't be empty, where the number of users has no limit. */
export const unlimitedUsers = 2_147_483_647;

const modulesSql = `
  SELECT jsonb_agg(jsonb_build_object('code', m.code, 'name', m.name, 'included', m.included, 'maxEntities', m.most) ORDER BY m.code)
    FROM (SELECT DISTINCT ON ("ModuleCode") "ModuleCode" AS code, "ModuleName" AS name, "IsIncluded" AS included,
                 "MaxEntities" AS most
            FROM public."PackageModules" WHERE "PackageId" = p."Id" ORDER BY "ModuleCode", "Id") m`;

/** What the console's own row says; where there is none yet, what the platform's says, and a place by the price. */
const ownSql = (exists: boolean): string =>
  exists
    ? `own.package_id IS NOT NULL AS known, own.name_en, own.name_tr, own.limits, own.features, own.flags,
       coalesce(own.version, 1) AS version, coalesce(own.position, p.place + (
         SELECT coalesce(max(position), 0) FROM tenantry.packages)) AS position`
    : `false AS known, NULL::text AS name_en, NULL::text AS name_tr, '{}'::jsonb AS limits, NULL::text[] AS features,
       NULL::text[] AS flags, 1 AS version, p.place AS position`;

/** Packages as rows of `packageOf`, as a relation to select from. */
export function packagesSql(shape: SchemaShape, currency: string): string {
  const has = (column: string): boolean => shape.hasColumn('Packages', column);
  const paidIn = has('Currency') ? `coalesce(p."Currency", ${literal(currency)})` : literal(currency);
  const own = shape.bookkeeping;
  return `(SELECT p."Id" AS id, p."Name" AS name, p."Type" AS type, p."MaxUsers" AS max_users, ${paidIn} AS currency,
      coalesce(${minorSql('p."Price"', paidIn)}, 0) AS monthly,
      ${has('YearlyPrice') ? minorSql('p."YearlyPrice"', paidIn) : 'NULL::bigint'} AS yearly,
      ${has('IsActive') ? 'p."IsActive"' : 'true'} AS active, ${ownSql(own)}, (${modulesSql}) AS modules
    FROM (SELECT p.*, row_number() OVER (${own ? 'PARTITION BY known.package_id IS NULL ' : ''}ORDER BY p."Price", p."Name" COLLATE "C", p."Id")::integer AS place
            FROM public."Packages" p ${own ? 'LEFT JOIN tenantry.packages known ON known.package_id = p."Id"' : ''}) p
    ${own ? 'LEFT JOIN tenantry.packages own ON own.package_id = p."Id"' : ''})`;
}

type Row = Readonly<Record<string, unknown>>;

const limitsOf = (row: Row): Limits => {
  const maxUsers = Number(row['max_users']);
  return { ...(row['limits'] as Limits | null), max_users: maxUsers === unlimitedUsers ? null : maxUsers };
};

export const packageOf = (row: Row): Package => ({
  id: row['id'] as PackageId,
  version: Number(row['version']),
  names: {
    en: (row['name_en'] as string | null) ?? (row['name'] as string),
    tr: (row['name_tr'] as string | null) ?? (row['name'] as string),
  },
  type: row['type'] as string,
  monthlyPrice: Number(row['monthly']),
  yearlyPrice: row['yearly'] === null ? null : Number(row['yearly']),
  currency: row['currency'] as string,
  limits: limitsOf(row),
  modules: (row['modules'] as ReadonlyArray<PackageModule> | null) ?? [],
  features: (row['features'] as ReadonlyArray<string> | null) ?? [],
  flags: (row['flags'] as ReadonlyArray<string> | null) ?? [],
  order: Number(row['position']),
  active: row['active'] === true,
});
