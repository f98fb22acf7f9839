import type { ModuleEvents, ModuleRecords } from '../../../main/layouts/roles/modules.ts';
import { isoNow, type MemoryWorld } from './world.ts';

const shown = ({ tenantId, module, action, by, reason, at }: MemoryWorld['moduleEvents'][number]) => ({
  ...{ tenantId, module, action, by, reason, at },
});

export const memoryModuleEvents = (world: MemoryWorld): ModuleEvents => ({
  ofTenant: async (tenantId) =>
    world.moduleEvents
      .filter((event) => event.tenantId === tenantId)
      .map(shown)
      .reverse(),
});

export const memoryModuleRecords = ({
  world,
  lease,
  assertFence,
}: {
  readonly world: MemoryWorld;
  readonly lease: { readonly operationId: string };
  assertFence(): void;
}): ModuleRecords => ({
  writtenBy: async (operationId, tenantId) =>
    world.moduleEvents.filter((event) => event.tenantId === tenantId && event.operationId === operationId).map(shown),
  async write(record) {
    assertFence();
    world.moduleEvents.push({ ...record, at: isoNow(world), operationId: lease.operationId });
  },
});
