import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Evidence } from '../../../../shared/domain/operations.ts';
import { AppError } from '../../../../shared/errors.ts';
import { literal, quoteOwnName } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { OrphanRemover, OrphanState } from '../../roles/reconcile.ts';
import type { OperationContext } from './context.ts';
import { closeAndDrop, dropInvalid } from './drop-database.ts';
import { droppingMark, nobody } from './marks.ts';
import { lockNames } from './names.ts';
import { claimOnDatabase, claimOnRole } from './orphan-claims.ts';
import { orphanDatabase } from './orphan-state.ts';
import { isEmpty } from './stamp.ts';
import { databaseRow } from './storage-state.ts';
import { dropTenantRole } from './tenant-role.ts';

const changed = (name: string, by: string): AppError =>
  new AppError('conflict', 'finding.changed', { params: { name, by } });

/** In the transaction that acts, and behind the lock that whoever takes a name waits at. */
async function assertUnclaimed(
  context: OperationContext,
  runner: Runner,
  { name, evidence }: { readonly name: string; readonly evidence: Evidence },
): Promise<void> {
  await lockNames(runner);
  const copyId = typeof evidence['copy'] === 'string' ? evidence['copy'] : null;
  const claim = await claimOnDatabase(runner, { name, except: context.lease.operationId, copyId });
  if (claim !== undefined) throw changed(name, claim);
}

/** The comment that a database had, so that giving up leaves it as it was. */
const setComment = (database: string, comment: string | null): string =>
  `COMMENT ON DATABASE ${database} IS ${comment === null ? 'NULL' : literal(comment)}`;

const othersIn = `
  SELECT pg_catalog.pg_terminate_backend(pid, 5000) FROM pg_catalog.pg_stat_activity
   WHERE datname::text = $1 AND pid <> $2 AND usesysid IS NOT NULL`;

/** Looked at once more from inside, when nobody else can be in it any more: somebody may just have begun to use it. */
async function assertStillEmpty(context: OperationContext, name: string, close: () => Promise<void>): Promise<void> {
  const pid = await context.tenant.visit(name, async (runner) => {
    const [row] = await runner.query({ text: 'SELECT pg_catalog.pg_backend_pid() AS pid' });
    return Number(row?.['pid']);
  });
  await close();
  await context.fenced((runner) => runner.query({ text: othersIn, values: [name, pid] }));
  const empty = await context.tenant.visit(name, isEmpty);
  await context.tenant.leave();
  if (!empty) throw changed(name, name);
}

async function dropOrphan(
  context: OperationContext,
  { name, evidence }: { readonly name: string; readonly evidence: Evidence },
  signal: AbortSignal,
): Promise<Evidence> {
  const database = quoteOwnName(name, context.deps.settings.database);
  if (evidence['invalid'] === true) {
    await context.fenced((runner) => assertUnclaimed(context, runner, { name, evidence }));
    return dropInvalid(context, name, signal);
  }
  const comment = (await databaseRow(context, name))?.comment ?? null;
  const shut = (): Promise<void> =>
    context.fenced(async (runner) => {
      await assertUnclaimed(context, runner, { name, evidence });
      const stampedFor = evidence['stampedFor'] ?? nobody;
      if (evidence['copy'] === undefined)
        await runner.query({ text: setComment(database, droppingMark(String(stampedFor))) });
      await runner.query({ text: `ALTER DATABASE ${database} ALLOW_CONNECTIONS false` });
    });
  const reopen = (): Promise<void> =>
    context.fenced(async (runner) => {
      await runner.query({ text: `ALTER DATABASE ${database} ALLOW_CONNECTIONS true` });
      await runner.query({ text: setComment(database, evidence['copy'] === undefined ? null : comment) });
    });
  const close = async (): Promise<void> => {
    if (evidence['empty'] !== true) return shut();
    await assertStillEmpty(context, name, shut).catch(async (error: unknown) => {
      if (error instanceof AppError && error.key === 'finding.changed') await reopenIfShut(context, name, reopen);
      throw error;
    });
  };
  return closeAndDrop(context, { database: name, close, reopen: () => reopenIfShut(context, name, reopen) }, signal);
}

async function reopenIfShut(context: OperationContext, name: string, reopen: () => Promise<void>): Promise<void> {
  const row = await databaseRow(context, name);
  if (row !== undefined && !row.allowsConnections) await reopen();
}

/** An earlier try ended between shutting an empty database and looking into it once more: it is looked into again. */
async function reopenUnproved(context: OperationContext, name: string): Promise<void> {
  const database = quoteOwnName(name, context.deps.settings.database);
  const row = await databaseRow(context, name);
  if (row === undefined || row.allowsConnections || row.comment !== droppingMark(nobody)) return;
  await context.fenced(async (runner) => {
    await runner.query({ text: `ALTER DATABASE ${database} ALLOW_CONNECTIONS true` });
    await runner.query({ text: setComment(database, null) });
  });
}

const markForm = /^tenantry: tenant (?<tenant>[0-9a-f-]{36})$/;

/** The tenant that a role's mark names; nothing where it has no mark of ours, `absent` where there is no role. */
async function roleOwner(context: OperationContext, name: string): Promise<string | 'absent' | undefined> {
  const [row] = await context.read((runner) =>
    runner.query({
      text: `SELECT pg_catalog.shobj_description(oid, 'pg_authid') AS comment FROM pg_catalog.pg_roles WHERE rolname::text = $1`,
      values: [name],
    }),
  );
  if (row === undefined) return 'absent';
  return markForm.exec((row['comment'] as string | null) ?? '')?.groups?.['tenant'];
}

async function orphanRole(context: OperationContext, name: string): Promise<OrphanState> {
  const tenantId = await roleOwner(context, name);
  if (tenantId === 'absent') return { kind: 'absent' };
  if (tenantId === undefined) return { kind: 'in_use', by: name };
  const by = await context.read((runner) => claimOnRole(runner, { name, except: context.lease.operationId, tenantId }));
  return by === undefined ? { kind: 'orphan', evidence: { role: name, markedFor: tenantId } } : { kind: 'in_use', by };
}

export function orphanRemover(context: OperationContext): OrphanRemover {
  return {
    database: (name) => orphanDatabase(context, name),
    async dropDatabase(name, signal) {
      await reopenUnproved(context, name);
      const state = await orphanDatabase(context, name);
      if (state.kind === 'absent') return { database: name, databaseDropped: false };
      if (state.kind === 'in_use') throw changed(name, state.by);
      return dropOrphan(context, { name, evidence: state.evidence }, signal);
    },
    role: (name) => orphanRole(context, name),
    async dropRole(name) {
      const tenantId = await roleOwner(context, name);
      if (tenantId === 'absent') return { role: name, roleDropped: false };
      if (tenantId === undefined) throw changed(name, name);
      return dropTenantRole(context, { role: name, tenantId: tenantId as TenantId }, async (runner) => {
        await lockNames(runner);
        const by = await claimOnRole(runner, { name, except: context.lease.operationId, tenantId });
        if (by !== undefined) throw changed(name, by);
      });
    },
  };
}
