import type { SetUpRecords, SubscriptionRecords } from '../../../main/layouts/roles/subscriptions.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import { type Books, currentIn, move, setModules, shownSubscription, start } from './subscription-rows.ts';
import { isoNow, type MemoryWorld } from './world.ts';

interface Parts {
  readonly world: MemoryWorld;
  readonly settings: ProfileSettings;
  readonly lease: { readonly operationId: OperationId };
  assertFence(): void;
}

const booksOf = ({ world, settings, lease }: Parts): Books => ({ world, settings, operation: lease.operationId });

export function memorySubscriptionRecords(parts: Parts): SubscriptionRecords {
  const { world, lease, assertFence } = parts;
  const books = booksOf(parts);
  const movesBy = (operation: OperationId, tenantId: TenantId) =>
    world.subscriptionEvents.filter(
      ({ operationId, action, after }) =>
        operationId === operation && action !== 'start' && after.tenantId === tenantId,
    );
  // Every second one puts back the one before it.
  const wasMovedBy = (operation: OperationId, tenantId: TenantId): boolean =>
    movesBy(operation, tenantId).length % 2 === 1;
  return {
    current: async (tenantId) => currentIn(books, tenantId),
    async startedBy(operationId) {
      const row = world.subscriptions.find((one) => one.operationId === operationId);
      return row === undefined ? undefined : shownSubscription(books, row);
    },
    async move(change) {
      assertFence();
      if (!wasMovedBy(lease.operationId, change.tenantId)) move(books, change);
    },
    movedBy: async (operationId, tenantId) => wasMovedBy(operationId, tenantId),
    async revert({ tenantId, reason, by }) {
      assertFence();
      const last = movesBy(lease.operationId, tenantId).at(-1);
      if (last?.before == null || !wasMovedBy(lease.operationId, tenantId)) return;
      const { action, before, after } = last;
      move(books, { ...{ id: after.id, tenantId, action, reason, by }, expected: after, after: before });
    },
    async setModules(change) {
      assertFence();
      setModules(books, change);
    },
  };
}

export function memorySetUpRecords(parts: Parts): SetUpRecords {
  const { world, lease, assertFence } = parts;
  return {
    async isSetUp(tenantId) {
      const tenant = world.tenants.get(tenantId);
      if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
      return tenant.setupCompletedAt !== null;
    },
    async complete(subscription) {
      assertFence();
      const { tenantId } = subscription;
      const mine = world.subscriptions.some(
        (one) => one.tenantId === tenantId && one.operationId === lease.operationId,
      );
      if (!mine) start(booksOf(parts), subscription);
      const tenant = world.tenants.get(tenantId);
      if (tenant !== undefined) tenant.setupCompletedAt ??= isoNow(world);
    },
  };
}
