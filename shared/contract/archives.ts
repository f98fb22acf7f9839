import { z } from 'zod';
import type { Archive, ArchiveFormat } from '../domain/archives.ts';
import type { CopyPurpose } from '../domain/copies.ts';
import type { ArchiveId, CopyId, OperationId, TenantId } from '../domain/ids.ts';
import type { Comparison } from '../domain/inventory.ts';
import type { ErrorKey } from '../error-keys.ts';
import type { AppErrorData } from '../errors.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

/** `elsewhere`: it lies on another computer, and can't be looked at from here. */
export type FileState = 'there' | 'missing' | 'changed' | 'elsewhere';

export interface ArchiveRow extends Omit<Archive, 'inventory'> {
  readonly tables: number;
  readonly rows: number;
  /** It is of this module only. */
  readonly module?: string;
  readonly file: FileState;
}

/** What a backup of these tenants would be, before it is begun. */
export interface BackupPlan {
  readonly format: ArchiveFormat;
  readonly tool: string;
  /** Why the server's own tool is not used, where it is not. */
  readonly toolProblem: { readonly key: ErrorKey; readonly params: Readonly<Record<string, string | number>> } | null;
  readonly folder: string | null;
  readonly tenants: ReadonlyArray<{
    readonly id: TenantId;
    readonly code: string;
    readonly name: string;
    readonly bytes: number | null;
    /** It is left out, for this reason. */
    readonly problem: AppErrorData | null;
  }>;
  readonly totalBytes: number;
  /** A line for this server's own scheduler that makes the same backup without the console. */
  readonly cron: string;
}

/** What lies in a backup and whether it can be brought back. */
export interface RestorePlan {
  readonly archive: ArchiveRow;
  readonly copyDatabase: string;
  /** Nothing can be restored, for this reason. */
  readonly problem: AppErrorData | null;
  /** What restoring it as a new tenant would be called, until the operator says otherwise. */
  readonly suggestion: { readonly code: string; readonly name: string };
}

/** A database beside a tenant's own. */
export interface CopyRow {
  readonly id: CopyId;
  readonly tenantId: TenantId;
  readonly tenantCode: string;
  readonly tenantName: string;
  readonly purpose: CopyPurpose;
  readonly database: string;
  readonly archiveId: ArchiveId | null;
  readonly madeAt: string;
  readonly madeBy: string;
  /** Of a copy that was compared with the living database: how, and when. */
  readonly comparison: { readonly at: string; readonly result: Comparison } | null;
  readonly exists: boolean;
  readonly bytes: number | null;
}

export interface NewTenantNames {
  readonly code: { readonly value: string; readonly problem: ErrorKey | null };
  readonly domain: { readonly value: string; readonly problem: ErrorKey | null };
  readonly database: { readonly value: string; readonly problem: ErrorKey | null };
  readonly ownerEmail: { readonly value: string; readonly problem: ErrorKey | null };
}

const ofTenant = z.strictObject({ tenantId: field.tenantId.nullable() });
const tenants = z.array(field.tenantId).min(1).max(500);
const asNew = {
  id: field.archiveId,
  code: z.string().trim().max(60),
  name: z.string().trim().min(1).max(200),
  ownerEmail: field.email,
};
type Begun = { readonly operationId: OperationId };

export const archiveCalls = {
  /** Newest first; of one tenant or of all. */
  'archives.list': call<ReadonlyArray<ArchiveRow>>()({ input: ofTenant, gate: { permission: 'read' } }),
  'archives.plan': call<BackupPlan>()({ input: z.strictObject({ tenants }), gate: { permission: 'tenants.back_up' } }),
  /** Asks for a folder; null when the dialog was closed. */
  'archives.chooseFolder': call<{ readonly folder: string } | null>()({
    input: z.strictObject({ language: z.enum(['en', 'tr']) }),
    gate: { permission: 'tenants.back_up' },
  }),
  'archives.backUp': call<Begun>()({
    input: z.strictObject({ tenants, folder: z.string().min(1).max(1000), verify: z.boolean() }),
    gate: { permission: 'tenants.back_up' },
    changes: true,
  }),
  /** Brings a backup back into a scratch database, compares, and drops that again. */
  'archives.verify': call<Begun>()({
    input: z.strictObject({ id: field.archiveId }),
    gate: { permission: 'tenants.back_up' },
    changes: true,
  }),
  /** Every table in open formats, for the tenant's own people. */
  'archives.export': call<Begun>()({
    input: z.strictObject({ tenantId: field.tenantId, folder: z.string().min(1).max(1000) }),
    gate: { permission: 'tenants.back_up' },
    changes: true,
  }),
  'archives.planRestore': call<RestorePlan>()({
    input: z.strictObject({ id: field.archiveId }),
    gate: { permission: 'tenants.restore' },
  }),
  /** Into a database of its own beside the living one, compared with it; nothing of the tenant changes. */
  'archives.restoreBeside': call<Begun>()({
    input: z.strictObject({ id: field.archiveId }),
    gate: { permission: 'tenants.restore' },
    changes: true,
  }),
  'archives.checkNewNames': call<NewTenantNames>()({
    input: z.strictObject({ ...asNew, name: z.string().max(400), ownerEmail: z.string().max(400) }),
    gate: { permission: 'tenants.restore' },
  }),
  'archives.restoreAsNew': call<Begun>()({
    input: z.strictObject({ ...asNew, reason: field.reason }),
    gate: { permission: 'tenants.restore' },
    changes: true,
    stepUp: true,
  }),
} as const;

export const copyCalls = {
  'copies.list': call<ReadonlyArray<CopyRow>>()({ input: ofTenant, gate: { permission: 'read' } }),
  /** The tenant's database becomes this one; the one it had is kept under a rollback name. */
  'copies.swap': call<Begun>()({
    input: z.strictObject({ id: field.copyId, typedCode: field.typed, reason: field.reason }),
    gate: { permission: 'tenants.restore' },
    changes: true,
    stepUp: true,
  }),
  /** Drops a copy or a rollback database. */
  'copies.drop': call<Begun>()({
    input: z.strictObject({ id: field.copyId, typedDatabase: field.typed, reason: field.reason }),
    gate: { permission: 'tenants.restore' },
    changes: true,
    stepUp: true,
  }),
} as const;
