declare const brand: unique symbol;
type Id<B extends string> = string & { readonly [brand]: B };

export type TenantId = Id<'tenant'>;
export type RegistrationId = Id<'registration'>;
export type OperationId = Id<'operation'>;
export type OperatorId = Id<'operator'>;
export type ProfileId = Id<'profile'>;
export type HoldId = Id<'hold'>;
/** A backup or an export: files outside the server. */
export type ArchiveId = Id<'archive'>;
/** A database beside a tenant's own: restored for comparing, or kept for going back. */
export type CopyId = Id<'copy'>;
export type PackageId = Id<'package'>;
export type SubscriptionId = Id<'subscription'>;
export type DomainId = Id<'domain'>;
/** A row of the platform's users. */
export type UserId = Id<'user'>;
/** One run of this program on one machine. */
export type ConsoleId = Id<'console'>;
