import type { HoldId } from './ids.ts';
import type { Lifecycle } from './lifecycle.ts';

export const holdKinds = ['billing', 'security', 'legal', 'customer_request', 'maintenance'] as const;
export type HoldKind = (typeof holdKinds)[number];

export const holdEffects = ['block_login', 'block_write', 'seal_database'] as const;
export type HoldEffect = (typeof holdEffects)[number];

/** What a hold of this kind does unless the operator chooses otherwise. */
export const defaultHoldEffects: Readonly<Record<HoldKind, ReadonlyArray<HoldEffect>>> = {
  billing: ['block_login'],
  security: ['block_login', 'seal_database'],
  legal: ['block_write'],
  customer_request: ['block_login'],
  maintenance: ['block_login'],
};

export interface Hold {
  readonly id: HoldId;
  readonly kind: HoldKind;
  readonly effects: ReadonlyArray<HoldEffect>;
  readonly reason: string;
  readonly putBy: string;
  readonly putAt: string;
  readonly reviewOn: string | null;
  readonly liftedBy: string | null;
  readonly liftedAt: string | null;
  /** False for what the platform's own columns say without a hold of ours behind it. */
  readonly recorded: boolean;
}

/** Who put a suspension that was found in the platform's own columns, once it was taken into the console's table. */
export const platformItself = 'platform';

/** Nobody put it with this console, so its kind says only who may lift it. */
export const isByPlatform = ({ recorded, putBy }: Pick<Hold, 'recorded' | 'putBy'>): boolean =>
  !recorded || putBy === platformItself;

export const isLive = (hold: Pick<Hold, 'liftedAt'>): boolean => hold.liftedAt === null;

export const isSuspended = (holds: ReadonlyArray<Pick<Hold, 'effects' | 'liftedAt'>>): boolean =>
  holds.some((hold) => isLive(hold) && hold.effects.includes('block_login'));

/** Sealing means: the tenant's own role may not log in and its sessions are ended. */
export const mustBeSealed = (holds: ReadonlyArray<Pick<Hold, 'effects' | 'liftedAt'>>): boolean =>
  holds.some(
    (hold) => isLive(hold) && (hold.effects.includes('block_login') || hold.effects.includes('seal_database')),
  );

/** A tenant that was cancelled stays closed whatever becomes of its holds. */
export const mustBeClosed = (lifecycle: Lifecycle, holds: ReadonlyArray<Pick<Hold, 'effects' | 'liftedAt'>>): boolean =>
  (lifecycle !== 'active' && lifecycle !== 'provisioning') || mustBeSealed(holds);

export type AccessReason =
  | { readonly because: 'lifecycle'; readonly lifecycle: Lifecycle }
  | { readonly because: 'hold'; readonly kind: HoldKind };
export type Access = 'full' | 'read_only' | 'none';
export interface EffectiveAccess {
  readonly access: Access;
  readonly reasons: ReadonlyArray<AccessReason>;
}

/** Whether a tenant's people get in, and why. The only place where this is decided. */
export function effectiveAccess(
  lifecycle: Lifecycle,
  holds: ReadonlyArray<Pick<Hold, 'kind' | 'effects' | 'liftedAt'>>,
): EffectiveAccess {
  if (lifecycle !== 'active') return { access: 'none', reasons: [{ because: 'lifecycle', lifecycle }] };
  const live = holds.filter(isLive);
  const because = (list: typeof live): ReadonlyArray<AccessReason> =>
    list.map(({ kind }) => ({ because: 'hold', kind }));
  const blocking = live.filter(({ effects }) => effects.includes('block_login') || effects.includes('seal_database'));
  if (blocking.length > 0) return { access: 'none', reasons: because(blocking) };
  const readOnly = live.filter(({ effects }) => effects.includes('block_write'));
  if (readOnly.length > 0) return { access: 'read_only', reasons: because(readOnly) };
  return { access: 'full', reasons: [] };
}

/** A tenant that is not there yet, or no longer, can't be held. */
export const canBeHeld = (lifecycle: Lifecycle): boolean =>
  lifecycle === 'active' || lifecycle === 'cancelled' || lifecycle === 'deletion_scheduled';
