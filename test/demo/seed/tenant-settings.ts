import pLimit from 'p-limit';
import type pg from 'pg';
import { taxNumberProblem } from '../../../shared/domain/tax-numbers.ts';
import { connected, type Login } from '../../servers/databases.ts';
import { createCalendar } from '../content/calendar.ts';
import type { DemoTenant, Scenario } from '../content/types.ts';
import { insert } from './insert.ts';

interface Parts {
  readonly client: pg.ClientBase;
  readonly tenants: ReadonlyArray<DemoTenant>;
  readonly today: string;
  readonly by: string;
}

/** Settings of their own, and limits that are not their package's: one holds, one is over, one has no end. */
export async function insertTenantSettings({ client, tenants, today, by }: Parts): Promise<void> {
  const calendar = createCalendar(today);
  const of = (scenario: Scenario): ReadonlyArray<DemoTenant> => tenants.filter((one) => one.scenario === scenario);
  const [full, , fuller] = of('over_limit');
  const [plain, abroad] = of('ordinary');
  const [whole] = of('hold_lifted');
  await insert(
    client,
    ['tenantry', 'tenant_settings'],
    [
      { tenant: abroad, time_zone: 'Europe/Berlin', language: 'en', currency: 'EUR', days: 33 },
      { tenant: plain, time_zone: null, language: 'tr', currency: null, days: 5 },
    ].flatMap(({ tenant, days, ...settings }) =>
      tenant === undefined
        ? []
        : [{ tenant_id: tenant.id, ...settings, updated_at: calendar.daysAgo(days, 12), updated_by: by }],
    ),
  );
  const override = (tenant: DemoTenant | undefined, key: string, value: number | null, reason: string) => ({
    ...{ tenant_id: tenant?.id, key, value, reason, by, at: calendar.daysAgo(10, 8, 30), until: null as string | null },
  });
  await insert(
    client,
    ['tenantry', 'limit_overrides'],
    [
      { ...override(full, 'max_users', 8, 'Kampanya ekibi, sezon sonuna kadar'), until: calendar.dayAgo(-20) },
      override(full, 'api_rate_limit', null, 'Veri aktarımı sürüyor'),
      { ...override(whole, 'max_customers', 400, 'Sözleşmeye ek 2'), until: calendar.dayAgo(-60) },
      override(whole, 'api_rate_limit', 5_000, 'Kendi isteğiyle'),
      { ...override(fuller, 'max_users', 400, 'Fuar süresince'), until: calendar.dayAgo(3) },
      { ...override(plain, 'max_storage_gb', 600, 'Arşiv taşınıyor'), until: calendar.dayAgo(-45) },
    ].filter(({ tenant_id: id }) => id !== undefined),
  );
}

const places = [
  ['Kadıköy', 'İstanbul', 'Kadıköy', '34710'],
  ['Çankaya', 'Ankara', 'Çankaya', '06690'],
  ['Konak', 'İzmir', 'Konak', '35250'],
  ['Nilüfer', 'Bursa', 'Nilüfer', '16110'],
] as const;

/** A number of a company whose last digit is right. */
function taxNumber(index: number): string {
  const first = `${100_200_300 + index * 7_331}`;
  const last = Array.from({ length: 10 }, (_, digit) => `${first}${digit}`);
  return last.find((number) => taxNumberProblem(number) === undefined) ?? '';
}

const companySql = `
  UPDATE tenant."Companies" SET "LegalName" = "Name", "TaxNumber" = $1, "TaxOffice" = $2, "City" = $3, "District" = $4,
    "PostalCode" = $5, "Address" = 'Çınar Sokak ' || $6`;

/** Where the module is: so many rows of its main thing. */
const rowsSql = (table: string, rows: number): string => `
  DO $$ BEGIN IF to_regclass('${table}') IS NOT NULL THEN
    INSERT INTO ${table} ("Id", "CompanyId", "Code", "Name")
    SELECT gen_random_uuid(), c."Id", 'K' || n, 'Kayıt ' || n FROM tenant."Companies" c, generate_series(1, ${rows}) n;
  END IF; END $$`;

/** Who they are, in their own databases, and for some as many customers and projects as fill a limit. */
export async function insertCompanies(
  tenants: ReadonlyArray<DemoTenant>,
  login: (database: string) => Login,
): Promise<void> {
  const few = pLimit(4);
  await Promise.all(
    tenants.map(({ database, lifecycle }, index) =>
      few(async () => {
        if (database === null || lifecycle !== 'active') return;
        const [office, city, district, postalCode] = places[index % places.length] ?? places[0];
        await connected(login(database), async (client) => {
          const [there] = (await client.query(`SELECT to_regclass('tenant."Companies"') IS NOT NULL AS there`)).rows;
          if (there?.there !== true) return;
          await client.query(companySql, [taxNumber(index), office, city, district, postalCode, `${index + 1}`]);
          await client.query(rowsSql('crm."Customers"', 60 + (index % 6) * 90));
          await client.query(rowsSql('projects."Projects"', 2 + (index % 4)));
        });
      }),
    ),
  );
}
