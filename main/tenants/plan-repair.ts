import { randomUUID } from 'node:crypto';
import {
  mostRepaired,
  type RepairPlan,
  type RepairProblem,
  type RepairRow,
  type StoredDomain,
} from '../../shared/contract/domains.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { repairedName } from '../../shared/domain/domain-kind.ts';
import { canBeHeld } from '../../shared/domain/holds.ts';
import type { DomainId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import { codeProblem } from '../../shared/domain/names.ts';
import { isWorkedOn } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { tenantResource } from './busy.ts';
import type { RepairParams } from './repair-domains.ts';

export interface RepairParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'domains'>;
  readonly engine: Pick<Engine, 'newestOn'>;
  readonly settings: Pick<ProfileSettings, 'baseDomains' | 'reservedCodes'>;
}

const pageSize = 100;

/** Every one on another spelling, as many as one repair may hold. */
async function mismatched({ layout }: RepairParts): Promise<{ domains: StoredDomain[]; total: number }> {
  const domains: StoredDomain[] = [];
  for (;;) {
    const page = await layout.domains.page({ tab: 'mismatched', search: '', offset: domains.length, limit: pageSize });
    domains.push(...page.rows);
    if (page.rows.length < pageSize || domains.length >= mostRepaired) return { domains, total: page.total };
  }
}

async function chosen({ layout }: RepairParts, ids: ReadonlyArray<DomainId>): Promise<ReadonlyArray<StoredDomain>> {
  const found = await Promise.all([...new Set(ids)].map((id) => layout.domains.find(id)));
  return found.flatMap((domain) => (domain?.kind === 'other_base' ? [domain] : []));
}

async function judge({ layout, engine, settings }: RepairParts, domains: ReadonlyArray<StoredDomain>) {
  const base = settings.baseDomains[0] ?? '';
  const tenantIds = [...new Set(domains.map(({ tenantId }) => tenantId))];
  const wanted = domains.map(({ tenantId, name }) => ({ tenantId, name: repairedName(name, base) }));
  const [taken, selected, newest, own] = await Promise.all([
    layout.domains.taken(wanted),
    layout.tenants.selection(tenantIds),
    engine.newestOn(tenantIds.map(tenantResource)),
    Promise.all(tenantIds.map(async (id) => [id, await layout.domains.ofTenant(id)] as const)),
  ]);
  const lives = new Set(selected.filter(({ lifecycle }) => canBeHeld(lifecycle)).map(({ id }) => id));
  const names = new Map<TenantId, ReadonlySet<string>>(
    own.map(([id, all]) => [id, new Set(all.map(({ name }) => name))]),
  );
  /** Where the platform itself answers; a tenant from before may have it as its code. */
  const isReserved = (to: string, code: string): boolean => {
    const label = to.slice(0, to.indexOf('.'));
    return label !== code.toLowerCase() && codeProblem(label, settings.reservedCodes) === 'name.reserved';
  };
  return ({ tenantId, tenant }: StoredDomain, to: string): RepairProblem | null => {
    const operation = newest.get(tenantResource(tenantId));
    if (!lives.has(tenantId)) return 'tenant_state';
    if (operation !== undefined && isWorkedOn(operation)) return 'busy';
    if (names.get(tenantId)?.has(to) === true) return 'has_it';
    if (taken.has(to)) return 'taken';
    return isReserved(to, tenant.code) ? 'reserved' : null;
  };
}

/** Which of several that would get the same name gets it: the one that people are sent to. */
function winnersOf(rows: ReadonlyArray<RepairRow>): ReadonlyMap<string, RepairRow> {
  const winners = new Map<string, RepairRow>();
  for (const row of rows) {
    const known = winners.get(row.to);
    if (row.problem === null && (known === undefined || (row.isPrimary && !known.isPrimary))) winners.set(row.to, row);
  }
  return winners;
}

async function planned(
  parts: RepairParts,
  domains: ReadonlyArray<StoredDomain>,
): Promise<ReadonlyArray<RepairRow & { readonly wasVerified: boolean }>> {
  const problemOf = await judge(parts, domains);
  const base = parts.settings.baseDomains[0] ?? '';
  const rows = domains.map((domain) => {
    const { id, tenant, name: from, isPrimary, isVerified } = domain;
    const to = repairedName(from, base);
    return { id, tenant, from, to, isPrimary, wasVerified: isVerified, problem: problemOf(domain, to) };
  });
  const winners = winnersOf(rows);
  return rows.map((row) => {
    const winner = winners.get(row.to);
    if (row.problem !== null || winner === undefined || winner.id === row.id) return row;
    return { ...row, problem: winner.tenant.id === row.tenant.id ? 'has_it' : 'taken' };
  });
}

/** What a repair would rename, and what it would leave out. Changes nothing. */
export async function planRepair(parts: RepairParts, ids: ReadonlyArray<DomainId> | null): Promise<RepairPlan> {
  const { domains, total } =
    ids === null
      ? await mismatched(parts)
      : await chosen(parts, ids).then((some) => ({ domains: some, total: some.length }));
  const rows = await planned(parts, domains.slice(0, mostRepaired));
  return {
    baseDomain: parts.settings.baseDomains[0] ?? '',
    rows: rows.map(({ wasVerified: _, ...row }) => row),
    more: total - rows.length,
  };
}

function byTenant(rows: ReadonlyArray<RepairRow & { readonly wasVerified: boolean }>): RepairParams['tenants'] {
  const tenants = new Map<TenantId, RepairParams['tenants'][number]>();
  for (const { id, tenant, from, to, wasVerified } of rows) {
    const known = tenants.get(tenant.id) ?? { tenantId: tenant.id, code: tenant.code, name: tenant.name, domains: [] };
    known.domains.push({ id, from, to, wasVerified });
    tenants.set(tenant.id, known);
  }
  return [...tenants.values()];
}

export async function startRepair(
  parts: RepairParts & { readonly engine: Pick<Engine, 'newestOn' | 'start'>; readonly by: string },
  { ids, reason }: { readonly ids: ReadonlyArray<DomainId>; readonly reason: string },
): Promise<{
  readonly operationId: OperationId;
  readonly before: ReadonlyArray<string>;
  readonly after: ReadonlyArray<string>;
}> {
  const rows = (await planned(parts, await chosen(parts, ids))).filter(({ problem }) => problem === null);
  const tenants = byTenant(rows);
  const [first] = tenants;
  if (first === undefined) throw new AppError('conflict', 'domain.none_to_repair');
  const alone = tenants.length === 1;
  const resource = alone ? tenantResource(first.tenantId) : `selection:${randomUUID()}`;
  const params: RepairParams = { reason, by: parts.by, tenants };
  const operationId = await parts.engine.start({
    kind: 'repair_domains',
    params,
    idempotencyKey: `repair_domains:${randomUUID()}`,
    resource,
    subject: {
      label: alone ? first.name : `${first.name} +${tenants.length - 1}`,
      registrationId: null,
      tenantId: alone ? first.tenantId : null,
    },
    actor: parts.by,
    supersedes: false,
  });
  return { operationId, before: rows.map(({ from }) => from), after: rows.map(({ to }) => to) };
}
