import type { UserFilter, UserPage } from '../../../shared/contract/users.ts';
import type { TenantId, UserId } from '../../../shared/domain/ids.ts';
import type { PlatformUser, TenantUserRole } from '../../../shared/domain/users.ts';
import type { TenantDatabase } from './migrations.ts';

/** A user as the tenant's own database knows it. */
export interface TenantUser {
  readonly userId: UserId | null;
  readonly email: string;
  readonly name: string | null;
  readonly role: TenantUserRole;
  readonly active: boolean;
  readonly lastLoginAt: string | null;
}

export interface UserEvent {
  readonly at: string;
  readonly by: string;
  readonly action: 'disabled' | 'enabled' | 'unlocked' | 'reset_sent' | 'invitation_sent';
  readonly reason: string | null;
}

export interface UserCatalog {
  /** Over the whole platform, by e-mail or name, folded as Turkish is searched. */
  page(query: UserFilter): Promise<UserPage>;
  find(id: UserId): Promise<PlatformUser | undefined>;
  ofTenant(tenantId: TenantId): Promise<ReadonlyArray<PlatformUser>>;
  /** Null where the tenant's database can't be read. */
  inTenant(of: TenantDatabase): Promise<ReadonlyArray<TenantUser> | null>;
  events(id: UserId): Promise<ReadonlyArray<UserEvent>>;
  disable(change: { readonly id: UserId; readonly reason: string; readonly by: string }): Promise<PlatformUser>;
  enable(change: { readonly id: UserId; readonly reason: string; readonly by: string }): Promise<PlatformUser>;
  unlock(change: { readonly id: UserId; readonly by: string }): Promise<PlatformUser>;
  /** Only the hash of the link's token is kept. A new link makes the old one worthless. */
  expectReset(change: {
    readonly id: UserId;
    readonly tokenHash: string;
    readonly expiresAt: string;
    readonly action: 'reset_sent' | 'invitation_sent';
    readonly by: string;
  }): Promise<PlatformUser>;
}
