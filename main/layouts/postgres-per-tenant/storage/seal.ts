import { setTimeout as wait } from 'node:timers/promises';
import type { SealReceipt } from '../../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { AppError } from '../../../../shared/errors.ts';
import { openSession } from '../../pg/connect.ts';
import { literal, quoteOwnName } from '../../pg/identifiers.ts';
import type { Query, Runner } from '../../pg/pools.ts';
import { randomPassword } from '../../pg/scram.ts';
import type { StockerDeps } from '../deps.ts';
import { requireBookkeeping } from '../shape.ts';
import { type LoginRole, loginRoleOf } from './tenant-login.ts';

interface Tenant {
  readonly id: TenantId;
  readonly database: string;
}

/** Where the door's statements run: a console's own sessions, or an operation's under its fence. */
export interface Door {
  read<T>(work: (runner: Runner) => Promise<T>): Promise<T>;
  /** One statement that is all or nothing. */
  change(query: Query): Promise<ReadonlyArray<Record<string, unknown>>>;
}

const mostRounds = 100;
const pauseMs = 50;

const notEnforced: SealReceipt = { sealed: false, role: null, sessionsEnded: 0, sessionsLeft: 0, loginRefused: null };

/** The role's sessions in every database: it may have been let into others. All are told first, then waited for. */
const endSql = `
  WITH told AS MATERIALIZED (
    SELECT pid, pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE usename::text = $1::text)
  SELECT pid, ended FROM told`;
const countSql = 'SELECT count(*)::integer AS left FROM pg_stat_activity WHERE usename::text = $1::text';

async function countSessions(runner: Runner, role: string): Promise<number> {
  const [row] = await runner.query({ text: countSql, values: [role] });
  return row?.['left'] as number;
}

type Ended = Pick<SealReceipt, 'sessionsEnded' | 'sessionsLeft'>;

/**
 * Until none is left twice in a row, or for so many rounds. A login that began before the role was closed is let in
 * after it, and is not to be seen until it is: in a storm of them the first empty look may be too early.
 */
async function endSessions({ read, change }: Door, role: string): Promise<Ended> {
  const ended = new Set<unknown>();
  let emptyLooks = 0;
  for (let round = 1; ; round += 1) {
    const told = await change({ text: endSql, values: [role] });
    for (const row of told) if (row['ended'] === true) ended.add(row['pid']);
    const left = await read((runner) => countSessions(runner, role));
    emptyLooks = left === 0 && told.length === 0 ? emptyLooks + 1 : 0;
    if (emptyLooks === 2 || round === mostRounds) return { sessionsEnded: ended.size, sessionsLeft: left };
    await wait(pauseMs);
  }
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

const quoted = (deps: StockerDeps, role: LoginRole): string => quoteOwnName(role.name, deps.settings.database);

/** One after the other: what the role can must be read when nobody else is changing it. */
const inTurn = (role: LoginRole): string =>
  `PERFORM pg_advisory_xact_lock(hashtext('tenantry.seal'), hashtext(${literal(role.name)}));`;

/** What the role could before the first seal; a second one, on top of it, remembers nothing new. */
const closing = (deps: StockerDeps, tenant: Tenant, role: LoginRole): string => `DO $seal$
BEGIN
  ${inTurn(role)}
  INSERT INTO tenantry.seals AS seal (tenant_id, role, could_log_in)
  SELECT ${literal(tenant.id)}::uuid, rolname::text, rolcanlogin FROM pg_roles WHERE rolname::text = ${literal(role.name)}
  ON CONFLICT (tenant_id) DO UPDATE SET role = EXCLUDED.role, could_log_in = EXCLUDED.could_log_in,
    sealed_at = clock_timestamp(), opened_at = NULL
  WHERE seal.opened_at IS NOT NULL OR seal.role <> EXCLUDED.role;
  ALTER ROLE ${quoted(deps, role)} NOLOGIN;
END $seal$`;

/**
 * Nothing is remembered of a seal by an earlier version: what it closed had been open. Where a seal was opened already,
 * whoever closed the role since is not this console.
 */
const opening = (deps: StockerDeps, tenant: Tenant, role: LoginRole): string => `DO $seal$
DECLARE ours boolean;
BEGIN
  ${inTurn(role)}
  SELECT could_log_in AND opened_at IS NULL INTO ours FROM tenantry.seals
    WHERE tenant_id = ${literal(tenant.id)}::uuid AND role = ${literal(role.name)} FOR UPDATE;
  UPDATE tenantry.seals SET opened_at = clock_timestamp()
    WHERE tenant_id = ${literal(tenant.id)}::uuid AND role = ${literal(role.name)} AND opened_at IS NULL;
  IF ours IS DISTINCT FROM false THEN
    ALTER ROLE ${quoted(deps, role)} LOGIN;
  END IF;
END $seal$`;

/** The door first, then who is inside; in the other order they would be back at once. */
export async function sealWith(deps: StockerDeps, door: Door, tenant: Tenant): Promise<SealReceipt> {
  const role = await door.read((runner) => loginRoleOf(runner, tenant));
  if (!role.own) return notEnforced;
  await door.change({ text: closing(deps, tenant, role) });
  const sessions = await endSessions(door, role.name);
  const loginRefused = await tryLogin(deps, tenant, role.name);
  const { canLogin } = await door.read((runner) => loginRoleOf(runner, tenant));
  return { sealed: !canLogin, role: role.name, ...sessions, loginRefused: canLogin ? false : loginRefused };
}

/** Gives back what the seal took, and no more: a role that could not log in before it can't after it. */
export async function unsealWith(deps: StockerDeps, door: Door, tenant: Tenant): Promise<SealReceipt> {
  const role = await door.read((runner) => loginRoleOf(runner, tenant));
  if (!role.own) return notEnforced;
  await door.change({ text: opening(deps, tenant, role) });
  const { canLogin } = await door.read((runner) => loginRoleOf(runner, tenant));
  const sessionsLeft = await door.read((runner) => countSessions(runner, role.name));
  return { sealed: !canLogin, role: role.name, sessionsEnded: 0, sessionsLeft, loginRefused: null };
}

function ownDoor({ pools }: StockerDeps): Door {
  return { read: (work) => work(pools.read), change: pools.change };
}

export async function sealStorage(deps: StockerDeps, tenant: Tenant): Promise<SealReceipt> {
  await requireBookkeeping(deps);
  return sealWith(deps, ownDoor(deps), tenant);
}

export async function unsealStorage(deps: StockerDeps, tenant: Tenant): Promise<SealReceipt> {
  await requireBookkeeping(deps);
  return unsealWith(deps, ownDoor(deps), tenant);
}
