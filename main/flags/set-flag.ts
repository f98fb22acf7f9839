import { z } from 'zod';
import { tenantId } from '../../shared/contract/fields.ts';
import { flagLists, standsOnlyOn } from '../../shared/domain/flags.ts';
import type { OperationId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { Lease, OperationRoles } from '../layouts/layout.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, looking, stepOf } from '../operations/steps.ts';

export const setFlagParams = z.strictObject({
  key: z.string(),
  to: z.enum(flagLists),
  reason: z.string(),
  by: z.string(),
  tenants: z
    .array(z.strictObject({ tenantId, code: z.string(), name: z.string() }))
    .min(1)
    .max(500),
});
export type SetFlagParams = z.output<typeof setFlagParams>;
type FlaggedTenant = SetFlagParams['tenants'][number];

export interface Flagging {
  readonly roles: Pick<OperationRoles, 'flags' | 'lifecycle'>;
  readonly operationId: OperationId;
  readonly params: SetFlagParams;
}

async function flagOne({ roles, operationId, params }: Flagging, { tenantId: id, name }: FlaggedTenant): Promise<void> {
  const found = await roles.lifecycle.find(id);
  if (found === undefined || found.lifecycle === 'deleting' || found.lifecycle === 'deleted')
    throw new AppError('conflict', 'flag.tenant_gone', { params: { name } });
  const { key, to, reason, by } = params;
  await roles.flags.list({ key, tenantId: id, to, reason, by, operationId });
}

const flagging = (tenant: FlaggedTenant, alone: boolean): Step<Flagging> => ({
  name: stepOf<'set_flag'>('flagging', tenant.code),
  weight: 1,
  ...(alone ? {} : { optional: true as const }),
  async isDone({ roles, params: { key, to } }) {
    const flag = await roles.flags.find(key);
    const stands = flag !== undefined && standsOnlyOn(flag, tenant.tenantId, to);
    return stands ? { code: tenant.code, to } : undefined;
  },
  run: (context) => flagOne(context, tenant),
  async undo({ roles, operationId, params: { key, to, by } }) {
    const putBack = await roles.flags.putBack({ key, tenantId: tenant.tenantId, to, by, operationId });
    return { code: tenant.code, putBack };
  },
});

/** One alone fails where it fails; of several, those that can't are told of, and the others are done all the same. */
export const flaggingMany = ({ tenants }: Pick<SetFlagParams, 'tenants'>): ReadonlyArray<Step<Flagging>> => [
  looking<Flagging>('checking', async ({ roles, params: { key, to } }) => {
    if ((await roles.flags.find(key)) === undefined)
      throw new AppError('not_found', 'flag.not_found', { params: { key } });
    return { key, to, tenants: tenants.length };
  }),
  ...tenants.map((tenant) => flagging(tenant, tenants.length === 1)),
  completed(),
];

/** Puts each of a selection onto one list of a flag, or off both. */
export const setFlagOperation = ({
  openRoles,
}: {
  openRoles(lease: Lease): Promise<OperationRoles>;
}): OperationDefinition =>
  defineOperation<SetFlagParams, Flagging & { readonly roles: OperationRoles }>({
    kind: 'set_flag',
    params: setFlagParams,
    steps: flaggingMany,
    undoable: true,
    open: async (params, lease) => ({ roles: await openRoles(lease), operationId: lease.operationId, params }),
    close: ({ roles }) => roles.close(),
  });
