import { z } from 'zod';
import { holdId, tenantId } from '../../shared/contract/fields.ts';
import { canBeHeld, type Hold, holdKinds, isLive } from '../../shared/domain/holds.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import { permissionForHold } from '../../shared/domain/permissions.ts';
import type { Lease, OperationRoles } from '../layouts/layout.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import {
  type BulkContext,
  type BulkParts,
  bulkContext,
  findSubject,
  receiptEvidence,
  refuseBusy,
} from './bulk-holds.ts';
import { close } from './closing.ts';
import { giveBack, seals } from './hold.ts';

const tenantSchema = z.strictObject({ tenantId, code: z.string(), name: z.string(), holdIds: z.array(holdId).min(1) });

/** Which holds are lifted was decided when it began: one that is put meanwhile stays. */
export const releaseManyParams = z.strictObject({
  kind: z.enum(holdKinds),
  reason: z.string(),
  by: z.string(),
  tenants: z.array(tenantSchema).min(1).max(500),
});
export type ReleaseManyParams = z.output<typeof releaseManyParams>;
type ReleasedTenant = ReleaseManyParams['tenants'][number];

export interface ReleasingMany extends BulkContext {
  readonly params: ReleaseManyParams;
}

type Noun = StepNoun<'release_many'>;

const askedFor = async ({ doors }: ReleasingMany, tenant: ReleasedTenant): Promise<ReadonlyArray<Hold>> =>
  (await doors.holds.ofTenant(tenant.tenantId)).filter(({ id }) => tenant.holdIds.includes(id));

async function releaseOne(context: ReleasingMany, tenant: ReleasedTenant): Promise<void> {
  const { doors, params, receipts } = context;
  const subject = await findSubject(context, tenant);
  await refuseBusy(context, subject);
  const holds = await askedFor(context, tenant);
  for (const { id } of holds.filter(isLive))
    await doors.holds.lift({ id, tenantId: tenant.tenantId, reason: params.reason, by: params.by });
  receipts.set(tenant.tenantId, await giveBack(doors, subject, holds));
}

/** What this operator lifted is in force again; closed first, as when a hold is put. */
async function putBack(context: ReleasingMany, tenant: ReleasedTenant): Promise<Evidence> {
  const { doors, roles, params } = context;
  const { code } = tenant;
  const found = await roles.lifecycle.find(tenant.tenantId);
  if (found === undefined || !canBeHeld(found.lifecycle)) return { code, reinstated: 0 };
  const lifted = (await askedFor(context, tenant)).filter(({ liftedBy }) => liftedBy === params.by);
  const still = (await askedFor(context, tenant)).filter(isLive);
  if (lifted.length === 0 && still.length === 0) return { code, reinstated: 0 };
  const subject = await findSubject(context, tenant);
  await refuseBusy(context, subject);
  const receipt = [...lifted, ...still].some(seals) ? await close(doors, subject) : undefined;
  for (const { id } of lifted) await roles.holds.reinstate({ id, tenantId: tenant.tenantId });
  return { ...(receipt === undefined ? { code } : receiptEvidence(code, receipt)), reinstated: lifted.length };
}

const releasing = (tenant: ReleasedTenant): Step<ReleasingMany> => ({
  name: `${'releasing' satisfies Noun}/${tenant.code}`,
  weight: 1,
  optional: true,
  async isDone(context) {
    const receipt = context.receipts.get(tenant.tenantId);
    if (receipt === undefined || (await askedFor(context, tenant)).some(isLive)) return undefined;
    return receiptEvidence(tenant.code, receipt);
  },
  run: (context) => releaseOne(context, tenant),
  undo: (context) => putBack(context, tenant),
});

export const releasingMany = ({ kind, tenants }: ReleaseManyParams): ReadonlyArray<Step<ReleasingMany>> => [
  {
    name: 'checking' satisfies Noun,
    weight: 1,
    isDone: async () => ({ kind, tenants: tenants.length }),
    run: async () => undefined,
  },
  ...tenants.map(releasing),
  {
    name: 'completed' satisfies Noun,
    weight: 1,
    isDone: async () => ({ completed: true }),
    run: async () => undefined,
  },
];

export const releaseManyOperation = (
  parts: BulkParts & { openRoles(lease: Lease): Promise<OperationRoles> },
): OperationDefinition =>
  defineOperation({
    kind: 'release_many',
    params: releaseManyParams,
    steps: releasingMany,
    needs: ({ kind }) => ({ resume: permissionForHold(kind), cancel: permissionForHold(kind) }),
    undoable: true,
    open: async (params, lease): Promise<ReleasingMany> => ({
      ...bulkContext(await parts.openRoles(lease), parts),
      params,
    }),
    close: ({ roles }) => roles.close(),
  });
