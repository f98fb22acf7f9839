import { randomUUID } from 'node:crypto';
import type { SelectedTenant, SkipReason } from '../../shared/domain/blast-radius.ts';
import { type FlagList, standsOnlyOn } from '../../shared/domain/flags.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import type { SetFlagParams } from './set-flag.ts';
import { type FlagParts, getFlag } from './subjects.ts';

export interface SetFlag {
  readonly key: string;
  readonly to: FlagList;
}

/** Why one of a selection is left out, where it is. A flag is set also while an operation works on the tenant. */
export async function flagSkips(
  parts: FlagParts,
  { key, to }: SetFlag,
): Promise<(tenant: Pick<SelectedTenant, 'id' | 'lifecycle'>) => SkipReason | null> {
  const flag = await getFlag(parts, key);
  return ({ id, lifecycle }) => {
    if (lifecycle === 'deleting' || lifecycle === 'deleted') return 'wrong_lifecycle';
    return standsOnlyOn(flag, id, to) ? 'listed_already' : null;
  };
}

interface Starter extends FlagParts {
  readonly tenants: Pick<PlatformLayout['tenants'], 'selection'>;
  readonly engine: Pick<Engine, 'start'>;
  readonly by: string;
}

export async function setFlagForMany(
  parts: Starter,
  asked: SetFlag & { readonly tenants: ReadonlyArray<TenantId>; readonly reason: string },
): Promise<{ readonly operationId: OperationId; readonly label: string }> {
  const { key, to, reason } = asked;
  const [skips, found] = await Promise.all([
    flagSkips(parts, { key, to }),
    parts.tenants.selection([...new Set(asked.tenants)]),
  ]);
  const tenants = found.filter((tenant) => skips(tenant) === null);
  const [first] = tenants;
  if (first === undefined) throw new AppError('invalid_input', 'flag.none_left', { field: 'tenants' });
  const params: SetFlagParams = {
    ...{ key, to, reason, by: parts.by },
    tenants: tenants.map(({ id, code, name }) => ({ tenantId: id, code, name })),
  };
  const resource = `selection:${randomUUID()}`;
  const label = tenants.length === 1 ? first.name : `${first.name} +${tenants.length - 1}`;
  const operationId = await parts.engine.start({
    ...{ kind: 'set_flag', params, idempotencyKey: `set_flag:${resource}`, resource, actor: parts.by },
    subject: { label, registrationId: null, tenantId: tenants.length === 1 ? first.id : null },
    supersedes: false,
  });
  return { operationId, label };
}
