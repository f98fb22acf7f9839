import { randomUUID } from 'node:crypto';
import type { BulkAction, BulkPlan } from '../../shared/contract/tenants.ts';
import { blastRadius, type SelectedTenant, type SkipReason, skipReasonFor } from '../../shared/domain/blast-radius.ts';
import { type HoldEffect, type HoldKind, isLive } from '../../shared/domain/holds.ts';
import type { HoldId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import { isLiveState } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import { flagSkips } from '../flags/start-set-flag.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { tenantResource } from './busy.ts';
import type { HoldManyParams } from './hold-many.ts';
import type { ReleaseManyParams } from './release-many.ts';

export interface BulkPlanParts {
  readonly layout: { readonly tenants: Pick<PlatformLayout['tenants'], 'selection'> };
  readonly engine: Pick<Engine, 'newestOn'>;
  readonly now: Date;
}

async function select({ layout, engine }: BulkPlanParts, ids: ReadonlyArray<TenantId>) {
  const once = [...new Set(ids)];
  const [found, newest] = await Promise.all([
    layout.tenants.selection(once),
    engine.newestOn(once.map(tenantResource)),
  ]);
  return found.map((tenant): SelectedTenant => {
    const operation = newest.get(tenantResource(tenant.id));
    return { ...tenant, busy: operation !== undefined && isLiveState(operation.state) };
  });
}

type HoldAction = Extract<BulkAction, { readonly hold: HoldKind } | { readonly release: HoldKind }>;
type SkipOf = (tenant: SelectedTenant) => Promise<SkipReason | null> | SkipReason | null;

async function planned(parts: BulkPlanParts, ids: ReadonlyArray<TenantId>, skipOf: SkipOf) {
  const found = await select(parts, ids);
  const tenants = await Promise.all(found.map(async (tenant) => ({ tenant, skipped: await skipOf(tenant) })));
  return { tenants, touched: tenants.filter(({ skipped }) => skipped === null).map(({ tenant }) => tenant) };
}

/** Where the subscription has a say, it is asked last: the rest is known already. */
const activationSkip =
  (module: string, ask: ModuleSkips): SkipOf =>
  ({ id, busy, lifecycle }) => {
    if (busy) return 'busy';
    return lifecycle === 'active' ? ask(id, module) : 'wrong_lifecycle';
  };

/** Why a tenant's subscription can't have a module, where it can't. */
type ModuleSkips = (id: TenantId, module: string) => Promise<SkipReason | null>;

/** What decides about more than holds. */
interface Skipping {
  readonly layout: Pick<PlatformLayout, 'flags'>;
  readonly moduleSkips: ModuleSkips;
}

async function skipsOf({ layout, moduleSkips }: Skipping, action: BulkAction): Promise<SkipOf> {
  if ('activateModule' in action) return activationSkip(action.activateModule, moduleSkips);
  if ('setFlag' in action) return flagSkips(layout, action.setFlag);
  return (tenant) => skipReasonFor(action, tenant);
}

/** What a change of these tenants would touch, and which it would leave out. Changes nothing. */
export async function planBulk(
  parts: BulkPlanParts & Skipping,
  ids: ReadonlyArray<TenantId>,
  action: BulkAction,
): Promise<BulkPlan> {
  const { tenants, touched } = await planned(parts, ids, await skipsOf(parts, action));
  return {
    radius: blastRadius(touched, parts.now),
    tenants: tenants.map(({ tenant: { id, code, name }, skipped }) => ({ id, code, name, skipped })),
  };
}

async function someToTouch(parts: BulkPlanParts, ids: ReadonlyArray<TenantId>, action: HoldAction) {
  const { touched } = await planned(parts, ids, (tenant) => skipReasonFor(action, tenant));
  if (touched.length === 0) throw new AppError('invalid_input', 'hold.none_left', { field: 'tenants' });
  return touched;
}

/** As a list of operations shows it: the first, and how many more. */
const labelOf = (tenants: ReadonlyArray<SelectedTenant>): string =>
  tenants.length === 1 ? (tenants[0]?.name ?? '') : `${tenants[0]?.name ?? ''} +${tenants.length - 1}`;

type Starter = BulkPlanParts & { readonly engine: Pick<Engine, 'newestOn' | 'start'>; readonly by: string };

function begin(
  { engine, by }: Starter,
  kind: 'hold_many' | 'release_many',
  params: HoldManyParams | ReleaseManyParams,
  label: string,
): Promise<OperationId> {
  const resource = `selection:${randomUUID()}`;
  return engine.start({
    kind,
    params,
    idempotencyKey: `${kind}:${resource}`,
    resource,
    subject: { label, registrationId: null, tenantId: null },
    actor: by,
    supersedes: false,
  });
}

export async function holdMany(
  parts: Starter,
  asked: {
    readonly tenants: ReadonlyArray<TenantId>;
    readonly kind: HoldKind;
    readonly effects: ReadonlyArray<HoldEffect>;
    readonly reason: string;
    readonly reviewOn: string | null;
  },
): Promise<OperationId> {
  const { kind, effects, reason, reviewOn } = asked;
  const tenants = await someToTouch(parts, asked.tenants, { hold: kind });
  const params: HoldManyParams = {
    ...{ kind, effects: [...effects], reason, reviewOn, by: parts.by },
    tenants: tenants.map(({ id, code, name }) => ({
      ...{ tenantId: id, code, name },
      holdId: randomUUID() as string as HoldId,
    })),
  };
  return begin(parts, 'hold_many', params, labelOf(tenants));
}

export async function releaseMany(
  parts: Starter,
  asked: { readonly tenants: ReadonlyArray<TenantId>; readonly kind: HoldKind; readonly reason: string },
): Promise<OperationId> {
  const { kind, reason } = asked;
  const tenants = await someToTouch(parts, asked.tenants, { release: kind });
  const params: ReleaseManyParams = {
    ...{ kind, reason, by: parts.by },
    tenants: tenants.map(({ id, code, name, holds }) => ({
      ...{ tenantId: id, code, name },
      holdIds: holds.filter((hold) => hold.kind === kind && hold.recorded && isLive(hold)).map((hold) => hold.id),
    })),
  };
  return begin(parts, 'release_many', params, labelOf(tenants));
}
