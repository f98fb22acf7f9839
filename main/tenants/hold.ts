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
import {
  close,
  closedStill,
  type Doors,
  isLeftClosed,
  mustStayClosed,
  openUnlessNeeded,
  type Subject,
  sessionDoors,
  subjectOf,
  untouched,
} from './closing.ts';

export interface HoldParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'holds' | 'storage'>;
  readonly engine: Pick<Engine, 'newestOn'>;
  readonly by: string;
}

interface Held {
  readonly hold: Hold;
  readonly receipt: SealReceipt;
}

export interface HoldDraft {
  readonly id: HoldId;
  readonly kind: HoldKind;
  readonly effects: ReadonlyArray<HoldEffect>;
  readonly reason: string;
  readonly reviewOn: string | null;
  readonly by: string;
}

export const seals = ({ effects }: Pick<Hold, 'effects'>): boolean => mustBeSealed([{ effects, liftedAt: null }]);

async function findSubject({ layout, engine }: HoldParts, id: TenantId): Promise<Subject> {
  const tenant = await layout.tenants.find(id);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  if (!canBeHeld(tenant.lifecycle))
    throw new AppError('conflict', 'hold.tenant_state', { params: { name: tenant.name, state: tenant.lifecycle } });
  await refuseWhileBusy(engine, { registrationId: null, tenantId: id });
  return subjectOf({ id, name: tenant.name, database: tenant.databaseName });
}

/** Seals first: a tenant that is shown as held must never still be reachable. */
export async function writeHold(doors: Doors, subject: Subject, draft: HoldDraft): Promise<Held> {
  try {
    const receipt = seals(draft) ? await close(doors, subject) : untouched(await mustStayClosed(doors, subject.id));
    const hold = await doors.holds.put({ ...draft, tenantId: subject.id });
    return { hold, receipt: await closedStill(doors, subject, receipt) };
  } catch (error) {
    // A lost answer may hide a hold that is there: then it stands, and the seal with it.
    const holds = await doors.holds.ofTenant(subject.id).catch(() => undefined);
    const written = holds?.find(({ id }) => id === draft.id);
    if (written !== undefined)
      return { hold: written, receipt: seals(draft) ? await close(doors, subject) : untouched(false) };
    if (seals(draft)) await openUnlessNeeded(doors, subject).catch(() => undefined);
    throw error;
  }
}

export async function putHold(
  parts: HoldParts,
  asked: { id: TenantId; kind: HoldKind; effects: ReadonlyArray<HoldEffect>; reason: string; reviewOn: string | null },
): Promise<Held & { readonly tenant: string }> {
  const { id: _tenant, ...draft } = asked;
  const subject = await findSubject(parts, asked.id);
  const held = await writeHold(sessionDoors(parts.layout), subject, {
    ...draft,
    id: randomUUID() as string as HoldId,
    by: parts.by,
  });
  return { ...held, tenant: subject.name };
}

/** Only what these holds took: where none of them closed anything, whoever closed the database was somebody else. */
export const giveBack = async (doors: Doors, subject: Subject, lifted: ReadonlyArray<Hold>): Promise<SealReceipt> =>
  lifted.some(seals) ? openUnlessNeeded(doors, subject) : untouched(await mustStayClosed(doors, subject.id));

/** Lifts one hold. Access returns when the last one that blocks is gone. */
export async function releaseHold(
  parts: HoldParts,
  asked: { id: TenantId; holdId: HoldId; kind: HoldKind; reason: string },
): Promise<Held & { readonly tenant: string }> {
  const { layout, by } = parts;
  const subject = await findSubject(parts, asked.id);
  const doors = sessionDoors(layout);
  const hold = (await layout.holds.ofTenant(asked.id)).find(({ id }) => id === asked.holdId);
  if (hold === undefined) throw new AppError('not_found', 'hold.not_found');
  // The permission was computed from the kind that the window named.
  if (hold.kind !== asked.kind) throw new AppError('forbidden', 'hold.wrong_role', { params: { kind: hold.kind } });
  if (!isLive(hold) && !(seals(hold) && (await isLeftClosed(doors, subject))))
    throw new AppError('conflict', 'hold.already_lifted', { params: { operator: hold.liftedBy ?? '' } });
  const lifted = isLive(hold)
    ? await layout.holds.lift({ id: hold.id, tenantId: asked.id, reason: asked.reason, by })
    : hold;
  return { hold: lifted, receipt: await giveBack(doors, subject, [hold]), tenant: subject.name };
}
