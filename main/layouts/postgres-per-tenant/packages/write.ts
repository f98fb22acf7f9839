import type { PackageId } from '../../../../shared/domain/ids.ts';
import { decimalFromMinor } from '../../../../shared/domain/money.ts';
import type { PackageDefinition } from '../../../../shared/domain/packages.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import { unlimitedUsers } from './rows.ts';

/**
 * Alone with what is sold: no other console changes it. Every package gets a row of the console's own, so that a place
 * that followed from the price does not move when the price does.
 */
export async function aloneWithPackages(runner: Runner): Promise<void> {
  await runner.query({ text: 'LOCK TABLE tenantry.packages IN SHARE ROW EXCLUSIVE MODE' });
  await runner.query({
    text: `INSERT INTO tenantry.packages (package_id, name_en, name_tr, position)
           SELECT p."Id", p."Name", p."Name", (SELECT coalesce(max(position), 0) FROM tenantry.packages)
                    + row_number() OVER (ORDER BY p."Price", p."Name" COLLATE "C", p."Id")
             FROM public."Packages" p
            WHERE NOT EXISTS (SELECT FROM tenantry.packages own WHERE own.package_id = p."Id")`,
  });
}

export async function refuseTakenOrder(runner: Runner, id: PackageId, order: number): Promise<void> {
  const [taken] = await runner.query({
    text: `SELECT own.name_en AS name FROM tenantry.packages own JOIN public."Packages" p ON p."Id" = own.package_id
            WHERE own.position = $2 AND own.package_id <> $1 LIMIT 1`,
    values: [id, order],
  });
  if (taken === undefined) return;
  throw new AppError('conflict', 'package.order_taken', {
    field: 'order',
    params: { order, name: String(taken['name']) },
  });
}

const prices = ({ monthlyPrice, yearlyPrice, currency }: PackageDefinition): ReadonlyArray<string | null> => [
  decimalFromMinor({ minor: monthlyPrice, currency }),
  yearlyPrice === null ? null : decimalFromMinor({ minor: yearlyPrice, currency }),
  currency,
];

/** The platform's own row has one name: in the platform's first language. */
const ownName = ({ names }: PackageDefinition, language: 'en' | 'tr'): string => names[language];

const usersOf = ({ limits }: PackageDefinition): number => limits.max_users ?? unlimitedUsers;

interface Written {
  readonly id: PackageId;
  readonly definition: PackageDefinition;
  readonly version: number;
  readonly language: 'en' | 'tr';
}

async function writeOwn(runner: Runner, { id, definition, version }: Written): Promise<void> {
  const { names, limits, features, flags, order } = definition;
  const { max_users: _, ...others } = limits;
  await runner.query({
    text: `INSERT INTO tenantry.packages (package_id, name_en, name_tr, limits, features, flags, position, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (package_id) DO UPDATE SET (name_en, name_tr, limits, features, flags, position, version)
             = ROW (excluded.name_en, excluded.name_tr, excluded.limits, excluded.features, excluded.flags, excluded.position, excluded.version)`,
    values: [id, names.en, names.tr, JSON.stringify(others), features, flags, order, version],
  });
}

async function writeModules(runner: Runner, { id, definition: { modules } }: Written): Promise<void> {
  const values = [id, JSON.stringify(modules)];
  const wanted = `jsonb_to_recordset($2::jsonb) AS m(code text, name text, included boolean, "maxEntities" integer)`;
  await runner.query({
    text: `DELETE FROM public."PackageModules" WHERE "PackageId" = $1 AND "ModuleCode" NOT IN (SELECT m.code FROM ${wanted})`,
    values,
  });
  await runner.query({
    text: `UPDATE public."PackageModules" p SET "ModuleName" = m.name, "IsIncluded" = m.included, "MaxEntities" = m."maxEntities"
             FROM ${wanted} WHERE p."PackageId" = $1 AND p."ModuleCode" = m.code`,
    values,
  });
  await runner.query({
    text: `INSERT INTO public."PackageModules" ("Id", "PackageId", "ModuleCode", "ModuleName", "IsIncluded", "MaxEntities")
           SELECT gen_random_uuid(), $1, m.code, m.name, m.included, m."maxEntities" FROM ${wanted}
            WHERE NOT EXISTS (SELECT FROM public."PackageModules" p WHERE p."PackageId" = $1 AND p."ModuleCode" = m.code)`,
    values,
  });
}

export async function insertPackage(runner: Runner, written: Written): Promise<void> {
  const { id, definition, language } = written;
  await runner.query({
    text: `INSERT INTO public."Packages" ("Id", "Name", "Type", "MaxUsers", "IsActive", "Price", "YearlyPrice", "Currency")
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      ...[id, ownName(definition, language), definition.type, usersOf(definition), definition.active],
      ...prices(definition),
    ],
  });
  await writeOwn(runner, written);
  await writeModules(runner, written);
}

export async function updatePackage(runner: Runner, written: Written): Promise<void> {
  const { id, definition, language } = written;
  await runner.query({
    text: `UPDATE public."Packages" SET "Name" = $2, "Type" = $3, "MaxUsers" = $4, "IsActive" = $5, "Price" = $6,
                  "YearlyPrice" = $7, "Currency" = $8 WHERE "Id" = $1`,
    values: [
      ...[id, ownName(definition, language), definition.type, usersOf(definition), definition.active],
      ...prices(definition),
    ],
  });
  await writeOwn(runner, written);
  await writeModules(runner, written);
}

/** Nobody's where `by` is empty: what the console found when it first changed something. */
export async function writeVersion(
  runner: Runner,
  { id, definition, version, by }: Omit<Written, 'language'> & { readonly by: string },
): Promise<void> {
  await runner.query({
    text: `INSERT INTO tenantry.package_versions (package_id, version, definition, at, by)
           VALUES ($1, $2, $3, ${by === '' ? `'-infinity'` : 'clock_timestamp()'}, $4) ON CONFLICT DO NOTHING`,
    values: [id, version, JSON.stringify(definition), by],
  });
}
