import type { HoldKind } from './holds.ts';
import type { OperationKind } from './operations.ts';

export const roles = ['super_admin', 'finance', 'support', 'viewer'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'read',
  'holds.billing',
  'holds.support',
  'holds.security',
  'registrations.retry',
  'registrations.verify',
  'registrations.create',
  'registrations.provision',
  'registrations.clean_up',
  'registrations.reject',
  'tenants.manage',
  'billing.manage',
  'operators.manage',
  'connections.manage',
  'platform.upgrade',
] as const;
export type Permission = (typeof permissions)[number];

const everything: ReadonlySet<Permission> = new Set(permissions);

/** The table of who may do what. A role that is not in a row's list may not. */
export const rolePermissions: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  super_admin: everything,
  finance: new Set<Permission>(['read', 'holds.billing', 'billing.manage']),
  support: new Set<Permission>(['read', 'holds.support', 'registrations.retry', 'registrations.verify']),
  viewer: new Set<Permission>(['read']),
};

export const may = (role: Role, permission: Permission): boolean => rolePermissions[role].has(permission);

const holdPermissions: Readonly<Record<HoldKind, Permission>> = {
  billing: 'holds.billing',
  maintenance: 'holds.support',
  customer_request: 'holds.support',
  security: 'holds.security',
  legal: 'holds.security',
};

/** What going on with an operation needs: no less than what it removes. */
export const permissionToResume: Readonly<Record<OperationKind, Permission>> = {
  provision: 'registrations.retry',
  clean_up: 'registrations.clean_up',
};

/** The permission that putting or lifting a hold of this kind needs. */
export const permissionForHold = (kind: HoldKind): Permission => holdPermissions[kind];
