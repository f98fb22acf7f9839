import type { OperationId, RegistrationId, TenantId } from '../../../shared/domain/ids.ts';
import type { RegistrationState } from '../../../shared/domain/lifecycle.ts';
import type { Evidence } from '../../../shared/domain/operations.ts';
import type { AppErrorData } from '../../../shared/errors.ts';

/** What a tenant is, or will be, called everywhere. Decided once, when its provisioning begins. */
export interface Reservation {
  readonly tenantId: TenantId;
  readonly registrationId: RegistrationId;
  readonly code: string;
  readonly name: string;
  readonly ownerEmail: string;
  readonly domain: string;
  readonly database: string;
  readonly role: string;
}

/** The platform's rows of one tenant. Every write is refused with `operation.lost` when the fence is stale. */
export interface TenantRecords {
  findTenant(
    reservation: Reservation,
  ): Promise<{ readonly status: 'provisioning' | 'active' | 'other'; readonly domains: number } | undefined>;
  /** Tenant row, primary domain and the registration's reference to it, in one transaction. */
  reserve(reservation: Reservation): Promise<void>;
  findOwner(reservation: Reservation): Promise<boolean>;
  createOwner(reservation: Reservation): Promise<void>;
  /** The pivot: tenant active, registration completed, mail in the outbox, in one transaction. */
  activate(reservation: Reservation, mail: OutboxMail): Promise<void>;
  countSubscriptions(reservation: Reservation): Promise<number>;
  /** Each returns how many rows went. The rows of a tenant that ever became active stay. */
  removeSubscriptions(reservation: Reservation): Promise<number>;
  removeOwner(reservation: Reservation): Promise<number>;
  /** With its domains, and the registration's reference to it. */
  removeTenant(reservation: Reservation): Promise<number>;
}

export interface RegistrationRecords {
  state(
    id: RegistrationId,
  ): Promise<{ readonly state: RegistrationState; readonly tenantId: TenantId | null } | undefined>;
  /** From `verified` or `failed`. The reference to the tenant is set by `reserve`, once there is a row to refer to. */
  markProvisioning(id: RegistrationId): Promise<void>;
  markFailed(id: RegistrationId, failure: AppErrorData): Promise<void>;
  clearTenant(id: RegistrationId): Promise<void>;
  markVerified(id: RegistrationId): Promise<void>;
}

export type StorageState =
  | { readonly kind: 'absent' }
  /** A predecessor's CREATE DATABASE still runs on the server. */
  | { readonly kind: 'creating' }
  /** Half-dropped: only dropping works. */
  | { readonly kind: 'invalid' }
  | { readonly kind: 'empty_unstamped' }
  | { readonly kind: 'ours' }
  | { readonly kind: 'foreign'; readonly owner: string | null };

/** What names a tenant's storage on the server. */
export type StorageNames = Pick<Reservation, 'tenantId' | 'database' | 'role'>;

/**
 * A tenant's own database and role. Never adopts and never drops what does not carry this tenant's stamp, and drops
 * only for a tenant that is provisioning or deleting.
 */
export interface StorageBuilder {
  state(names: StorageNames): Promise<StorageState>;
  /** What stays the same when a database is renamed. Undefined where there is none. */
  identityOf(names: StorageNames): Promise<string | undefined>;
  /** The name that the database of this identity has now. */
  nameOf(identity: string): Promise<string | undefined>;
  roleExists(names: StorageNames): Promise<boolean>;
  /** Database from an empty template, stamp, role with only its rights, nobody else may connect. */
  create(names: StorageNames, passwordVerifier: string, signal: AbortSignal): Promise<Evidence>;
  /** Whether create() has nothing left to do: stamped, hardened, role there. */
  isReady(names: StorageNames): Promise<Evidence | undefined>;
  /** Names of prepared transactions, replication slots and subscriptions that keep it from being dropped. */
  blockers(names: StorageNames): Promise<ReadonlyArray<string>>;
  drop(names: StorageNames, signal: AbortSignal): Promise<Evidence>;
  dropRole(names: StorageNames): Promise<Evidence>;
}

export interface Seeder {
  isSeeded(reservation: Reservation): Promise<Evidence | undefined>;
  seed(reservation: Reservation): Promise<Evidence>;
}

export interface OutboxMail {
  readonly kind: 'welcome';
  readonly to: string;
  readonly language: 'en' | 'tr';
}

export interface Outbox {
  pending(
    operationId: OperationId,
  ): Promise<ReadonlyArray<OutboxMail & { readonly messageId: string; readonly sent: boolean }>>;
  markSent(operationId: OperationId, kind: OutboxMail['kind']): Promise<void>;
}

/** What a provisioning put aside to be sent, once that operation has ended. */
export interface WelcomeMails {
  find(
    operationId: OperationId,
  ): Promise<(OutboxMail & { readonly messageId: string; readonly sent: boolean }) | undefined>;
  /** And with it the step that could only warn came true. */
  markSent(operationId: OperationId, step: string): Promise<void>;
}
