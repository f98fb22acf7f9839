import type { SealReceipt } from '../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import type { MemoryRole, MemoryWorld } from './world.ts';

interface Tenant {
  readonly id: TenantId;
  readonly database: string;
}

export const roleOfTenant = (world: MemoryWorld, id: TenantId): MemoryRole | undefined =>
  [...world.roles.values()].find(({ tenantId }) => tenantId === id);

const notEnforced: SealReceipt = { sealed: false, role: null, sessionsEnded: 0, sessionsLeft: 0, loginRefused: null };

export function closeRole(world: MemoryWorld, { id, database }: Tenant): SealReceipt {
  const role = roleOfTenant(world, id);
  if (role === undefined) return notEnforced;
  if (world.seals.get(id)?.open !== false) world.seals.set(id, { couldLogIn: role.canLogin, open: false });
  role.canLogin = false;
  const here = world.databases.get(database);
  const sessionsEnded = here?.sessions ?? 0;
  if (here !== undefined) here.sessions = 0;
  return { sealed: true, role: role.name, sessionsEnded, sessionsLeft: 0, loginRefused: true };
}

export function openRole(world: MemoryWorld, { id, database }: Tenant): SealReceipt {
  const role = roleOfTenant(world, id);
  if (role === undefined) return notEnforced;
  const seal = world.seals.get(id);
  if (seal === undefined || (seal.couldLogIn && !seal.open)) role.canLogin = true;
  if (seal !== undefined) seal.open = true;
  return {
    ...{ sealed: !role.canLogin, role: role.name, sessionsEnded: 0 },
    ...{ sessionsLeft: world.databases.get(database)?.sessions ?? 0, loginRefused: null },
  };
}
