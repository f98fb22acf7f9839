import { z } from 'zod';
import { domainId, tenantId } from '../../shared/contract/fields.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import type { Lease, OperationRoles } from '../layouts/layout.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, stepOf } from '../operations/steps.ts';

const domainSchema = z.strictObject({ id: domainId, from: z.string(), to: z.string(), wasVerified: z.boolean() });
const tenantSchema = z.strictObject({
  tenantId,
  code: z.string(),
  name: z.string(),
  domains: z.array(domainSchema).min(1),
});

export const repairParams = z.strictObject({
  reason: z.string(),
  by: z.string(),
  tenants: z.array(tenantSchema).min(1).max(500),
});
export type RepairParams = z.output<typeof repairParams>;
type RepairedTenant = RepairParams['tenants'][number];

export interface Repairing {
  readonly roles: Pick<OperationRoles, 'domains' | 'close'>;
  readonly params: RepairParams;
}

async function movedOf({ roles }: Repairing, { code, domains }: RepairedTenant): Promise<Evidence | undefined> {
  for (const { id, to } of domains) if ((await roles.domains.find(id))?.name !== to) return undefined;
  return { code, domain: domains[0]?.to ?? '' };
}

const repairing = (tenant: RepairedTenant): Step<Repairing> => ({
  name: stepOf<'repair_domains'>('repairing', tenant.code),
  weight: 1,
  isDone: (context) => movedOf(context, tenant),
  async run({ roles, params: { by } }) {
    for (const { id, from, to } of tenant.domains) await roles.domains.moveToBase({ id, from, to, by });
  },
  async undo({ roles, params: { by } }) {
    for (const domain of [...tenant.domains].reverse()) await roles.domains.moveBack({ ...domain, by });
    return { code: tenant.code, domain: tenant.domains[0]?.from ?? '' };
  },
});

/** One that is busy or refuses is told of, and the others are done all the same. */
export const repairingDomains = ({ tenants }: RepairParams): ReadonlyArray<Step<Repairing>> => [
  {
    name: 'checking' satisfies StepNoun<'repair_domains'>,
    weight: 1,
    isDone: async () => ({ tenants: tenants.length }),
    run: async () => undefined,
  },
  ...tenants.map((tenant) =>
    tenants.length === 1 ? repairing(tenant) : { ...repairing(tenant), optional: true as const },
  ),
  completed(),
];

export const repairDomainsOperation = (parts: {
  openRoles(lease: Lease): Promise<OperationRoles>;
}): OperationDefinition =>
  defineOperation({
    kind: 'repair_domains',
    params: repairParams,
    steps: repairingDomains,
    undoable: true,
    open: async (params, lease): Promise<Repairing> => ({ roles: await parts.openRoles(lease), params }),
    close: ({ roles }) => roles.close(),
  });
