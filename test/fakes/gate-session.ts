import type { DispatchSession } from '../../main/ipc/dispatch.ts';
import type { SessionState } from '../../shared/contract/session.ts';
import type { OperatorId, ProfileId } from '../../shared/domain/ids.ts';
import { may, type Permission, permissions, type Role } from '../../shared/domain/permissions.ts';

export type Seat = 'nobody' | 'bootstrap' | 'locked' | Role;

const platform: Extract<SessionState, { phase: 'bootstrap' }>['platform'] = {
  profileId: '7d0f2f5e-0000-4000-8000-000000000001' as ProfileId,
  name: 'Demo',
  environment: 'demo',
  layout: 'postgres-per-tenant',
  engine: 'postgresql',
  server: 'PostgreSQL 18.4',
  database: 'StockerMaster',
  capabilities: { bookkeeping: true, createDatabases: true, tenantRoles: true, endSessions: true, indexedList: true },
  baseDomains: ['stoocker.app'],
  databasePattern: 'Stocker_{code}_Db',
  timeZone: 'Europe/Istanbul',
  currency: 'TRY',
  hasMail: true,
};

export interface SeatOptions {
  readonly readOnly?: boolean;
  readonly steppedUp?: boolean;
  readonly mustChangePassword?: boolean;
  readonly reverify?: () => Promise<void>;
}

/** A session in which somebody sits, without a platform behind it. */
export function seat(who: Seat, options: SeatOptions = {}): DispatchSession {
  const role: Role | null = who === 'nobody' || who === 'bootstrap' ? null : who === 'locked' ? 'super_admin' : who;
  const allowed = (permission: Permission): boolean =>
    who === 'bootstrap'
      ? permission === 'read' || permission === 'platform.upgrade'
      : role !== null && may(role, permission);
  const writes = options.readOnly
    ? ({ mode: 'read_only', because: 'production' } as const)
    : ({ mode: 'read_write', until: null } as const);
  const common = { platform, permissions: permissions.filter(allowed), writes };
  const state = (): SessionState => {
    if (who === 'nobody') return { phase: 'signed_out' };
    if (role === null) return { phase: 'bootstrap', ...common };
    const operator = {
      id: '7d0f2f5e-0000-4000-8000-000000000002' as OperatorId,
      name: 'Ayşe',
      email: 'ayse@example.com',
      role,
    };
    const mustChangePassword = options.mustChangePassword ?? false;
    return {
      phase: who === 'locked' ? 'locked' : 'signed_in',
      ...common,
      operator,
      autoLockMinutes: 15,
      mustChangePassword,
    };
  };
  return {
    current: state,
    may: allowed,
    steppedUp: () => options.steppedUp ?? false,
    reverify: options.reverify ?? (async () => undefined),
    actor: () => (who === 'nobody' ? undefined : { operator: 'ayse@example.com', role, platform: 'Demo' }),
  };
}
