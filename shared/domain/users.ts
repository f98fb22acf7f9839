import type { TenantId, UserId } from './ids.ts';

/** Roles of a tenant's people, as the platform knows them. Not the operators' roles. */
export const tenantUserRoles = ['super_admin', 'admin', 'user', 'viewer'] as const;
export type TenantUserRole = (typeof tenantUserRoles)[number];

/** What the platform's own programs grant each of them; `*` stands for whatever follows. */
export const grantedTo: Readonly<Record<TenantUserRole, ReadonlyArray<string>>> = {
  super_admin: ['*'],
  admin: ['customers.*', 'projects.*', 'users.read', 'users.invite', 'settings.*'],
  user: ['customers.read', 'customers.write', 'projects.read', 'projects.write'],
  viewer: ['customers.read', 'projects.read'],
};

/** `customers.*` covers what begins with `customers.`, whole words only; nothing is covered by a part of a word. */
const covers = (grant: string, asked: string): boolean =>
  grant === '*' || grant === asked || (grant.endsWith('.*') && asked.startsWith(grant.slice(0, -1)));

export const hasPermission = (granted: ReadonlyArray<string>, asked: string): boolean =>
  granted.some((grant) => covers(grant, asked));

/** What the platform's programs ask for, by area. A wildcard covers more than these where a later version asks more. */
const askedFor = {
  customers: ['read', 'write'],
  projects: ['read', 'write'],
  users: ['read', 'invite', 'write'],
  settings: ['read', 'write'],
} as const satisfies Readonly<Record<string, ReadonlyArray<string>>>;

export type PermissionArea = keyof typeof askedFor;
export type PermissionAction = 'read' | 'write' | 'invite';
export const permissionAreas = Object.keys(askedFor) as ReadonlyArray<PermissionArea>;

export interface EffectivePermission {
  readonly area: PermissionArea;
  readonly actions: ReadonlyArray<PermissionAction>;
  /** By a wildcard: also what is not known here. */
  readonly whole: boolean;
}

/** What a role comes down to, area by area; areas of which it has nothing are there with no action. */
export const effectivePermissions = (role: TenantUserRole): ReadonlyArray<EffectivePermission> =>
  permissionAreas.map((area) => ({
    area,
    actions: askedFor[area].filter((action) => hasPermission(grantedTo[role], `${area}.${action}`)),
    whole: hasPermission(grantedTo[role], `${area}.*`),
  }));

export const userStandings = ['active', 'disabled', 'locked', 'invited'] as const;
export type UserStanding = (typeof userStandings)[number];

/** A user of the platform. What the tenant's own database says is beside it where it could be read. */
export interface PlatformUser {
  readonly id: UserId;
  readonly email: string;
  readonly username: string;
  readonly tenant: { readonly id: TenantId; readonly name: string; readonly code: string } | null;
  readonly isTenantAdmin: boolean;
  readonly emailVerified: boolean;
  readonly active: boolean;
  /** Null also where somebody else disabled the user: then nobody wrote down when. */
  readonly disabledAt: string | null;
  readonly lockedUntil: string | null;
  readonly lastLoginAt: string | null;
  /** A one-time link was sent, was not used, and works until then. */
  readonly resetExpiresAt: string | null;
  readonly mustChangePassword: boolean;
}

/** A user as the tenant's own database knows it. */
export interface TenantUser {
  readonly userId: UserId | null;
  readonly email: string;
  readonly name: string | null;
  readonly role: TenantUserRole;
  readonly active: boolean;
  readonly lastLoginAt: string | null;
}

/** What became of the row in the tenant's own database: `none` where there is no such row to change. */
export type TenantRowOutcome = 'changed' | 'none' | 'unreachable';

export interface UserEvent {
  readonly at: string;
  readonly by: string;
  readonly action: 'disabled' | 'enabled' | 'unlocked' | 'reset_sent' | 'invitation_sent';
  readonly reason: string | null;
}

type Stands = Pick<PlatformUser, 'active' | 'lockedUntil' | 'emailVerified' | 'lastLoginAt'>;

/** The gravest of what holds. Invited: never signed in, and the e-mail not yet proved. */
export function standingOf({ active, lockedUntil, emailVerified, lastLoginAt }: Stands, now: number): UserStanding {
  if (!active) return 'disabled';
  if (lockedUntil !== null && Date.parse(lockedUntil) > now) return 'locked';
  return emailVerified || lastLoginAt !== null ? 'active' : 'invited';
}

export const userActions = ['disable', 'enable', 'unlock', 'sendReset', 'resendInvitation'] as const;
export type UserAction = (typeof userActions)[number];

const mayBeDone: Readonly<Record<UserStanding, ReadonlySet<UserAction>>> = {
  active: new Set<UserAction>(['disable', 'sendReset']),
  disabled: new Set<UserAction>(['enable']),
  locked: new Set<UserAction>(['disable', 'unlock', 'sendReset']),
  invited: new Set<UserAction>(['disable', 'resendInvitation']),
};

export const mayDo = (standing: UserStanding, action: UserAction): boolean => mayBeDone[standing].has(action);
