import type { OwnModules } from '../../../../shared/domain/package-change.ts';
import type { PackageDefinition } from '../../../../shared/domain/packages.ts';
import { mayStart } from '../../../../shared/domain/subscription-moves.ts';
import type { Subscription } from '../../../../shared/domain/subscriptions.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { ModulesChange } from '../../roles/subscriptions.ts';
import { writeModules } from './modules.ts';
import { currentOf } from './rows.ts';
import { lockTenant, readAll, type Writing } from './writing.ts';

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

/** Adds and takes away; asking twice is asking once. */
export async function setModules(
  writing: Writing,
  { tenantId, add, remove, by, reason }: ModulesChange,
): Promise<void> {
  await lockTenant(writing, tenantId, 'active');
  const found = currentOf(await readAll(writing, tenantId));
  if (found === undefined || mayStart(found.subscription, found.today))
    throw new AppError('conflict', 'subscription.none');
  const current = found.subscription;
  const had = current.modules.length > 0 ? current.modules : await ofPackage(writing, current);
  const stay = had.filter(({ code }) => !remove.includes(code));
  const added = add.filter(({ code }) => !stay.some((one) => one.code === code));
  if (added.length === 0 && stay.length === had.length) return;
  const { id } = current;
  await writeModules(
    writing,
    { id, tenantId, by, reason },
    { before: current.modules, after: [...stay, ...added], had },
  );
}
