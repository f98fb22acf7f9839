import type { StorageBuilder, StorageNames } from '../../roles/provisioning.ts';
import type { OperationContext } from './context.ts';
import { quotedNames } from './names.ts';
import { blockersOf } from './storage-blockers.ts';
import { createStorage } from './storage-create.ts';
import { dropStorage } from './storage-drop.ts';
import { readiness } from './storage-harden.ts';
import { databaseNamed, databaseRow, storageState } from './storage-state.ts';
import { dropTenantRole, tenantRole } from './tenant-role.ts';

/** A tenant's database and role on this server. Names are checked before the first statement of each. */
export function storageBuilder(context: OperationContext): StorageBuilder {
  const checked = (names: StorageNames): StorageNames => {
    quotedNames(names, context.deps.settings.database);
    return names;
  };
  return {
    state: async (names) => storageState(context, checked(names)),
    identityOf: async (names) => (await databaseRow(context, checked(names).database))?.oid,
    nameOf: (identity) => context.read((runner) => databaseNamed(runner, identity)),
    roleExists: async (names) => (await context.read((runner) => tenantRole(runner, checked(names)))) === 'ours',
    create: async (names, verifier, signal) => createStorage(context, checked(names), verifier, signal),
    async isReady(names) {
      const { kind } = await storageState(context, checked(names));
      const row = await databaseRow(context, names.database);
      return kind === 'ours' && row?.allowsConnections === true ? readiness(context, names) : undefined;
    },
    blockers: async (names) => context.read((runner) => blockersOf(runner, checked(names).database)),
    drop: async (names, signal) => dropStorage(context, checked(names), signal),
    dropRole: async (names) => dropTenantRole(context, checked(names)),
  };
}
