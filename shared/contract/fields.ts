import { z } from 'zod';
import type {
  ArchiveId,
  CopyId,
  DomainId,
  HoldId,
  OperationId,
  OperatorId,
  PackageId,
  ProfileId,
  RegistrationId,
  SubscriptionId,
  TenantId,
  UserId,
} from '../domain/ids.ts';

const id = <T extends string>() => z.uuid().transform((value) => value as string as T);

export const tenantId = id<TenantId>();
export const registrationId = id<RegistrationId>();
export const operationId = id<OperationId>();
export const operatorId = id<OperatorId>();
export const profileId = id<ProfileId>();
export const holdId = id<HoldId>();
export const archiveId = id<ArchiveId>();
export const copyId = id<CopyId>();
export const packageId = id<PackageId>();
export const subscriptionId = id<SubscriptionId>();
export const domainId = id<DomainId>();
export const userId = id<UserId>();

/** A module's code, as in `CRM`. Which ones there are is the platform's to say. */
export const moduleCode = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/);
/** For bulk changes. */
export const selection = z.array(tenantId).min(1).max(500);

export const nothing = z.strictObject({});
export const reason = z.string().trim().min(3).max(500);
export const email = z.email().max(254);
export const searchText = z.string().trim().max(200);
/** A password as typed: never trimmed, bounded so that hashing stays cheap. */
export const password = z.string().min(1).max(200);
export const newPassword = z.string().min(12).max(200);
/** Opaque place in an ordered list, made by main and handed back as it came. */
export const cursor = z.string().max(2000);
/** What a hand typed to confirm; compared code point by code point, so never trimmed. */
export const typed = z.string().max(200);
export const day = z.iso.date();
