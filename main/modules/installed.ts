import type { StoredTenant } from '../../shared/contract/tenants.ts';
import { AppError, type AppErrorData, toAppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { InstalledModule } from '../layouts/roles/migrations.ts';

/** What a tenant's database has, or why that can't be told. */
export type Installed =
  | { readonly modules: ReadonlyArray<InstalledModule>; readonly problem: null }
  | { readonly modules: null; readonly problem: AppErrorData };

const unreadable = (error: AppError): Installed => ({ modules: null, problem: error.toData() });

/** Never throws: what the platform says of a tenant can be shown without its database. */
export async function readInstalled(
  { modules }: Pick<PlatformLayout, 'modules'>,
  { id, name, databaseName }: Pick<StoredTenant, 'id' | 'name' | 'databaseName'>,
): Promise<Installed> {
  if (databaseName === null) return unreadable(new AppError('not_found', 'tenant.no_database', { params: { name } }));
  try {
    const found = await modules.installed({ tenantId: id, database: databaseName });
    if (found !== null) return { modules: found, problem: null };
    return unreadable(
      new AppError('conflict', 'module.database_unreadable', { params: { name, database: databaseName } }),
    );
  } catch (error) {
    return unreadable(toAppError(error));
  }
}

export const contentsOf = (installed: InstalledModule | undefined) =>
  installed === undefined || installed.tables === null
    ? null
    : {
        tables: installed.tables.length,
        rows: installed.tables.reduce((sum, { rows }) => sum + rows, 0),
        bytes: installed.bytes ?? 0,
      };
