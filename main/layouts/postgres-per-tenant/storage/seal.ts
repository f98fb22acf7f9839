import { setTimeout as wait } from 'node:timers/promises';
import type { SealReceipt } from '../../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { AppError } from '../../../../shared/errors.ts';
import { openSession } from '../../pg/connect.ts';
import { quoteOwnName } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import { randomPassword } from '../../pg/scram.ts';
import type { StockerDeps } from '../deps.ts';
import { loginRoleOf } from './tenant-login.ts';

interface Tenant {
  readonly id: TenantId;
  readonly database: string;
}

const mostRounds = 10;
const pauseMs = 100;

const notEnforced: SealReceipt = { sealed: false, role: null, sessionsEnded: 0, sessionsLeft: 0, loginRefused: null };

/** The role's sessions in every database: it may have been let into others. */
const endSql = `
  SELECT pid, pg_terminate_backend(pid, 1000) AS ended FROM pg_stat_activity WHERE usename::text = $1::text`;
const countSql = 'SELECT count(*)::integer AS left FROM pg_stat_activity WHERE usename::text = $1::text';

async function countSessions(runner: Runner, role: string): Promise<number> {
  const [row] = await runner.query({ text: countSql, values: [role] });
  return row?.['left'] as number;
}

/** Until none is left, or for so many rounds: a login that began before the role was closed may come in after it. */
async function endSessions(runner: Runner, role: string): Promise<Pick<SealReceipt, 'sessionsEnded' | 'sessionsLeft'>> {
  const ended = new Set<unknown>();
  for (let round = 1; round <= mostRounds; round += 1) {
    for (const row of await runner.query({ text: endSql, values: [role] }))
      if (row['ended'] === true) ended.add(row['pid']);
    const left = await countSessions(runner, role);
    if (left === 0 || round === mostRounds) return { sessionsEnded: ended.size, sessionsLeft: left };
    await wait(pauseMs);
  }
  return { sessionsEnded: ended.size, sessionsLeft: await countSessions(runner, role) };
}

/**
 * A real login as the tenant. Its password is not known here, and a server that asks for one asks before it looks
 * whether the role may log in: then nothing is proved, and null.
 */
async function tryLogin({ server }: StockerDeps, { database }: Tenant, role: string): Promise<boolean | null> {
  const attempt = { database, user: role, password: randomPassword(), application: 'tenantry', readOnly: true };
  try {
    const client = await openSession(server, attempt);
    await client.end();
    return false;
  } catch (error) {
    const refusal = error instanceof AppError ? error.server : undefined;
    return refusal?.code === '28000' && refusal.message.includes('not permitted to log in') ? true : null;
  }
}

async function alterLogin(deps: StockerDeps, role: string, login: 'LOGIN' | 'NOLOGIN'): Promise<void> {
  await deps.pools.change({ text: `ALTER ROLE ${quoteOwnName(role, deps.settings.database)} ${login}` });
}

/** The door first, then who is inside; in the other order they would be back at once. */
export async function sealStorage(deps: StockerDeps, tenant: Tenant): Promise<SealReceipt> {
  const { read } = deps.pools;
  const role = await loginRoleOf(read, tenant);
  if (!role.own) return notEnforced;
  await alterLogin(deps, role.name, 'NOLOGIN');
  const sessions = await endSessions(read, role.name);
  const loginRefused = await tryLogin(deps, tenant, role.name);
  const { canLogin } = await loginRoleOf(read, tenant);
  return { sealed: !canLogin, role: role.name, ...sessions, loginRefused: canLogin ? false : loginRefused };
}

export async function unsealStorage(deps: StockerDeps, tenant: Tenant): Promise<SealReceipt> {
  const { read } = deps.pools;
  const role = await loginRoleOf(read, tenant);
  if (!role.own) return notEnforced;
  await alterLogin(deps, role.name, 'LOGIN');
  const [{ canLogin }, sessionsLeft] = await Promise.all([loginRoleOf(read, tenant), countSessions(read, role.name)]);
  return { sealed: !canLogin, role: role.name, sessionsEnded: 0, sessionsLeft, loginRefused: null };
}
