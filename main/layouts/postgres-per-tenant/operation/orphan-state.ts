import { databaseNameProblem } from '../../../../shared/domain/names.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { OrphanState } from '../../roles/reconcile.ts';
import { matchesPattern } from '../name-pattern.ts';
import type { OperationContext } from './context.ts';
import { readMark } from './marks.ts';
import { claimOnDatabase, livingTenant } from './orphan-claims.ts';
import { isEmpty, readStamp } from './stamp.ts';
import { closedToUs, invalidLimit, look } from './storage-state.ts';

const inUse = (by: string): OrphanState => ({ kind: 'in_use', by });

type Inside = { readonly empty: boolean; readonly tenantId: string | undefined } | 'closed' | 'gone';

async function lookInside(context: OperationContext, database: string): Promise<Inside> {
  try {
    return await context.tenant.visit(database, async (runner) => {
      // In this order: a stamp that comes in between is then seen.
      const empty = await isEmpty(runner);
      return { empty, tenantId: (await readStamp(runner))?.tenantId };
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.key === 'server.no_database') return 'gone';
    if (closedToUs.has(error.server?.code ?? '')) return 'closed';
    throw error;
  }
}

/** A tenant that lives has its data somewhere: only where it is seen to be elsewhere is this one nobody's. */
async function ofTenant(context: OperationContext, name: string, tenantId: string): Promise<OrphanState> {
  const tenant = await context.read((runner) => livingTenant(runner, tenantId));
  if (tenant !== undefined) {
    if (tenant.database === null) return inUse(tenant.code);
    const own = await lookInside(context, tenant.database);
    if (own === 'closed' || own === 'gone' || own.tenantId !== tenantId) return inUse(tenant.code);
  }
  return { kind: 'orphan', evidence: { database: name, stampedFor: tenantId } };
}

/** Nobody's only where every place that could name an owner was looked at and names none. */
export async function orphanDatabase(context: OperationContext, name: string): Promise<OrphanState> {
  const { databasePattern, database: platform } = context.deps.settings;
  if (!matchesPattern(databasePattern, name) || databaseNameProblem(name, platform) !== undefined) return inUse(name);
  const { creating, row } = await look(context, name);
  if (creating) return inUse('CREATE DATABASE');
  if (row === undefined) return { kind: 'absent' };
  const mark = readMark(row.comment);
  const asked = { name, except: context.lease.operationId, copyId: mark?.copyId ?? null };
  const claim = await context.read((runner) => claimOnDatabase(runner, asked));
  if (claim !== undefined) return inUse(claim);
  if (row.connectionLimit === invalidLimit) return { kind: 'orphan', evidence: { database: name, invalid: true } };
  if (mark !== undefined && mark.copyId !== null && row.ownedByUs)
    return { kind: 'orphan', evidence: { database: name, copy: mark.copyId } };
  if (!row.allowsConnections)
    return mark !== undefined && mark.droppingFor !== null ? ofTenant(context, name, mark.droppingFor) : inUse(name);
  const inside = await lookInside(context, name);
  if (inside === 'gone') return { kind: 'absent' };
  if (inside === 'closed') return inUse(name);
  if (inside.tenantId !== undefined) return ofTenant(context, name, inside.tenantId);
  return inside.empty ? { kind: 'orphan', evidence: { database: name, empty: true } } : inUse(name);
}
