import type { HoldKind } from './holds.ts';
import type { OperationKind, OperationNeeds } from './operations.ts';

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
  'tenants.back_up',
  'tenants.restore',
  'tenants.delete',
  'tenants.repair',
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

type OtherKind = Exclude<OperationKind, 'hold_many' | 'release_many'>;

/** What going on with an operation takes, no less than what it removes; and what stopping or undoing it takes. */
export const operationNeeds: Readonly<Record<OtherKind, OperationNeeds>> = {
  provision: { resume: 'registrations.retry', cancel: 'registrations.provision' },
  clean_up: { resume: 'registrations.clean_up', cancel: 'registrations.clean_up' },
  backup: { resume: 'tenants.back_up', cancel: 'tenants.back_up' },
  verify_backup: { resume: 'tenants.back_up', cancel: 'tenants.back_up' },
  export: { resume: 'tenants.back_up', cancel: 'tenants.back_up' },
  restore: { resume: 'tenants.restore', cancel: 'tenants.restore' },
  restore_as_new: { resume: 'tenants.restore', cancel: 'tenants.restore' },
  swap_copy: { resume: 'tenants.restore', cancel: 'tenants.restore' },
  drop_copy: { resume: 'tenants.restore', cancel: 'tenants.restore' },
  recode: { resume: 'tenants.manage', cancel: 'tenants.manage' },
  delete: { resume: 'tenants.delete', cancel: 'tenants.delete' },
  drop_orphan: { resume: 'tenants.repair', cancel: 'tenants.repair' },
  set_up: { resume: 'tenants.manage', cancel: 'tenants.manage' },
  activate_module: { resume: 'tenants.manage', cancel: 'tenants.manage' },
  purge_module: { resume: 'tenants.delete', cancel: 'tenants.delete' },
  change_package: { resume: 'billing.manage', cancel: 'billing.manage' },
  set_flag: { resume: 'tenants.manage', cancel: 'tenants.manage' },
  repair_domains: { resume: 'tenants.manage', cancel: 'tenants.manage' },
};

/** Where the operation itself says nothing else: for holds of many, what the gravest of them needs. */
export const usualNeeds = (kind: OperationKind): OperationNeeds =>
  kind === 'hold_many' || kind === 'release_many'
    ? { resume: 'holds.security', cancel: 'holds.security' }
    : operationNeeds[kind];

const graveKinds: ReadonlySet<OperationKind> = new Set([
  'clean_up',
  'swap_copy',
  'drop_copy',
  'restore_as_new',
  'delete',
  'drop_orphan',
  'purge_module',
]);
/** What can't be taken back once it goes on: the operator's password is asked for again. */
export const isGrave = (kind: OperationKind): boolean => graveKinds.has(kind);

/** The permission that putting or lifting a hold of this kind needs. */
export const permissionForHold = (kind: HoldKind): Permission => holdPermissions[kind];
