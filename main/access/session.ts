import { randomUUID } from 'node:crypto';
import type { OperatorInfo, SessionState } from '../../shared/contract/session.ts';
import type { OperatorId, ProfileId } from '../../shared/domain/ids.ts';
import type { Permission, Role } from '../../shared/domain/permissions.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { OpenPlatform } from '../connections/open-platform.ts';
import type { OperatorCredentials } from '../layouts/operator-catalog.ts';
import { watchIdle } from './idle-watch.ts';
import type { PasswordHasher } from './password-hash.ts';
import { requireStrongPassword } from './password-rules.ts';
import { type LiveSession, type OperatorSession, permissionsOf, stateOf } from './session-state.ts';
import { checkPassword } from './sign-in.ts';
import { createWriteLock } from './write-lock.ts';

const stepUpMs = 5 * 60_000;

export interface Actor {
  readonly operator: string;
  readonly role: Role | null;
  readonly platform: string | null;
}

/** Who sits here and what they may do. In memory only: closing the program signs out. */
export interface Session {
  current(): SessionState;
  actor(): Actor | undefined;
  may(permission: Permission): boolean;
  steppedUp(): boolean;
  /** Looks again whether this operator is still let in, and as what. Throws, and signs out, when not. */
  reverify(): Promise<void>;
  /** Throws `session.no_platform`. */
  platform(): OpenPlatform;
  operator(): OperatorInfo | undefined;
  open(profileId: ProfileId): Promise<SessionState>;
  signIn(ask: { profileId: ProfileId; email: string; password: string; readOnly: boolean }): Promise<SessionState>;
  createFirstOperator(operator: { name: string; email: string; password: string }): Promise<SessionState>;
  signOut(): Promise<SessionState>;
  lock(): SessionState;
  resume(password: string): Promise<SessionState>;
  unlockWrites(minutes: number): Promise<SessionState>;
  lockWrites(): Promise<SessionState>;
  stepUp(password: string): Promise<{ readonly until: string }>;
  changePassword(current: string, next: string): Promise<void>;
  /** The platform's schema may be another now. */
  refreshCapabilities(): Promise<void>;
  touch(): void;
}

interface SessionParts {
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  openPlatform(profileId: ProfileId): Promise<OpenPlatform>;
  autoLockMinutes(): number;
  onChange(state: SessionState): void;
}

const infoOf = ({ id, name, email, role }: OperatorCredentials): OperatorInfo => ({ id, name, email, role });

