import type { z } from 'zod';
import type { SealReceipt } from '../../shared/contract/tenants.ts';
import { canBeHeld, type HoldKind } from '../../shared/domain/holds.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import { type Evidence, isLiveState } from '../../shared/domain/operations.ts';
import { permissionForHold } from '../../shared/domain/permissions.ts';
import { AppError } from '../../shared/errors.ts';
import type { Lease, OperationRoles, TenantStorage } from '../layouts/layout.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import type { OperationJournal } from '../operations/journal.ts';
import { completed } from '../operations/steps.ts';
import { tenantResource } from './busy.ts';
import { type Doors, operationDoors, type Subject, subjectOf } from './closing.ts';

/** What holding and releasing many have in common, for one holder of the lease. */
export interface BulkContext {
  readonly roles: OperationRoles;
  readonly doors: Doors;
  readonly journal: Pick<OperationJournal, 'newestOn'>;
  /** What was seen in this attempt. Another one closes or opens again, to see it itself. */
  readonly receipts: Map<TenantId, SealReceipt>;
}

export interface BulkParts {
  readonly journal: Pick<OperationJournal, 'newestOn'>;
  readonly storage: Pick<TenantStorage, 'inspect'>;
}

const bulkContext = (roles: OperationRoles, { journal, storage }: BulkParts): BulkContext => ({
  roles,
  doors: operationDoors(roles, storage),
  journal,
  receipts: new Map(),
});

/** As it is now: what was planned may be gone or cancelled since. */
export async function findSubject({ roles }: BulkContext, tenant: { readonly tenantId: TenantId }): Promise<Subject> {
  const found = await roles.lifecycle.find(tenant.tenantId);
  if (found === undefined) throw new AppError('not_found', 'tenant.not_found');
  if (!canBeHeld(found.lifecycle))
    throw new AppError('conflict', 'hold.tenant_state', { params: { name: found.name, state: found.lifecycle } });
  return subjectOf({ id: tenant.tenantId, name: found.name, database: found.database });
}

/** Before anything is closed or opened: what works on the tenant may rely on its door as it is. */
export async function refuseBusy({ journal }: BulkContext, { id, name }: Subject): Promise<void> {
  const running = (await journal.newestOn([tenantResource(id)])).get(tenantResource(id));
  if (running !== undefined && isLiveState(running.state))
    throw new AppError('conflict', 'operation.running_on_resource', {
      params: { name, operator: running.holder?.operator ?? running.actor },
    });
}

export const receiptEvidence = (code: string, receipt: SealReceipt): Evidence => ({
  code,
  sealed: receipt.sealed,
  sessionsEnded: receipt.sessionsEnded,
  sessionsLeft: receipt.sessionsLeft,
  ...(receipt.loginRefused === null ? {} : { loginRefused: receipt.loginRefused }),
  ...(receipt.role === null ? {} : { role: receipt.role }),
});

interface BulkParams<T> {
  readonly kind: HoldKind;
  readonly tenants: ReadonlyArray<T>;
}

/** The same act on each of a selection. One that is busy or refuses is told of, and the others are done all the same. */
export const bulkSteps = <C extends BulkContext, T>(
  { kind, tenants }: BulkParams<T>,
  each: (tenant: T) => Step<C>,
): ReadonlyArray<Step<C>> => [
  {
    name: 'checking' satisfies StepNoun,
    weight: 1,
    isDone: async () => ({ kind, tenants: tenants.length }),
    run: async () => undefined,
  },
  ...tenants.map((tenant): Step<C> => ({ ...each(tenant), optional: true })),
  completed(),
];

export const bulkOperation = <P extends BulkParams<unknown>>(
  asked: {
    readonly kind: 'hold_many' | 'release_many';
    readonly params: z.ZodType<P>;
    steps(params: P): ReadonlyArray<Step<BulkContext & { readonly params: P }>>;
  },
  parts: BulkParts & { openRoles(lease: Lease): Promise<OperationRoles> },
): OperationDefinition =>
  defineOperation({
    ...asked,
    needs: ({ kind }) => ({ resume: permissionForHold(kind), cancel: permissionForHold(kind) }),
    undoable: true,
    open: async (params, lease) => ({ ...bulkContext(await parts.openRoles(lease), parts), params }),
    close: ({ roles }) => roles.close(),
  });
