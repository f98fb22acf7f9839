import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { DatabaseArchiver } from '../../../main/layouts/roles/archives.ts';
import type { Inventory } from '../../../shared/domain/inventory.ts';
import { AppError } from '../../../shared/errors.ts';
import type { MemoryDatabase, MemoryWorld } from './world.ts';

/** What a file of this server holds of a database: all but the console's stamp. */
type Contents = Pick<MemoryDatabase, 'foreignTables' | 'migrations' | 'seeded'>;

const inventoryOf = ({ foreignTables, migrations, seeded }: Contents): Inventory => ({
  tables: Array.from({ length: foreignTables }, (_, table) => ({
    ...{ schema: 'public', name: `kept_${table}`, rows: seeded ? 1 : 0, checksum: `${table}` },
  })),
  migrations: migrations.map(({ module, version, checksum }) => ({ module, version, checksum })),
  structure: `${foreignTables}`,
});

/** Copies databases of this process into real files and back. */
export function memoryArchiver({ world, assertFence }: { world: MemoryWorld; assertFence(): void }): DatabaseArchiver {
  const at = (database: string): MemoryDatabase => {
    const found = world.databases.get(database);
    if (found === undefined) throw new AppError('not_found', 'server.no_database', { params: { database } });
    return found;
  };
  return {
    tool: async () => ({ format: 'pg_dump', label: 'pg_dump 18.4', problem: null }),
    inventory: async (database) => inventoryOf(at(database)),
    async dump({ database, file }, { signal, report }) {
      signal.throwIfAborted();
      assertFence();
      const { foreignTables, migrations, seeded } = at(database);
      writeFileSync(file, JSON.stringify({ foreignTables, migrations, seeded } satisfies Contents), { flag: 'wx' });
      const bytes = statSync(file).size;
      report(bytes, bytes);
      return { inventory: inventoryOf(at(database)), bytes };
    },
    async load({ database, file }, { signal, report }) {
      signal.throwIfAborted();
      assertFence();
      const text = readFileSync(file, 'utf8');
      try {
        Object.assign(at(database), JSON.parse(text) as Contents);
      } catch (error) {
        throw error instanceof SyntaxError
          ? new AppError('invalid_input', 'archive.file_invalid', { params: { path: file } })
          : error;
      }
      report(text.length, text.length);
    },
    async read(database, visit, { signal }, only) {
      signal.throwIfAborted();
      const all = inventoryOf(at(database));
      const inventory: Inventory =
        only === undefined
          ? all
          : {
              ...{ structure: all.structure, module: only.module },
              tables: all.tables.filter(({ schema }) => schema === only.schema),
              migrations: all.migrations.filter(({ module }) => module === only.module),
            };
      await visit.schema('');
      for (const { schema, name } of inventory.tables)
        await visit.table({ schema, name, columns: [] }, (async function* () {})());
      return inventory;
    },
  };
}
