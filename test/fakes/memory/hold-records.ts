import type { Lease } from '../../../main/layouts/layout.ts';
import type { HoldRecords, TenantGate } from '../../../main/layouts/roles/lifecycle.ts';
import { AppError } from '../../../shared/errors.ts';
import { freeTenant, holdsOf, memoryHolds, settleHolds } from './holds.ts';
import { closeRole, openRole } from './seal.ts';
import type { MemoryWorld } from './world.ts';

interface Parts {
  readonly world: MemoryWorld;
  readonly lease: Lease;
  assertFence(): void;
}

export function memoryHoldRecords({ world, lease, assertFence }: Parts): HoldRecords {
  const holds = memoryHolds(world, lease.operationId);
  return {
    ofTenant: async (tenantId) => holdsOf(world, tenantId),
    async put(hold) {
      assertFence();
      freeTenant(world, hold.tenantId, lease.operationId);
      return holdsOf(world, hold.tenantId).find(({ id }) => id === hold.id) ?? holds.put(hold);
    },
    async lift(lifting) {
      assertFence();
      freeTenant(world, lifting.tenantId, lease.operationId);
      const hold = holdsOf(world, lifting.tenantId).find(({ id }) => id === lifting.id);
      if (hold === undefined) throw new AppError('not_found', 'hold.not_found');
      return hold.liftedAt === null ? holds.lift(lifting) : hold;
    },
    async reinstate({ id, tenantId }) {
      assertFence();
      const tenant = freeTenant(world, tenantId, lease.operationId);
      const entry = world.holds.find((one) => one.tenantId === tenantId && one.hold.id === id);
      if (entry === undefined) throw new AppError('not_found', 'hold.not_found');
      entry.hold = { ...entry.hold, liftedBy: null, liftedAt: null };
      settleHolds(world, tenant);
    },
  };
}

export const memoryGate = ({ world, assertFence }: Pick<Parts, 'world' | 'assertFence'>): TenantGate => ({
  async seal(tenant) {
    assertFence();
    return closeRole(world, tenant);
  },
  async unseal(tenant) {
    assertFence();
    return openRole(world, tenant);
  },
});
