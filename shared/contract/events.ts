import type { OperationId, PackageId, RegistrationId, TenantId } from '../domain/ids.ts';
import type { OperationView } from '../domain/operations.ts';
import type { Reachability, SessionState } from './session.ts';

/** What main tells the window. Events invalidate; only the operations mirror carries what changed. */
export interface Events {
  readonly 'session.changed': SessionState;
  readonly 'platform.reachability': Reachability;
  readonly 'operations.changed': OperationView;
  readonly 'operations.ended': {
    readonly id: OperationId;
    readonly registrationId: RegistrationId | null;
    readonly tenantId: TenantId | null;
  };
  readonly 'registrations.changed': { readonly id: RegistrationId | null };
  readonly 'tenants.changed': { readonly id: TenantId | null };
  readonly 'packages.changed': { readonly id: PackageId | null };
  readonly 'archives.changed': { readonly tenantId: TenantId | null };
  readonly 'flags.changed': { readonly key: string };
  readonly 'attention.changed': { readonly findings: number };
  readonly 'log.appended': { readonly seq: number };
}
export type EventName = keyof Events;
