import { z } from 'zod';
import { holdId, tenantId } from '../../shared/contract/fields.ts';
import { canBeHeld, type Hold, holdKinds, isLive } from '../../shared/domain/holds.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import type { OperationDefinition, Step } from '../operations/definition.ts';
import { stepOf } from '../operations/steps.ts';
import { type BulkContext, bulkOperation, bulkSteps, findSubject, receiptEvidence, refuseBusy } from './bulk-holds.ts';
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
  name: stepOf<'release_many'>('releasing', tenant.code),
  weight: 1,
  async isDone(context) {
    const receipt = context.receipts.get(tenant.tenantId);
    if (receipt === undefined || (await askedFor(context, tenant)).some(isLive)) return undefined;
    return receiptEvidence(tenant.code, receipt);
  },
  run: (context) => releaseOne(context, tenant),
  undo: (context) => putBack(context, tenant),
});

export const releasingMany = (params: ReleaseManyParams): ReadonlyArray<Step<ReleasingMany>> =>
  bulkSteps(params, releasing);

export const releaseManyOperation = (parts: Parameters<typeof bulkOperation>[1]): OperationDefinition =>
  bulkOperation({ kind: 'release_many', params: releaseManyParams, steps: releasingMany }, parts);
