import type { OperatorInfo, PlatformInfo, SessionState } from '../../shared/contract/session.ts';
import { may, type Permission, permissions } from '../../shared/domain/permissions.ts';
import { type Capabilities, engineOf } from '../../shared/domain/platform.ts';
import type { OpenPlatform } from '../connections/open-platform.ts';
import type { IdleWatch } from './idle-watch.ts';
import type { WriteLock } from './write-lock.ts';

interface OpenSession {
  readonly platform: OpenPlatform;
  readonly writes: WriteLock;
  capabilities: Capabilities;
}
export interface BootstrapSession extends OpenSession {
  readonly phase: 'bootstrap';
}
export interface OperatorSession extends OpenSession {
  phase: 'signed_in' | 'locked';
  operator: OperatorInfo;
  mustChangePassword: boolean;
  /** On the steady clock. */
  steppedUpUntil: number;
  readonly idle: IdleWatch;
}
export type LiveSession = BootstrapSession | OperatorSession;

/** Whoever holds the database's password may read it, and make it a platform; nothing else before there are operators. */
const bootstrapPermissions: ReadonlyArray<Permission> = ['read', 'platform.upgrade'];

export const permissionsOf = (session: LiveSession): ReadonlyArray<Permission> =>
  session.phase === 'bootstrap'
    ? bootstrapPermissions
    : permissions.filter((permission) => may(session.operator.role, permission));

const platformInfo = ({ platform, capabilities }: LiveSession): PlatformInfo => {
  const { profile, layout } = platform;
  return {
    profileId: profile.id,
    name: profile.settings.name,
    environment: profile.settings.environment,
    layout: layout.kind,
    engine: engineOf(layout.kind),
    server: layout.server.label,
    database: layout.server.database,
    capabilities,
    baseDomains: profile.settings.baseDomains,
    databasePattern: profile.settings.databasePattern,
    timeZone: profile.settings.timeZone,
    currency: profile.settings.currency,
    hasMail: profile.settings.smtp !== null,
  };
};

export function stateOf(session: LiveSession | undefined, autoLockMinutes: number): SessionState {
  if (session === undefined) return { phase: 'signed_out' };
  const common = {
    platform: platformInfo(session),
    permissions: permissionsOf(session),
    writes: session.writes.state(session.capabilities.bookkeeping),
  };
  return session.phase === 'bootstrap'
    ? { phase: 'bootstrap', ...common }
    : {
        phase: session.phase,
        ...common,
        operator: session.operator,
        autoLockMinutes,
        mustChangePassword: session.mustChangePassword,
      };
}
