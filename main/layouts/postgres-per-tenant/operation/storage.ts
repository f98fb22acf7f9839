import type { StorageBuilder } from '../../layout.ts';
import type { OperationContext } from './context.ts';
import { quotedNames } from './names.ts';
import { createStorage } from './storage-create.ts';
import { dropStorage } from './storage-drop.ts';
import { readiness } from './storage-harden.ts';
import { databaseRow, storageState } from './storage-state.ts';
import { dropTenantRole, tenantRole } from './tenant-role.ts';

/** A tenant's database and role on this server. Names are checked before the first statement of each. */
export function storageBuilder(context: OperationContext): StorageBuilder {
  const checked = <T extends Parameters<StorageBuilder['state']>[0]>(reservation: T): T => {
    quotedNames(reservation, context.deps.settings.database);
    return reservation;
  };
  return {
    state: async (reservation) => storageState(context, checked(reservation)),
    roleExists: async (reservation) =>
      (await context.read((runner) => tenantRole(runner, checked(reservation)))) === 'ours',
    create: async (reservation, verifier, signal) => createStorage(context, checked(reservation), verifier, signal),
    async isReady(reservation) {
      const { kind } = await storageState(context, checked(reservation));
      const row = await databaseRow(context, reservation.database);
      return kind === 'ours' && row?.allowsConnections === true ? readiness(context, reservation) : undefined;
    },
    drop: async (reservation, signal) => dropStorage(context, checked(reservation), signal),
    dropRole: async (reservation) => dropTenantRole(context, checked(reservation)),
  };
}
