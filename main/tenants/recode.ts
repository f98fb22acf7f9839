import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { tenantId } from '../../shared/contract/fields.ts';
import type { TenantDetail } from '../../shared/contract/tenants.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import type { Lifecycle } from '../../shared/domain/lifecycle.ts';
import { codeProblem, primaryDomainFor } from '../../shared/domain/names.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { ErrorKey } from '../../shared/error-keys.ts';
import { AppError } from '../../shared/errors.ts';
import type { Lease, OperationRoles, PlatformLayout } from '../layouts/layout.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import type { Engine } from '../operations/engine.ts';
import { completed } from '../operations/steps.ts';
import { tenantResource } from './busy.ts';
import { findQuiet } from './cancel.ts';
import { wrongState } from './require-move.ts';

export const recodeParams = z.strictObject({
  tenantId,
  name: z.string(),
  from: z.strictObject({ code: z.string(), domain: z.string().nullable() }),
  to: z.strictObject({ code: z.string(), domain: z.string() }),
  reason: z.string(),
  by: z.string(),
});
type RecodeParams = z.output<typeof recodeParams>;

export interface Recoding {
  readonly roles: OperationRoles;
  readonly params: RecodeParams;
}

type Noun = StepNoun<'recode'>;
const canBeRecoded = (lifecycle: Lifecycle): boolean => lifecycle === 'active' || lifecycle === 'cancelled';

/** Code and domain change together, in one transaction; the database and its role keep their names. */
export const recoding: ReadonlyArray<Step<Recoding>> = [
  {
    name: 'checking' satisfies Noun,
    weight: 1,
    everyTime: true,
    async isDone({ roles, params: { tenantId: id, name, from, to } }) {
      const tenant = await roles.lifecycle.find(id);
      if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
      if (!canBeRecoded(tenant.lifecycle)) throw wrongState({ name, lifecycle: tenant.lifecycle }, 'active');
      if (tenant.code !== from.code && tenant.code !== to.code)
        throw new AppError('conflict', 'tenant.wrong_state', { params: { name, from: tenant.code, to: to.code } });
      return { from: from.code, to: to.code };
    },
    run: async () => undefined,
  },
  {
    name: 'renaming' satisfies Noun,
    weight: 3,
    // One transaction, and back would leave a redirect behind: the way back is another renaming.
    pivot: true,
    async isDone({ roles, params: { tenantId: id, to } }) {
      const tenant = await roles.lifecycle.find(id);
      // Written in one transaction with its domain.
      return tenant?.code === to.code ? { code: to.code, domain: to.domain } : undefined;
    },
    run: ({ roles, params: { tenantId: id, from, to, reason, by } }) =>
      roles.lifecycle.recode({ tenantId: id, from, to, reason, by }),
  },
  completed(),
];

export const recodeOperation = (parts: { openRoles(lease: Lease): Promise<OperationRoles> }): OperationDefinition =>
  defineOperation({
    kind: 'recode',
    params: recodeParams,
    steps: recoding,
    undoable: true,
    open: async (params, lease): Promise<Recoding> => ({ roles: await parts.openRoles(lease), params }),
    close: ({ roles }) => roles.close(),
  });

export interface RecodeParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'lifecycle' | 'registrations' | 'domains'>;
  readonly engine: Pick<Engine, 'newestOn' | 'start'>;
  readonly settings: Pick<ProfileSettings, 'reservedCodes' | 'baseDomains'>;
  readonly by: string;
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

interface CodeCheck {
  readonly code: string;
  readonly domain: string;
  readonly problem: ErrorKey | null;
}

async function problemOf(
  { layout, settings }: Pick<RecodeParts, 'layout' | 'settings'>,
  tenant: Pick<TenantDetail, 'id' | 'code'>,
  { code, domain }: Omit<CodeCheck, 'problem'>,
): Promise<ErrorKey | null> {
  const bad = codeProblem(code, settings.reservedCodes);
  if (bad !== undefined) return bad;
  if (code === tenant.code) return 'tenant.code_unchanged';
  const taken = await layout.registrations.namesTaken({ code, email: '', domain, database: '', except: null });
  // Its own, as another program wrote it, is taken by nobody else.
  if (taken.code && !sameName(code, tenant.code)) return 'name.code_taken';
  // What leads to this tenant already may become its own again.
  const isOwn = (await layout.domains.ofTenant(tenant.id)).some(({ name }) => sameName(name, domain));
  return taken.domain && !isOwn ? 'name.domain_taken' : null;
}

/** What the tenant would be called, and what is wrong with it. Changes nothing. */
export async function checkCode(
  parts: Pick<RecodeParts, 'layout' | 'settings'>,
  { id, code: typed }: { readonly id: TenantId; readonly code: string },
): Promise<CodeCheck & { readonly database: string | null }> {
  const tenant = await parts.layout.tenants.find(id);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  const code = typed.trim();
  const names = { code, domain: code === '' ? '' : primaryDomainFor(code, parts.settings.baseDomains[0] ?? '') };
  return { ...names, problem: await problemOf(parts, tenant, names), database: tenant.databaseName };
}

export async function startRecode(
  parts: RecodeParts,
  { id, code, reason }: { readonly id: TenantId; readonly code: string; readonly reason: string },
): Promise<{ readonly tenant: string; readonly operationId: OperationId }> {
  const { layout, settings, engine, by } = parts;
  const { tenant, info } = await findQuiet(parts, id);
  if (!canBeRecoded(info.lifecycle)) throw wrongState({ name: tenant.name, lifecycle: info.lifecycle }, 'active');
  const to = { code, domain: primaryDomainFor(code, settings.baseDomains[0] ?? '') };
  const problem = await problemOf(parts, tenant, to);
  if (problem !== null)
    throw new AppError(problem.endsWith('_taken') ? 'conflict' : 'invalid_input', problem, {
      field: 'code',
      params: { name: code, code, domain: to.domain },
    });
  // Its address under the code that it had; a domain of its own leads to it as before.
  const address = (await layout.domains.ofTenant(id)).find(
    ({ name, kind }) => kind !== 'own' && name.toLowerCase().startsWith(`${tenant.code.toLowerCase()}.`),
  );
  const params: RecodeParams = {
    ...{ tenantId: id, name: tenant.name, from: { code: tenant.code, domain: address?.name ?? null }, to },
    ...{ reason, by },
  };
  const operationId = await engine.start({
    kind: 'recode',
    params,
    idempotencyKey: `recode:${randomUUID()}`,
    resource: tenantResource(id),
    subject: { label: tenant.name, registrationId: null, tenantId: id },
    actor: by,
    supersedes: false,
  });
  return { tenant: tenant.name, operationId };
}