export function createSession({ clock, hasher, openPlatform, autoLockMinutes, onChange }: SessionParts): Session {
  let live: LiveSession | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** One at a time: guessing in parallel must not outrun the count of failures. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  }
  const state = (): SessionState => stateOf(live, autoLockMinutes());
  const changed = (): SessionState => {
    const now = state();
    onChange(now);
    return now;
  };
  async function leave(): Promise<void> {
    const leaving = live;
    live = undefined;
    if (leaving === undefined) return;
    leaving.writes.dispose();
    if (leaving.phase !== 'bootstrap') leaving.idle.stop();
    await leaving.platform.close();
  }
  function lockNow(): void {
    if (live?.phase !== 'signed_in') return;
    live.phase = 'locked';
    live.steppedUpUntil = 0;
    changed();
  }
  function signedIn(): OperatorSession {
    if (live === undefined || live.phase === 'bootstrap') throw new AppError('signed_out', 'session.signed_out');
    if (live.phase === 'locked') throw new AppError('signed_out', 'session.locked');
    return live;
  }
  function opened(): LiveSession {
    if (live === undefined) throw new AppError('signed_out', 'session.no_platform');
    return live;
  }
  const locksFor = (platform: OpenPlatform, ask: { readOnly: boolean; mayWrite: boolean }) =>
    createWriteLock({
      ...ask,
      layout: platform.layout,
      clock,
      environment: platform.profile.settings.environment,
      onExpired: changed,
    });
  const operatorSession = (
    base: Pick<LiveSession, 'platform' | 'writes' | 'capabilities'>,
    operator: OperatorInfo,
    mustChangePassword: boolean,
  ): OperatorSession => ({
    platform: base.platform,
    writes: base.writes,
    capabilities: base.capabilities,
    phase: 'signed_in',
    operator,
    mustChangePassword,
    steppedUpUntil: 0,
    idle: watchIdle({ clock, minutes: autoLockMinutes, onIdle: lockNow }),
  });
  /** Opens a platform and, if what follows fails, closes it again. */
  async function entering(profileId: ProfileId, enter: (platform: OpenPlatform) => Promise<LiveSession>) {
    await leave();
    const platform = await openPlatform(profileId);
    try {
      live = await enter(platform);
    } catch (error) {
      await platform.close();
      onChange(state());
      throw error;
    }
    return changed();
  }
  const password = (session: OperatorSession, typed: string) =>
    checkPassword({ operators: session.platform.layout.operators, hasher }, session.operator.email, typed);

  return {
    current() {
      if (live?.phase === 'signed_in' && live.idle.isOver()) lockNow();
      return state();
    },
    actor() {
      if (live === undefined) return undefined;
      const platform = live.platform.profile.settings.name;
      return live.phase === 'bootstrap'
        ? { operator: live.platform.profile.settings.user, role: null, platform }
        : { operator: live.operator.email, role: live.operator.role, platform };
    },
    may: (permission) => live !== undefined && permissionsOf(live).includes(permission),
    steppedUp: () => live?.phase === 'signed_in' && clock.monotonic() < live.steppedUpUntil,
    async reverify() {
      if (live?.phase !== 'signed_in') return;
      const session = live;
      const known = await session.platform.layout.operators.credentials(session.operator.email);
      if (known === undefined || known.id !== session.operator.id || known.disabled) {
        if (live === session) await leave();
        changed();
        throw new AppError('signed_out', 'session.disabled');
      }
      if (known.role === session.operator.role && known.name === session.operator.name) return;
      session.operator = infoOf(known);
      await session.writes.allow(known.role !== 'viewer');
      changed();
    },
    platform: () => opened().platform,
    operator: () => (live === undefined || live.phase === 'bootstrap' ? undefined : live.operator),
    open: (profileId) =>
      inTurn(() =>
        entering(profileId, async (platform) => {
          const count = await platform.layout.operators.count();
          if (count !== 'unknown' && count > 0) throw new AppError('conflict', 'session.operators_exist');
          const capabilities = await platform.layout.capabilities();
          const writes = await locksFor(platform, { readOnly: false, mayWrite: true });
          return { phase: 'bootstrap', platform, writes, capabilities };
        }),
      ),
    signIn: ({ profileId, email, password: typed, readOnly }) =>
      inTurn(() =>
        entering(profileId, async (platform) => {
          const asked = platform.layout.capabilities();
          // A wrong password is told whatever the server says of our rights.
          asked.catch(() => undefined);
          const known = await checkPassword({ operators: platform.layout.operators, hasher }, email, typed);
          const capabilities = await asked;
          const writes = await locksFor(platform, { readOnly, mayWrite: known.role !== 'viewer' });
          return operatorSession({ platform, writes, capabilities }, infoOf(known), known.mustChangePassword);
        }),
      ),
    createFirstOperator: ({ name, email, password: chosen }) =>
      inTurn(async () => {
        const bootstrap = opened();
        if (bootstrap.phase !== 'bootstrap') throw new AppError('conflict', 'session.operators_exist');
        if (!bootstrap.capabilities.bookkeeping) throw new AppError('conflict', 'platform.not_set_up');
        requireStrongPassword(chosen, { name, email }, 'password');
        const row = await bootstrap.platform.layout.operators.add({
          id: randomUUID() as string as OperatorId,
          name,
          email,
          role: 'super_admin',
          passwordHash: await hasher.hash(chosen),
          mustChangePassword: false,
          by: null,
          onlyIfFirst: true,
        });
        live = operatorSession(bootstrap, { id: row.id, name: row.name, email: row.email, role: row.role }, false);
        return changed();
      }),
    signOut: () =>
      inTurn(async () => {
        await leave();
        return changed();
      }),
    lock() {
      lockNow();
      return state();
    },
    resume: (typed) =>
      inTurn(async () => {
        const session = live;
        if (session === undefined || session.phase === 'bootstrap')
          throw new AppError('signed_out', 'session.signed_out');
        const known = await password(session, typed);
        session.operator = infoOf(known);
        await session.writes.allow(known.role !== 'viewer');
        session.idle.stop();
        live = operatorSession(session, session.operator, known.mustChangePassword);
        return changed();
      }),
    async unlockWrites(minutes) {
      const session = opened();
      if (session.phase !== 'bootstrap' && session.operator.role === 'viewer')
        throw new AppError('forbidden', 'session.forbidden');
      await session.writes.unlock(minutes);
      return changed();
    },
    async lockWrites() {
      await opened().writes.lock();
      return changed();
    },
    stepUp: (typed) =>
      inTurn(async () => {
        const session = signedIn();
        await password(session, typed);
        session.steppedUpUntil = clock.monotonic() + stepUpMs;
        return { until: new Date(clock.now().getTime() + stepUpMs).toISOString() };
      }),
    changePassword: (current, next) =>
      inTurn(async () => {
        const session = signedIn();
        requireStrongPassword(next, session.operator, 'next');
        if (next === current) throw new AppError('invalid_input', 'operator.weak_password', { field: 'next' });
        const known = await password(session, current);
        await session.platform.layout.operators.setPassword(known.id, await hasher.hash(next), false);
        session.mustChangePassword = false;
        changed();
      }),
    async refreshCapabilities() {
      const session = opened();
      session.capabilities = await session.platform.layout.capabilities();
      changed();
    },
    touch() {
      if (live?.phase !== 'signed_in') return;
      // The first touch after a sleep comes too late: it must not count as if somebody had been here all along.
      if (live.idle.isOver()) lockNow();
      else live.idle.touch();
    },
  };
}
