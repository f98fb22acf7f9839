import type pg from 'pg';
import type { OperationRoles } from '../../../main/layouts/layout.ts';
import type { TenantDatabase } from '../../../main/layouts/roles/migrations.ts';
import { connected, type Login } from '../../servers/databases.ts';
import { createCalendar } from '../content/calendar.ts';
import { demoModules } from '../content/packages.ts';
import type { DemoContent, DemoTenant } from '../content/types.ts';
import { insert } from './insert.ts';

type Content = Pick<DemoContent, 'tenants' | 'packages'>;

const isPlain = ({ lifecycle, subscriptions }: DemoTenant): boolean =>
  lifecycle === 'active' && subscriptions.at(-1) !== undefined;

/** Has what its package has not: a module that is active, and another of which only tables are left. */
export const outsidePackage = ({ tenants, packages }: Content): DemoTenant | undefined =>
  tenants.find((tenant) => {
    const offer = packages.find(({ id }) => id === tenant.subscriptions.at(-1)?.packageId);
    return isPlain(tenant) && offer?.name === 'Başlangıç' && !tenant.holds.some(({ liftedAt }) => liftedAt === null);
  });

/** Its package has all modules; one was deactivated, one never activated, one is not installed yet. */
export const notAllActive = ({ tenants }: Content): DemoTenant | undefined =>
  tenants.find((tenant) => isPlain(tenant) && tenant.subscriptions.at(-1)?.moduleCodes.length === demoModules.length);

/** By module how many of its migrations, where it is not all of them. */
type Installed = ReadonlyMap<string, number>;
const all = Number.POSITIVE_INFINITY;

function installedFor(content: Content, tenant: DemoTenant): Installed {
  const codes = tenant.subscriptions.at(-1)?.moduleCodes ?? [];
  const whole = (of: ReadonlyArray<string>): ReadonlyArray<readonly [string, number]> => of.map((code) => [code, all]);
  if (tenant.id === outsidePackage(content)?.id)
    return new Map([...whole(['CRM', 'Inventory', 'Finance']), ['Sales', 2]]);
  if (tenant.id === notAllActive(content)?.id)
    return new Map([...whole(codes.filter((code) => code !== 'HR' && code !== 'Projects')), ['Sales', 1]]);
  // Every fifth is a version behind.
  const behind = content.tenants.indexOf(tenant) % 5 === 0 ? ([['Sales', 2]] as const) : [];
  return new Map([...whole(codes), ...behind]);
}

/** What is in a tenant's own database of modules. */
export async function installDemoModules(
  { migrator }: Pick<OperationRoles, 'migrator'>,
  of: TenantDatabase,
  { content, tenant }: { readonly content: Content; readonly tenant: DemoTenant },
): Promise<void> {
  const wanted = installedFor(content, tenant);
  const { signal } = new AbortController();
  for (const { code } of migrator.modules())
    for (const migration of migrator.available(code).slice(0, wanted.get(code) ?? 0))
      await migrator.apply(of, migration, signal);
}

/** What tenants' subscriptions have of modules beside what they bought, and how it came to that. */
export async function insertModuleLives(
  client: pg.ClientBase,
  { content, today, by }: { readonly content: Content; readonly today: string; readonly by: string },
): Promise<void> {
  const calendar = createCalendar(today);
  const more = outsidePackage(content);
  const fewer = notAllActive(content);
  await client.query(
    `INSERT INTO "SubscriptionModules" ("Id", "SubscriptionId", "ModuleCode", "ModuleName", "MaxEntities", "AddedAt")
     SELECT md5($1 || 'Inventory')::uuid, $1::uuid, 'Inventory', "Name", 250, $2
       FROM "ModuleDefinitions" WHERE "Code" = 'Inventory'`,
    [more?.subscriptions.at(-1)?.id, calendar.daysAgo(40, 10, 5)],
  );
  await client.query(
    `DELETE FROM "SubscriptionModules" WHERE "SubscriptionId" = $1 AND "ModuleCode" IN ('Finance', 'Projects')`,
    [fewer?.subscriptions.at(-1)?.id],
  );
  const line = (tenant: DemoTenant | undefined, module: string, action: string, at: string, reason: string) => ({
    ...{ tenant_id: tenant?.id, module, action, at, by, reason },
  });
  await insert(
    client,
    ['tenantry', 'module_events'],
    [
      line(more, 'Inventory', 'activated', calendar.daysAgo(40, 10, 5), 'Kış sezonu için, üç ay'),
      line(more, 'Finance', 'activated', calendar.daysAgo(39, 9, 12), 'Deneme amacıyla'),
      line(more, 'Finance', 'deactivated', calendar.daysAgo(12, 15, 40), 'Muhasebeyi dışarıda yürütüyorlar'),
      line(fewer, 'Finance', 'activated', calendar.daysAgo(8, 11, 0), 'Kurulumla birlikte'),
      line(fewer, 'Finance', 'deactivated', calendar.daysAgo(2, 16, 25), 'Şimdilik istemiyorlar'),
    ],
  );
}

const rowsSql = [
  `INSERT INTO crm."Pipelines" ("Id", "CompanyId", "Name")
   SELECT gen_random_uuid(), c."Id", 'Satış ' || n FROM tenant."Companies" c, generate_series(1, 3) n`,
  `INSERT INTO finance."Accounts" ("Id", "CompanyId", "Code", "Name", "Kind")
   SELECT gen_random_uuid(), c."Id", (100 + n)::text, 'Hesap ' || n, 'asset'
     FROM tenant."Companies" c, generate_series(1, 24) n`,
];

/** So that what is kept is seen to be something. */
export async function insertModuleRows(
  content: Content,
  tenants: ReadonlyArray<DemoTenant>,
  login: (database: string) => Login,
): Promise<void> {
  for (const shown of [outsidePackage(content), notAllActive(content)]) {
    const database = tenants.find(({ id }) => id === shown?.id)?.database;
    if (database === undefined || database === null) continue;
    await connected(login(database), async (client) => {
      for (const sql of rowsSql) await client.query(sql);
    });
  }
}
