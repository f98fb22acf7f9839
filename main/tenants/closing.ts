import type { SealReceipt } from '../../shared/contract/tenants.ts';
import { mustBeClosed } from '../../shared/domain/holds.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { Lifecycle } from '../../shared/domain/lifecycle.ts';
import type { HoldCatalog, OperationRoles, PlatformLayout, TenantStorage } from '../layouts/layout.ts';
import type { TenantGate } from '../layouts/roles/lifecycle.ts';

interface Storage {
  readonly id: TenantId;
  readonly database: string;
}

export interface Subject {
  readonly id: TenantId;
  readonly name: string;
  /** Undefined where the tenant has no database of its own. */
  readonly storage: Storage | undefined;
}

/** Where holds are written and databases closed: a session's own connections, or an operation's under its fence. */
export interface Doors {
  readonly holds: Pick<HoldCatalog, 'ofTenant' | 'put' | 'lift'>;
  readonly gate: TenantGate;
  lifecycleOf(id: TenantId): Promise<Lifecycle | undefined>;
  inspect: TenantStorage['inspect'];
}

export const sessionDoors = ({
  tenants,
  holds,
  storage,
}: Pick<PlatformLayout, 'tenants' | 'holds' | 'storage'>): Doors => ({
  holds,
  gate: storage,
  lifecycleOf: async (id) => (await tenants.find(id))?.lifecycle,
  inspect: (tenant) => storage.inspect(tenant),
});

export const operationDoors = (
  { holds, gate, lifecycle }: Pick<OperationRoles, 'holds' | 'gate' | 'lifecycle'>,
  storage: Pick<TenantStorage, 'inspect'>,
): Doors => ({
  holds,
  gate,
  lifecycleOf: async (id) => (await lifecycle.find(id))?.lifecycle,
  inspect: (tenant) => storage.inspect(tenant),
});

export const subjectOf = (tenant: {
  readonly id: TenantId;
  readonly name: string;
  readonly database: string | null;
}): Subject => ({
  id: tenant.id,
  name: tenant.name,
  storage: tenant.database === null ? undefined : { id: tenant.id, database: tenant.database },
});

export const untouched = (sealed: boolean): SealReceipt => ({
  sealed,
  role: null,
  sessionsEnded: 0,
  sessionsLeft: 0,
  loginRefused: null,
});

/** Its lifecycle or somebody's hold wants it closed. One that is gone is not opened again. */
export async function mustStayClosed(doors: Omit<Doors, 'inspect'>, id: TenantId): Promise<boolean> {
  const lifecycle = await doors.lifecycleOf(id);
  return lifecycle === undefined || mustBeClosed(lifecycle, await doors.holds.ofTenant(id));
}

export const close = async ({ gate }: Doors, { storage }: Subject): Promise<SealReceipt> =>
  storage === undefined ? untouched(false) : gate.seal(storage);

/** What was closed before the reason was written may have been opened for a hold that was lifted in between. */
export async function closedStill(doors: Doors, { storage }: Subject, receipt: SealReceipt): Promise<SealReceipt> {
  // Without a role of its own nothing was closed; with one, what the receipt says may be over already.
  if (receipt.role === null || storage === undefined) return receipt;
  const { role } = await doors.inspect(storage);
  return role?.canLogin === true ? doors.gate.seal(storage) : receipt;
}

/** Nothing else may need the seal that is taken away. */
export async function openUnlessNeeded(doors: Omit<Doors, 'inspect'>, { id, storage }: Subject): Promise<SealReceipt> {
  const closed = await mustStayClosed(doors, id);
  if (closed || storage === undefined) return untouched(closed);
  const receipt = await doors.gate.unseal(storage);
  // A reason that came in between wins.
  return (await mustStayClosed(doors, id)) ? doors.gate.seal(storage) : receipt;
}

/** Whether an earlier try took the reason away and could not open the database again. */
export async function isLeftClosed(doors: Doors, { id, storage }: Subject): Promise<boolean> {
  if (storage === undefined || (await mustStayClosed(doors, id))) return false;
  const { role } = await doors.inspect(storage);
  return role?.exists === true && !role.canLogin;
}
