import type { Evidence } from '../../../../shared/domain/operations.ts';
import type { Runner } from '../../pg/pools.ts';
import type { Reservation, Seeder } from '../../roles/provisioning.ts';
import type { OperationContext } from './context.ts';

/** Raised when what a new tenant starts with changes; a tenant keeps what it was seeded with. */
const seedVersion = 1;
const seedName = 'core';

const words = {
  tr: { branch: 'Merkez', department: 'Yönetim' },
  en: { branch: 'Head office', department: 'Management' },
} as const;

interface Owner {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly phone: string | null;
}

async function readOwner(context: OperationContext, reservation: Reservation): Promise<Owner | undefined> {
  const [row] = await context.read((runner) =>
    runner.query({
      text: `SELECT u."Id"::text AS id, u."Email" AS email, u."Username" AS username,
                    (SELECT r."ContactPhone" FROM public."TenantRegistrations" r WHERE r."Id" = $2) AS phone
               FROM public."MasterUsers" u WHERE u."TenantId" = $1 AND u."IsTenantAdmin" ORDER BY u."Email" LIMIT 1`,
      values: [reservation.tenantId, reservation.registrationId],
    }),
  );
  return row as unknown as Owner | undefined;
}

/** Inserts by natural key, or leaves what is there, and gives its id. */
async function ensure(runner: Runner, insert: string, find: string, values: ReadonlyArray<unknown>): Promise<string> {
  await runner.query({ text: insert, values });
  const [row] = await runner.query({ text: find, values: values.slice(0, find.includes('$2') ? 2 : 1) });
  return String(row?.['id']);
}

async function seedRows(
  runner: Runner,
  { reservation, owner, language }: { reservation: Reservation; owner: Owner | undefined; language: 'tr' | 'en' },
): Promise<void> {
  const company = await ensure(
    runner,
    `INSERT INTO tenant."Companies" ("Id", "Code", "Name", "Email", "Phone") VALUES (gen_random_uuid(), $1, $2, $3, $4)
     ON CONFLICT ("Code") DO NOTHING`,
    'SELECT "Id"::text AS id FROM tenant."Companies" WHERE "Code" = $1',
    [reservation.code, reservation.name, reservation.ownerEmail, owner?.phone ?? null],
  );
  const branch = await ensure(
    runner,
    `INSERT INTO tenant."Branches" ("Id", "CompanyId", "Code", "Name", "IsHeadOffice") VALUES (gen_random_uuid(), $1, $2, $3, true)
     ON CONFLICT ("CompanyId", "Code") DO NOTHING`,
    'SELECT "Id"::text AS id FROM tenant."Branches" WHERE "CompanyId" = $1 AND "Code" = $2',
    [company, '001', words[language].branch],
  );
  const department = await ensure(
    runner,
    `INSERT INTO tenant."Departments" ("Id", "BranchId", "Code", "Name") VALUES (gen_random_uuid(), $1, $2, $3)
     ON CONFLICT ("BranchId", "Code") DO NOTHING`,
    'SELECT "Id"::text AS id FROM tenant."Departments" WHERE "BranchId" = $1 AND "Code" = $2',
    [branch, '001', words[language].department],
  );
  await runner.query({
    text: `INSERT INTO tenant."TenantUsers" ("Id", "MasterUserId", "Email", "Username", "Role", "BranchId", "DepartmentId")
           VALUES (gen_random_uuid(), $1, $2, $3, 'super_admin', $4, $5)
           ON CONFLICT (lower("Email")) DO NOTHING`,
    values: [
      owner?.id ?? null,
      owner?.email ?? reservation.ownerEmail,
      owner?.username ?? reservation.ownerEmail,
      branch,
      department,
    ],
  });
}

const countSeeded = `
  SELECT (SELECT count(*)::integer FROM tenant."Companies") AS companies,
         (SELECT count(*)::integer FROM tenant."Branches") AS branches,
         (SELECT count(*)::integer FROM tenant."Departments") AS departments,
         (SELECT count(*)::integer FROM tenant."TenantUsers") AS users`;

async function seeded(runner: Runner): Promise<Evidence | undefined> {
  const [there] = await runner.query({ text: `SELECT pg_catalog.to_regclass('_tenantry.seeds') IS NOT NULL AS there` });
  if (there?.['there'] !== true) return undefined;
  const [marker] = await runner.query({
    text: 'SELECT version FROM _tenantry.seeds WHERE name = $1',
    values: [seedName],
  });
  if (marker === undefined) return undefined;
  const [counts] = await runner.query({ text: countSeeded });
  return {
    seedVersion: Number(marker['version']),
    companies: Number(counts?.['companies']),
    branches: Number(counts?.['branches']),
    departments: Number(counts?.['departments']),
    users: Number(counts?.['users']),
  };
}

/** What a new tenant starts with. Rows and marker come in one transaction, so the marker proves the rows. */
export function tenantSeeder(context: OperationContext): Seeder {
  return {
    isSeeded: (reservation) => context.tenant.reading(reservation, seeded),
    async seed(reservation) {
      const owner = await readOwner(context, reservation);
      const language = context.deps.settings.languages[0] ?? 'tr';
      return context.tenant.fenced(reservation, async (runner) => {
        await seedRows(runner, { reservation, owner, language });
        await runner.query({
          text: `INSERT INTO _tenantry.seeds (name, version, op_id) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING`,
          values: [seedName, seedVersion, context.lease.operationId],
        });
        return (await seeded(runner)) ?? {};
      });
    },
  };
}
