import { z } from 'zod';
import type {
  ArchiveId,
  CopyId,
  HoldId,
  OperationId,
  OperatorId,
  ProfileId,
  RegistrationId,
  TenantId,
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
