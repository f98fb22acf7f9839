import type { OwnModules } from '../../../../shared/domain/package-change.ts';
import type { PackageDefinition } from '../../../../shared/domain/packages.ts';
import type { Subscription } from '../../../../shared/domain/subscriptions.ts';
import type { Writing } from './writing.ts';

/** What its version of its package includes. */
async function ofPackage({ runner }: Writing, subscription: Subscription): Promise<OwnModules> {
  const [kept] = await runner.query({
    text: 'SELECT definition FROM tenantry.package_versions WHERE package_id = $1 AND version = $2',
    values: [subscription.packageId, subscription.packageVersion],
  });
  const definition = kept?.['definition'] as PackageDefinition | undefined;
  if (definition !== undefined)
    return definition.modules
      .filter(({ included }) => included)
      .map(({ code, name, maxEntities }) => ({ code, name, maxEntities }));
  const rows = await runner.query({
    text: `SELECT "ModuleCode" AS code, "ModuleName" AS name, "MaxEntities" AS most FROM public."PackageModules"
            WHERE "PackageId" = $1 AND "IsIncluded" ORDER BY "ModuleCode" COLLATE "C"`,
    values: [subscription.packageId],
  });
  return rows.map((row) => ({
    code: String(row['code']),
    name: String(row['name']),
    maxEntities: row['most'] as number | null,
  }));
}

/** Its own or, where it has none, those of its version of its package. */
export const modulesHad = async (writing: Writing, subscription: Subscription): Promise<OwnModules> =>
  subscription.modules.length > 0 ? subscription.modules : ofPackage(writing, subscription);
