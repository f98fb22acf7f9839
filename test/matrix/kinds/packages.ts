import { randomUUID } from 'node:crypto';
import type { PackageId } from '../../../shared/domain/ids.ts';
import type { PackageDefinition } from '../../../shared/domain/packages.ts';
import type { Stage } from '../stage.ts';

const modules = ['CRM', 'Sales', 'Inventory', 'Finance'];

const definition = (name: string, order: number, codes: ReadonlyArray<string>): PackageDefinition => ({
  ...{ names: { en: name, tr: name }, type: 'Standard', monthlyPrice: 10_000 * order, yearlyPrice: 100_000 * order },
  ...{ currency: 'TRY', limits: { max_users: 10 * order }, features: [], flags: [], order, active: true },
  modules: codes.map((code) => ({ code, name: code, included: true, maxEntities: null })),
});

export interface Sold {
  /** With CRM and Sales. */
  readonly small: PackageId;
  /** With Inventory and Finance as well. */
  readonly large: PackageId;
}

async function sell({ admin, second }: Stage): Promise<Sold> {
  for (const code of modules)
    await admin.query(
      `INSERT INTO "ModuleDefinitions" ("Id", "Code", "Name", "DbContextName", "IsCore") VALUES (gen_random_uuid(), $1, $1, $1, false)
       ON CONFLICT ("Code") DO NOTHING`,
      [code],
    );
  const make = async (name: string, order: number, codes: ReadonlyArray<string>): Promise<PackageId> => {
    const id = randomUUID() as string as PackageId;
    await second.layout.packages.create(id, definition(name, order, codes), 'prepared');
    return id;
  };
  return { small: await make('Small', 1, modules.slice(0, 2)), large: await make('Large', 2, modules) };
}

const sold = new WeakMap<Stage, Promise<Sold>>();

/** What the platform of a stage sells; made once. */
export function packagesOf(stage: Stage): Promise<Sold> {
  const known = sold.get(stage) ?? sell(stage);
  sold.set(stage, known);
  return known;
}
