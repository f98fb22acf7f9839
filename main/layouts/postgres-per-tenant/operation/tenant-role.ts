import type { Evidence } from '../../../../shared/domain/operations.ts';
import { AppError } from '../../../../shared/errors.ts';
import { classified } from '../../../operations/error-class.ts';
import { literal, quote, quoteOwnName } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { StorageNames } from '../../roles/provisioning.ts';
import { readWordSql, tenantStatusWords } from '../words.ts';
import type { OperationContext } from './context.ts';
import { quotedNames } from './names.ts';

/** A role carries its tenant in its comment, as a database does in its stamp. */
export const roleMark = (tenantId: string): string => `tenantry: tenant ${tenantId}`;

export async function tenantRole(
  runner: Runner,
  { role, tenantId }: Pick<StorageNames, 'role' | 'tenantId'>,
): Promise<'absent' | 'ours' | 'foreign'> {
  const [row] = await runner.query({
    text: `SELECT pg_catalog.shobj_description(oid, 'pg_authid') AS comment FROM pg_catalog.pg_roles WHERE rolname::text = $1`,
    values: [role],
  });
  if (row === undefined) return 'absent';
  return row['comment'] === roleMark(tenantId) ? 'ours' : 'foreign';
}

/** Made here and nowhere else, so that nothing but a verifier can ever get into a statement. */
function passwordClause(verifier: string): string {
  if (!/^SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$/.test(verifier))
    throw new AppError('internal', 'internal');
  return `PASSWORD ${literal(verifier)}`;
}

/** Somebody was faster by a moment. Whose it is, is seen by looking again. */
const madeMeanwhile: ReadonlySet<string> = new Set(['42710', '23505']);

/** Whether the tenant is still being made: until it works, nobody but us has its password, and nobody holds it. */
export const findProvisioning = `
  SELECT ${readWordSql(tenantStatusWords, '"Status"')} = 'provisioning' AND NOT "IsActive" AS provisioning
    FROM public."Tenants" WHERE "Id" = $1`;

/** A role that was taken away while its tenant is closed comes back closed. */
async function isSealed(context: OperationContext, runner: Runner, tenantId: string): Promise<boolean> {
  if (!(await context.deps.shape()).bookkeeping) return false;
  const [row] = await runner.query({
    text: 'SELECT FROM tenantry.seals WHERE tenant_id = $1 AND opened_at IS NULL',
    values: [tenantId],
  });
  return row !== undefined;
}

/**
 * The role, its mark and its password's verifier in one transaction. While its tenant is being made, a role that is
 * there gets the verifier given now; afterwards it keeps its password, and stays closed where it was closed.
 */
export async function ensureRole(context: OperationContext, names: StorageNames, verifier: string): Promise<void> {
  const { role } = quotedNames(names, context.deps.settings.database);
  const { tenantId } = names;
  const password = passwordClause(verifier);
  const ensure = context.fenced(async (runner) => {
    const found = await tenantRole(runner, names);
    if (found === 'foreign') throw new AppError('conflict', 'tenant.foreign_role', { params: { role: names.role } });
    if (found === 'ours') {
      const [tenant] = await runner.query({ text: findProvisioning, values: [tenantId] });
      if (tenant?.['provisioning'] !== false) await runner.query({ text: `ALTER ROLE ${role} LOGIN ${password}` });
      return;
    }
    const login = (await isSealed(context, runner, tenantId)) ? 'NOLOGIN' : 'LOGIN';
    await runner.query({ text: `CREATE ROLE ${role} ${login} ${password}` });
    await runner.query({ text: `COMMENT ON ROLE ${role} IS ${literal(roleMark(tenantId))}` });
  });
  await ensure.catch((error: unknown) => {
    if (!(error instanceof AppError) || !madeMeanwhile.has(error.server?.code ?? '')) throw error;
    throw classified(new AppError('busy', 'server.busy', { retry: true }), 'retry');
  });
}

/** What the role still owns or was granted here goes to us or goes; needs its membership for the length of the transaction. */
async function releaseHoldings(runner: Runner, role: string): Promise<void> {
  const [row] = await runner.query({ text: 'SELECT current_user::text AS me' });
  await runner.query({ text: `GRANT ${role} TO ${quote(String(row?.['me']))}` });
  await runner.query({ text: `REASSIGN OWNED BY ${role} TO CURRENT_USER` });
  await runner.query({ text: `DROP OWNED BY ${role}` });
}

const hasHoldings = '2BP01';
const isHeld = (error: unknown): boolean => error instanceof AppError && error.server?.code === hasHoldings;

/** The databases in which something is the role's, or in whose rights it stands. */
const holdingsSql = `
  SELECT DISTINCT d.datname::text AS name FROM pg_catalog.pg_shdepend s
    JOIN pg_catalog.pg_roles r ON r.oid = s.refobjid
    JOIN pg_catalog.pg_database d
      ON d.oid = s.dbid OR (s.dbid = 0 AND s.classid = 'pg_catalog.pg_database'::pg_catalog.regclass AND d.oid = s.objid)
   WHERE s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND r.rolname::text = $1 ORDER BY 1 LIMIT 10`;

/** What it has in other databases is not ours to give away. */
async function roleInUse(context: OperationContext, role: string): Promise<AppError> {
  const rows = await context.read((runner) => runner.query({ text: holdingsSql, values: [role] }));
  const databases = rows.map((row) => String(row['name'])).join(', ');
  return new AppError('conflict', 'tenant.role_in_use', { params: { role, databases } });
}

/** `refuse` is asked in the transaction that drops it, and throws where it must stay. */
export async function dropTenantRole(
  context: OperationContext,
  names: Pick<StorageNames, 'role' | 'tenantId'>,
  refuse: (runner: Runner) => Promise<void> = async () => undefined,
): Promise<Evidence> {
  const role = quoteOwnName(names.role, context.deps.settings.database);
  const drop = (first: (runner: Runner) => Promise<void>): Promise<boolean> =>
    context.fenced(async (runner) => {
      if ((await tenantRole(runner, names)) !== 'ours') return false;
      await refuse(runner);
      await first(runner);
      await runner.query({
        text: 'SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename::text = $1',
        values: [names.role],
      });
      await runner.query({ text: `DROP ROLE ${role}` });
      return true;
    });
  try {
    return { role: names.role, roleDropped: await drop(async () => undefined) };
  } catch (error) {
    if (!isHeld(error)) throw error;
    const released = drop((runner) => releaseHoldings(runner, role)).catch(async (again: unknown) => {
      throw isHeld(again) ? await roleInUse(context, names.role) : again;
    });
    return { role: names.role, roleDropped: await released };
  }
}
