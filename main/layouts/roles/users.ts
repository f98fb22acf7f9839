import type { UserFilter, UserPage } from '../../../shared/contract/users.ts';
import type { TenantId, UserId } from '../../../shared/domain/ids.ts';
import type { PlatformUser, TenantRowOutcome, TenantUser, UserEvent } from '../../../shared/domain/users.ts';
import type { TenantDatabase } from './migrations.ts';

export interface UserChanged {
  readonly user: PlatformUser;
  readonly inTenant: TenantRowOutcome;
}

interface Change {
  readonly id: UserId;
  readonly by: string;
}

export interface NewLink extends Change {
  /** SHA-256 of the link's token, in hex. The token itself is in the mail and nowhere else. */
  readonly tokenHash: string;
  readonly validHours: number;
  readonly action: 'reset_sent' | 'invitation_sent';
}

/** All changes throw `user.not_found`, and `user.wrong_state` where the user is not as the change needs. */
export interface UserCatalog {
  /** Over the whole platform, by e-mail or name, folded as Turkish is searched. */
  page(query: UserFilter): Promise<UserPage>;
  find(id: UserId): Promise<PlatformUser | undefined>;
  /** Administrators first, then by e-mail. */
  ofTenant(tenantId: TenantId): Promise<ReadonlyArray<PlatformUser>>;
  /** Null where the tenant's database can't be read. */
  inTenant(of: TenantDatabase): Promise<ReadonlyArray<TenantUser> | null>;
  /** Newest first. */
  events(id: UserId): Promise<ReadonlyArray<UserEvent>>;
  /** The platform's row first, which is the one that lets people in; a link that still works is taken back with it. */
  disable(change: Change & { readonly reason: string }): Promise<UserChanged>;
  /** The tenant's row first: stopped half-way, the user is still kept out. */
  enable(change: Change & { readonly reason: string }): Promise<UserChanged>;
  unlock(change: Change): Promise<PlatformUser>;
  /**
   * Writes the link's hash, which makes an older link worthless, and has it sent. Where sending throws, everything is put
   * back as it was and the error goes on; `user.link_left` where that was not possible either.
   */
  expectReset(link: NewLink, send: () => Promise<void>): Promise<PlatformUser>;
}
