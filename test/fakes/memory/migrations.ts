import type { Lease } from '../../../main/layouts/layout.ts';
import type {
  InstalledModule,
  Migration,
  Migrator,
  ModuleInspector,
  ModuleManifest,
  ModuleRemover,
  TenantDatabase,
} from '../../../main/layouts/roles/migrations.ts';
import { readBundle, readBundles, readManifests } from '../../../main/migrations/bundle.ts';
import { AppError } from '../../../shared/errors.ts';
import { fencedDatabase } from './storage.ts';
import { isoNow, type MemoryDatabase, type MemoryWorld, removeWhere } from './world.ts';

const layout = 'postgres-per-tenant';
const ordered = <T extends { readonly module: string; readonly version: string }>(lines: ReadonlyArray<T>): T[] =>
  [...lines].sort((one, other) => (`${one.module}/${one.version}` < `${other.module}/${other.version}` ? -1 : 1));

/** The tables that applied migrations made in a schema, in the order of their names. */
function tablesOf({ migrations, rows = {} }: MemoryDatabase, schema: string): Array<{ name: string; rows: number }> {
  const names = migrations.flatMap(({ module, version }) => {
    const sql = readBundle(layout, module).find((one) => one.version === version)?.sql ?? '';
    return [...sql.matchAll(/^CREATE TABLE (\w+)\."(\w+)"/gm)].flatMap(([, at, name]) =>
      at === schema && name !== undefined ? [name] : [],
    );
  });
  return names.sort().map((name) => ({ name, rows: rows[`${schema}.${name}`] ?? 0 }));
}

const schemaOf = (module: string): string | undefined =>
  readBundles(layout).find(({ manifest }) => manifest.code === module)?.manifest.schema;

interface Parts {
  readonly world: MemoryWorld;
  readonly lease: Lease;
  /** Throws `operation.lost` unless the lease still holds. */
  assertFence(): void;
  /** The database, if it is this tenant's. */
  inDatabase(of: TenantDatabase): MemoryDatabase;
}

const lineOf = ({ migrations }: MemoryDatabase, { module, version }: Pick<Migration, 'module' | 'version'>) =>
  migrations.find((one) => one.module === module && one.version === version);

export function memoryMigrator({ world, lease, assertFence, inDatabase }: Parts): Migrator {
  const change = (of: TenantDatabase, signal: AbortSignal): MemoryDatabase => {
    signal.throwIfAborted();
    assertFence();
    return fencedDatabase(world, of, BigInt(lease.fence));
  };
  const isApplied = (here: MemoryDatabase, { module, version, checksum }: Migration): boolean => {
    const found = lineOf(here, { module, version });
    if (found !== undefined && found.checksum !== checksum)
      throw new AppError('conflict', 'migration.checksum', { params: { module, version } });
    return found !== undefined;
  };
  return {
    modules: () => readManifests(layout),
    available: (module) => readBundle(layout, module),
    applied: async (of) =>
      ordered(inDatabase(of).migrations).map(({ module, version, checksum, operationId }) => ({
        ...{ module, version, checksum, operationId },
      })),
    async apply(of, migration, signal) {
      const here = change(of, signal);
      const { module, version, name, checksum } = migration;
      if (isApplied(here, migration)) return;
      const { operationId } = lease;
      here.migrations.push({ module, version, name, checksum, operationId, appliedAt: isoNow(world) });
    },
    async revert(of, migration, signal) {
      const here = change(of, signal);
      const { module, version, name, down } = migration;
      if (!isApplied(here, migration)) return;
      if (down === null) throw new AppError('refused', 'migration.irreversible', { params: { module, version, name } });
      const later = ordered(here.migrations.filter((one) => one.module === module && one.version > version)).at(-1);
      if (later !== undefined)
        throw new AppError('conflict', 'migration.later_applied', {
          params: { module, version, name, later: later.version },
        });
      removeWhere(here.migrations, (one) => one.module === module && one.version === version);
    },
  };
}

export function memoryModuleRemover({ world, lease, assertFence, inDatabase }: Parts): ModuleRemover {
  const contentsOf = (here: MemoryDatabase, { schema }: ModuleManifest) => {
    const tables = tablesOf(here, schema);
    if (tables.length === 0) return undefined;
    return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0) };
  };
  return {
    contents: async (of, manifest) => contentsOf(inDatabase(of), manifest),
    async purge(of, { code, schema }, signal) {
      if (!readManifests(layout).some((one) => one.code === code && one.schema === schema))
        throw new AppError('not_found', 'module.not_shipped', { params: { module: code } });
      signal.throwIfAborted();
      assertFence();
      const here = fencedDatabase(world, of, BigInt(lease.fence));
      if (here.referredSchemas?.has(schema) === true)
        throw new AppError('conflict', 'module.used_elsewhere', {
          params: { module: code, schema, by: 'elsewhere', count: 1 },
        });
      removeWhere(here.migrations, ({ module }) => module === code);
      here.rows = Object.fromEntries(
        Object.entries(here.rows ?? {}).filter(([table]) => !table.startsWith(`${schema}.`)),
      );
    },
  };
}

export const memoryInspector = (world: MemoryWorld): ModuleInspector => ({
  available: (module) => readBundle(layout, module),
  async installed({ tenantId, database }) {
    const here = world.databases.get(database);
    if (here === undefined || here.invalid || !here.allowsConnections) return null;
    if (here.stamp === undefined) return [];
    if (here.stamp.tenantId !== tenantId) return null;
    return [...Map.groupBy(ordered(here.migrations), ({ module }) => module)].map(
      ([module, lines]): InstalledModule => {
        const tables = tablesOf(here, schemaOf(module) ?? '');
        return {
          module,
          version: lines.at(-1)?.version ?? '',
          appliedAt: lines.at(-1)?.appliedAt ?? '',
          history: lines.map(({ version, name, appliedAt }) => ({ version, name, appliedAt })),
          tables: tables.length === 0 ? null : tables,
          bytes: tables.length === 0 ? null : tables.length * 8192,
        };
      },
    );
  },
});
