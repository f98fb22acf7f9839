import { randomUUID } from 'node:crypto';
import type { SealReceipt } from '../../shared/contract/tenants.ts';
import {
  canBeHeld,
  type Hold,
  type HoldEffect,
  type HoldKind,
  isLive,
  mustBeSealed,
} from '../../shared/domain/holds.ts';
import type { HoldId, TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { refuseWhileBusy } from './busy.ts';

export interface HoldParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'holds' | 'storage'>;
  readonly engine: Pick<Engine, 'newestOn'>;
  readonly by: string;
}

interface Held {
  readonly hold: Hold;
  readonly receipt: SealReceipt;
}

interface Subject {
  readonly id: TenantId;
  readonly name: string;
  readonly storage: { readonly id: TenantId; readonly database: string } | undefined;
}

const untouched = (sealed: boolean): SealReceipt => ({
  sealed,
  role: null,
  sessionsEnded: 0,
  sessionsLeft: 0,
  loginRefused: null,
});

async function findSubject({ layout, engine }: HoldParts, id: TenantId): Promise<Subject> {
  const tenant = await layout.tenants.find(id);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  if (!canBeHeld(tenant.lifecycle))
    throw new AppError('conflict', 'hold.tenant_state', { params: { name: tenant.name, state: tenant.lifecycle } });
  await refuseWhileBusy(engine, { registrationId: null, tenantId: id });
  return {
    id,
    name: tenant.name,
    storage: tenant.databaseName === null ? undefined : { id, database: tenant.databaseName },
  };
}

/** Nobody else's hold may need the seal that is taken away. */
async function unsealUnlessNeeded({ layout }: HoldParts, subject: Subject): Promise<SealReceipt> {
  const isNeeded = async (): Promise<boolean> => mustBeSealed(await layout.holds.ofTenant(subject.id));
  const sealed = await isNeeded();
  if (sealed || subject.storage === undefined) return untouched(sealed);
  const receipt = await layout.storage.unseal(subject.storage);
  // A hold that was put in between wins.
  return (await isNeeded()) ? layout.storage.seal(subject.storage) : receipt;
}

/** What was sealed before its hold was written may have been opened for another's that was lifted in between. */
async function sealedStill({ layout }: HoldParts, { storage }: Subject, receipt: SealReceipt): Promise<SealReceipt> {
  if (!receipt.sealed || storage === undefined) return receipt;
  const { role } = await layout.storage.inspect(storage);
  return role?.canLogin === true ? layout.storage.seal(storage) : receipt;
}

/** Seals first: a tenant that is shown as held must never still be reachable. */
export async function putHold(
  parts: HoldParts,
  asked: { id: TenantId; kind: HoldKind; effects: ReadonlyArray<HoldEffect>; reason: string; reviewOn: string | null },
): Promise<Held & { readonly tenant: string }> {
  const { layout, by } = parts;
  const subject = await findSubject(parts, asked.id);
  const holdId = randomUUID() as string as HoldId;
  const seals = mustBeSealed([{ effects: asked.effects, liftedAt: null }]);
  try {
    const receipt =
      seals && subject.storage !== undefined
        ? await layout.storage.seal(subject.storage)
        : untouched(mustBeSealed(await layout.holds.ofTenant(asked.id)));
    const hold = await layout.holds.put({
      id: holdId,
      tenantId: asked.id,
      kind: asked.kind,
      effects: asked.effects,
      reason: asked.reason,
      reviewOn: asked.reviewOn,
      by,
    });
    return { hold, receipt: await sealedStill(parts, subject, receipt), tenant: subject.name };
  } catch (error) {
    // A lost answer may hide a hold that is there: then it stands, and the seal with it.
    const written = (await layout.holds.ofTenant(asked.id).catch(() => undefined))?.find(({ id }) => id === holdId);
    if (written !== undefined)
      return { hold: written, receipt: await reseal(parts, subject, seals), tenant: subject.name };
    if (seals) await unsealUnlessNeeded(parts, subject).catch(() => undefined);
    throw error;
  }
}

const reseal = async ({ layout }: HoldParts, { storage }: Subject, seals: boolean): Promise<SealReceipt> =>
  seals && storage !== undefined ? layout.storage.seal(storage) : untouched(false);

/** Whether an earlier try lifted the hold and could not open the database again. */
async function isLeftSealed({ layout }: HoldParts, { id, storage }: Subject): Promise<boolean> {
  if (storage === undefined || mustBeSealed(await layout.holds.ofTenant(id))) return false;
  const { role } = await layout.storage.inspect(storage);
  return role?.exists === true && !role.canLogin;
}

/** Lifts one hold. Access returns when the last one that blocks is gone. */
export async function releaseHold(
  parts: HoldParts,
  asked: { id: TenantId; holdId: HoldId; kind: HoldKind; reason: string },
): Promise<Held & { readonly tenant: string }> {
  const { layout, by } = parts;
  const subject = await findSubject(parts, asked.id);
  const hold = (await layout.holds.ofTenant(asked.id)).find(({ id }) => id === asked.holdId);
  if (hold === undefined) throw new AppError('not_found', 'hold.not_found');
  // The permission was computed from the kind that the window named.
  if (hold.kind !== asked.kind) throw new AppError('forbidden', 'hold.wrong_role', { params: { kind: hold.kind } });
  if (!isLive(hold) && !(await isLeftSealed(parts, subject)))
    throw new AppError('conflict', 'hold.already_lifted', { params: { operator: hold.liftedBy ?? '' } });
  const lifted = isLive(hold)
    ? await layout.holds.lift({ id: hold.id, tenantId: asked.id, reason: asked.reason, by })
    : hold;
  return { hold: lifted, receipt: await unsealUnlessNeeded(parts, subject), tenant: subject.name };
}
