import { z } from 'zod';
import { holdId, tenantId } from '../../shared/contract/fields.ts';
import { canBeHeld, type Hold, holdEffects, holdKinds, isLive } from '../../shared/domain/holds.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import type { OperationDefinition, Step } from '../operations/definition.ts';
import { stepOf } from '../operations/steps.ts';
import { type BulkContext, bulkOperation, bulkSteps, findSubject, receiptEvidence, refuseBusy } from './bulk-holds.ts';
import { close, openUnlessNeeded, untouched } from './closing.ts';
import { seals, writeHold } from './hold.ts';

const tenantSchema = z.strictObject({ tenantId, code: z.string(), name: z.string(), holdId });

/** The holds' ids are chosen before the first is put, so that whoever goes on knows its own. */
export const holdManyParams = z.strictObject({
  kind: z.enum(holdKinds),
  effects: z.array(z.enum(holdEffects)).min(1),
  reason: z.string(),
  reviewOn: z.string().nullable(),
  by: z.string(),
  tenants: z.array(tenantSchema).min(1).max(500),
});
export type HoldManyParams = z.output<typeof holdManyParams>;
type HeldTenant = HoldManyParams['tenants'][number];

export interface HoldingMany extends BulkContext {
  readonly params: HoldManyParams;
}

const ownHold = async ({ doors }: HoldingMany, tenant: HeldTenant): Promise<Hold | undefined> =>
  (await doors.holds.ofTenant(tenant.tenantId)).find(({ id }) => id === tenant.holdId);

async function holdOne(context: HoldingMany, tenant: HeldTenant): Promise<void> {
  const { doors, params, receipts } = context;
  const subject = await findSubject(context, tenant);
  const there = await ownHold(context, tenant);
  // An earlier attempt's: it stands, and is proved anew.
  if (there !== undefined) {
    receipts.set(tenant.tenantId, seals(there) && isLive(there) ? await close(doors, subject) : untouched(false));
    return;
  }
  await refuseBusy(context, subject);
  const { kind, effects, reason, reviewOn, by } = params;
  const { receipt } = await writeHold(doors, subject, { id: tenant.holdId, kind, effects, reason, reviewOn, by });
  receipts.set(tenant.tenantId, receipt);
}

/** Its own hold goes; the door opens unless something else wants it closed. */
async function takeBack(context: HoldingMany, tenant: HeldTenant): Promise<Evidence> {
  const { doors, roles, params } = context;
  const { code } = tenant;
  const found = await roles.lifecycle.find(tenant.tenantId);
  if (found === undefined || !canBeHeld(found.lifecycle)) return { code, lifted: false };
  const hold = await ownHold(context, tenant);
  const lifted = hold !== undefined && isLive(hold);
  if (lifted)
    await doors.holds.lift({
      id: tenant.holdId,
      tenantId: tenant.tenantId,
      reason: params.reason,
      by: params.by,
    });
  if (!seals(params)) return { code, lifted };
  const subject = await findSubject(context, tenant);
  const { role } = subject.storage === undefined ? { role: null } : await doors.inspect(subject.storage);
  // Left out for being busy, or never begun: nothing was closed for it.
  if (role === null || role.canLogin) return { code, lifted };
  await refuseBusy(context, subject);
  return { ...receiptEvidence(code, await openUnlessNeeded(doors, subject)), lifted };
}

const holding = (tenant: HeldTenant): Step<HoldingMany> => ({
  name: stepOf<'hold_many'>('holding', tenant.code),
  weight: 1,
  async isDone(context) {
    const receipt = context.receipts.get(tenant.tenantId);
    if (receipt === undefined || (await ownHold(context, tenant)) === undefined) return undefined;
    return receiptEvidence(tenant.code, receipt);
  },
  run: (context) => holdOne(context, tenant),
  undo: (context) => takeBack(context, tenant),
});

export const holdingMany = (params: HoldManyParams): ReadonlyArray<Step<HoldingMany>> => bulkSteps(params, holding);

export const holdManyOperation = (parts: Parameters<typeof bulkOperation>[1]): OperationDefinition =>
  bulkOperation({ kind: 'hold_many', params: holdManyParams, steps: holdingMany }, parts);
