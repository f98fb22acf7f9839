import type pg from 'pg';
import type { PlatformLayout } from '../../../main/layouts/layout.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import type { Limits } from '../../../shared/domain/limits.ts';
import type { PackageDefinition } from '../../../shared/domain/packages.ts';
import { createRandom } from '../../builders/random.ts';
import { createCalendar } from '../content/calendar.ts';
import type { DemoPackage } from '../content/types.ts';
import { insert } from './insert.ts';

interface Words {
  readonly en: string;
  readonly order: number;
  readonly limits: Limits;
  readonly features: ReadonlyArray<string>;
  readonly flags: ReadonlyArray<string>;
}

/** What the platform's own rows of packages can't say, by their names there. */
const words: Readonly<Record<string, Words>> = {
  Başlangıç: {
    ...{ en: 'Starter', order: 2, features: [], flags: [] },
    limits: { max_customers: 500, max_projects: 3, max_storage_gb: 5, api_rate_limit: 1_000 },
  },
  Profesyonel: {
    ...{ en: 'Professional', order: 3, features: ['custom_domain', 'api_access'] },
    flags: [],
    limits: { max_customers: 10_000, max_projects: 50, max_storage_gb: 50, api_rate_limit: 10_000 },
  },
  International: {
    ...{ en: 'International', order: 4, features: ['custom_domain', 'api_access'] },
    // The others say nothing of flags: their tenants may have all.
    flags: ['crm.whatsapp_inbox', 'reports.async_export', 'ui.new_navigation', 'auth.passkeys', 'pos.offline_mode'],
    limits: { max_customers: 10_000, max_projects: 50, max_storage_gb: 50, api_rate_limit: 10_000 },
  },
  Kurumsal: {
    ...{ en: 'Enterprise', order: 5, flags: [] },
    features: ['custom_domain', 'api_access', 'priority_support', 'sso'],
    limits: { max_customers: null, max_projects: null, max_storage_gb: 500, api_rate_limit: 100_000 },
  },
};

interface Parts {
  readonly client: pg.ClientBase;
  readonly layout: Pick<PlatformLayout, 'packages'>;
  readonly packages: ReadonlyArray<DemoPackage>;
  readonly today: string;
  readonly by: string;
}

/** As an operator changed it some days ago. Who had it by then keeps what was sold before. */
async function change(
  { client, layout, by, today }: Parts,
  id: PackageId,
  how: { readonly daysAgo: number; readonly to: (before: PackageDefinition) => Partial<PackageDefinition> },
): Promise<void> {
  const found = await layout.packages.find(id);
  if (found === undefined) throw new Error('there is no such package');
  const { id: _, version, ...before } = found;
  await layout.packages.change(id, { expected: version, definition: { ...before, ...how.to(before) }, by });
  await client.query('UPDATE tenantry.package_versions SET at = $3 WHERE package_id = $1 AND version = $2', [
    ...[id, version + 1, createCalendar(today).daysAgo(how.daysAgo, 9, 20)],
  ]);
}

const economy: PackageDefinition = {
  ...{ names: { en: 'Economy', tr: 'Ekonomik' }, type: 'Starter', monthlyPrice: 29_900, yearlyPrice: null },
  ...{ currency: 'TRY', limits: { max_users: null, max_customers: 100, max_storage_gb: 1 }, order: 1, active: true },
  modules: [{ code: 'CRM', name: 'Müşteri İlişkileri', included: true, maxEntities: 100 }],
  ...{ features: [], flags: [] },
};

/** Packages with names, limits and places; one that was changed twice, one that is not sold any more. */
export async function insertOffers(parts: Parts): Promise<void> {
  const { client, layout, packages, today, by } = parts;
  await insert(
    client,
    ['tenantry', 'packages'],
    packages.flatMap(({ id, name }) => {
      const said = words[name];
      if (said === undefined) return [];
      const { en, order: position, ...rest } = said;
      return [{ package_id: id, name_en: en, name_tr: name, position, version: 1, ...rest }];
    }),
  );
  const idOf = (name: string): PackageId => packages.find((one) => one.name === name)?.id as PackageId;
  await client.query(
    `UPDATE public."PackageModules" SET "MaxEntities" = 500 WHERE "PackageId" = $1 AND "ModuleCode" = 'CRM'`,
    [idOf('Başlangıç')],
  );
  const abroad = idOf('International');
  await client.query('UPDATE public."Packages" SET "MaxUsers" = 20 WHERE "Id" = $1', [abroad]);
  await change(parts, abroad, { daysAgo: 180, to: ({ limits }) => ({ limits: { ...limits, max_users: 25 } }) });
  await client.query(
    `UPDATE tenantry.subscriptions o SET package_version = 2 FROM public."Subscriptions" s
      WHERE s."Id" = o.subscription_id AND s."PackageId" = $1 AND s."StartDate" > $2`,
    [abroad, createCalendar(today).daysAgo(180)],
  );
  await change(parts, abroad, { daysAgo: 2, to: () => ({ monthlyPrice: 5_450, yearlyPrice: 54_500 }) });
  await change(parts, idOf('Kurumsal'), {
    daysAgo: 45,
    to: ({ features }) => ({ features: [...features, 'audit_export'] }),
  });
  const old = createRandom(1_031).uuid() as string as PackageId;
  await layout.packages.create(old, economy, by);
  // The same each time, as everything here.
  await client.query(
    `UPDATE public."PackageModules" SET "Id" = md5("PackageId"::text || "ModuleCode")::uuid WHERE "PackageId" = $1`,
    [old],
  );
  await client.query('UPDATE tenantry.package_versions SET at = $2 WHERE package_id = $1', [
    ...[old, createCalendar(today).daysAgo(400, 8)],
  ]);
  await change(parts, old, { daysAgo: 120, to: () => ({ active: false }) });
}
