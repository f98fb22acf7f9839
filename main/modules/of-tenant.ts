import type { BundleVersion, ModuleHistoryLine, TenantModule, TenantModules } from '../../shared/contract/modules.ts';
import { moduleDifference, placeInPackage } from '../../shared/domain/entitlements.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { dependentsOf, type ModuleDefinition } from '../../shared/domain/modules.ts';
import type { InstalledModule, Migration, ModuleRecord } from '../layouts/roles/migrations.ts';
import { contentsOf, type Installed, readInstalled } from './installed.ts';
import { type ModuleParts, readUse, requireTenant, type TenantUse } from './tenant-use.ts';

export const versionOf = ({ version, name, down }: Migration): BundleVersion => ({
  version,
  name,
  reversible: down !== null,
});

function historyOf(
  installed: InstalledModule | undefined,
  events: ReadonlyArray<ModuleRecord>,
): ReadonlyArray<ModuleHistoryLine> {
  const migrated = (installed?.history ?? []).map(
    ({ version, name, appliedAt }): ModuleHistoryLine => ({
      ...{ at: appliedAt, what: 'migrated', by: null, version, name, reason: null },
    }),
  );
  const done = events.map(
    ({ at, action, by, reason }): ModuleHistoryLine => ({ at, what: action, by, version: null, name: null, reason }),
  );
  return [...migrated, ...done].sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Also what no definition of the platform names: rows of before, schemas of a newer console. */
function allModules(
  { known, entitled }: TenantUse,
  installed: ReadonlyArray<InstalledModule>,
): ReadonlyArray<ModuleDefinition> {
  const others = [
    ...entitled.map(({ code, name }) => ({ code, name })),
    ...installed.map(({ module }) => ({ code: module, name: module })),
  ];
  const strangers = new Map<string, ModuleDefinition>();
  for (const { code, name } of others)
    if (!known.some((one) => one.code === code) && !strangers.has(code))
      strangers.set(code, {
        ...{ code, name, description: null, isCore: false, dependsOn: [], schema: null, latest: null },
      });
  const all = [...known, ...strangers.values()];
  return [...all.filter(({ isCore }) => isCore), ...all.filter(({ isCore }) => !isCore)];
}

interface Sources {
  readonly use: TenantUse;
  readonly installed: Installed;
  readonly available: ReadonlyArray<Migration>;
  readonly events: ReadonlyArray<ModuleRecord>;
  /** Codes of what is active or installed. */
  readonly present: ReadonlyArray<string>;
}

function moduleOf(definition: ModuleDefinition, { use, installed, available, events, present }: Sources): TenantModule {
  const { code, name, description, isCore, dependsOn, latest } = definition;
  const here = installed.modules?.find(({ module }) => module === code);
  const entitlement = use.entitled.find((one) => one.code === code);
  const place = placeInPackage(code, use.packageModules);
  const { state, missing, unknown } = moduleDifference({
    ...{ isCore, place, entitled: entitlement !== undefined },
    available: available.map(({ version }) => version),
    applied: installed.modules === null ? null : (here?.history ?? []).map(({ version }) => version),
    schemaGone: here !== undefined && here.tables === null,
  });
  return {
    ...{ code, name, description, isCore, place, state, latest, dependsOn },
    origin: entitlement?.origin ?? null,
    maxEntities: entitlement?.maxEntities ?? null,
    installed: here?.version ?? null,
    missing: available.filter(({ version }) => missing.includes(version)).map(versionOf),
    unknown,
    installedAt: here?.appliedAt ?? null,
    contents: contentsOf(here),
    usedBy: dependentsOf(code, present, use.known),
    history: historyOf(here, events),
  };
}

/** What a tenant may use, what its database has, and the difference, module by module. */
export async function modulesOfTenant(parts: ModuleParts, id: TenantId): Promise<TenantModules> {
  const { layout } = parts;
  const tenant = await requireTenant(layout, id);
  const [use, installed, events] = await Promise.all([
    readUse(parts, id),
    readInstalled(layout, tenant),
    layout.moduleEvents.ofTenant(id),
  ]);
  const there = installed.modules ?? [];
  const present = [...new Set([...use.entitled.map(({ code }) => code), ...there.map(({ module }) => module)])];
  return {
    standing: use.standing,
    packageName: use.packageName,
    livesByPackage: use.livesByPackage,
    problem: installed.problem,
    modules: allModules(use, there).map((definition) =>
      moduleOf(definition, {
        ...{ use, installed, present },
        available: layout.modules.available(definition.code),
        events: events.filter(({ module }) => module === definition.code),
      }),
    ),
  };
}
