import type { HoldCatalog } from '../../../main/layouts/layout.ts';
import { canBeHeld, type Hold, isLive, isSuspended } from '../../../shared/domain/holds.ts';
import type { HoldId, OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { isLiveState } from '../../../shared/domain/operations.ts';
import { AppError } from '../../../shared/errors.ts';
import { isoNow, type MemoryTenant, type MemoryWorld } from './world.ts';

const recordedHolds = (world: MemoryWorld, tenantId: TenantId): Hold[] =>
  world.holds
    .filter((one) => one.tenantId === tenantId)
    .map(({ hold }) => hold)
    .reverse();

/** A suspension that only the platform's columns know goes by the tenant's own id. */
const unrecorded = (tenant: MemoryTenant): Hold => ({
  ...{ id: tenant.id as string as HoldId, kind: 'security', effects: ['block_login'], reason: '', putBy: '' },
  ...{ putAt: '1970-01-01T00:00:00.000Z', reviewOn: null, liftedBy: null, liftedAt: null, recorded: false },
});

export function holdsOf(world: MemoryWorld, tenantId: TenantId): ReadonlyArray<Hold> {
  const tenant = world.tenants.get(tenantId);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  const recorded = recordedHolds(world, tenantId);
  return tenant.suspended && !isSuspended(recorded) ? [...recorded, unrecorded(tenant)] : recorded;
}

/** The tenant, unless another operation works on it. */
export function freeTenant(world: MemoryWorld, tenantId: TenantId, own?: OperationId): MemoryTenant {
  const tenant = world.tenants.get(tenantId);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  const running = [...world.operations.values()].find(
    ({ record }) => record.resource === `tenant:${tenantId}` && isLiveState(record.state) && record.id !== own,
  );
  if (running !== undefined)
    throw new AppError('conflict', 'operation.running_on_resource', {
      params: {
        name: running.record.subject.label,
        operator: running.record.actor,
        since: running.record.createdAt,
      },
    });
  return tenant;
}

/** A suspension that only the columns know becomes a hold like any other. */
export function adoptHold(world: MemoryWorld, tenant: MemoryTenant): void {
  const found = holdsOf(world, tenant.id).find(({ recorded }) => !recorded);
  if (found === undefined) return;
  const id = crypto.randomUUID() as string as HoldId;
  world.holds.push({ tenantId: tenant.id, hold: { ...found, id, putBy: 'platform', recorded: true } });
}

export function settleHolds(world: MemoryWorld, tenant: MemoryTenant): void {
  tenant.suspended = isSuspended(recordedHolds(world, tenant.id));
}

export function memoryHolds(world: MemoryWorld, own?: OperationId): HoldCatalog {
  const tenantOf = (tenantId: TenantId): MemoryTenant => freeTenant(world, tenantId, own);
  const adopt = (tenant: MemoryTenant): void => adoptHold(world, tenant);
  const settle = (tenant: MemoryTenant): void => settleHolds(world, tenant);

  return {
    ofTenant: async (tenantId) => holdsOf(world, tenantId),
    async put({ id, tenantId, kind, effects, reason, reviewOn, by }) {
      const tenant = tenantOf(tenantId);
      if (!canBeHeld(tenant.lifecycle))
        throw new AppError('conflict', 'hold.tenant_state', { params: { state: tenant.lifecycle } });
      adopt(tenant);
      const hold: Hold = {
        ...{ id, kind, effects, reason, putBy: by, putAt: isoNow(world), reviewOn },
        ...{ liftedBy: null, liftedAt: null, recorded: true },
      };
      world.holds.push({ tenantId, hold });
      settle(tenant);
      return hold;
    },
    async lift({ id, tenantId, by }) {
      const tenant = tenantOf(tenantId);
      const shown = holdsOf(world, tenantId).find((hold) => hold.id === id);
      if (shown === undefined) {
        if ((id as string) === tenantId) throw new AppError('conflict', 'hold.already_lifted', { params: { by: '' } });
        throw new AppError('not_found', 'hold.not_found');
      }
      if (!isLive(shown))
        throw new AppError('conflict', 'hold.already_lifted', { params: { by: shown.liftedBy ?? '' } });
      const before = world.holds.length;
      adopt(tenant);
      const entry = shown.recorded ? world.holds.find(({ hold }) => hold.id === id) : world.holds[before];
      if (entry === undefined) throw new AppError('not_found', 'hold.not_found');
      entry.hold = { ...entry.hold, liftedBy: by, liftedAt: isoNow(world) };
      settle(tenant);
      return entry.hold;
    },
  };
}
