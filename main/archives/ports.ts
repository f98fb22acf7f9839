import { z } from 'zod';
import { archiveId, copyId, tenantId } from '../../shared/contract/fields.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { Lease, OperationRoles, ServerFacts } from '../layouts/layout.ts';
import type { TenantPasswords } from '../tenants/ports.ts';

/** What the operations on archives and copies need of the console that runs them. */
export interface ArchiveParts {
  openRoles(lease: Lease): Promise<OperationRoles>;
  /** This computer's name: files lie on one. */
  readonly machine: string;
  /** Of this console. */
  readonly version: string;
  readonly server: Pick<ServerFacts, 'label'>;
  readonly passwords: TenantPasswords;
  /** Of a password that nobody knows: where a role is there already, it keeps its own. */
  throwawayVerifier(): Promise<string>;
  readonly clock: Pick<Clock, 'now'>;
  /** Told when a tenant's archives or copies are others than before. */
  changed(tenantId: TenantId): void;
}

/** An attempt at an operation, and what it has seen itself. Nothing of it outlives the lease. */
export interface Work {
  readonly parts: ArchiveParts;
  readonly lease: Lease;
  readonly roles: OperationRoles;
  /** Hashes of files as this attempt read them, by what marks a file's contents. */
  readonly hashes: Map<string, string>;
}

export const openWork = async (parts: ArchiveParts, lease: Lease): Promise<Work> => ({
  parts,
  lease,
  roles: await parts.openRoles(lease),
  hashes: new Map(),
});

/** Only the computer whose files it is about can go on with it. */
export function refuseElsewhere({ parts }: Work, machine: string): void {
  if (machine !== parts.machine)
    throw new AppError('conflict', 'operation.other_machine', { params: { machine, here: parts.machine } });
}

export const tenantShape = {
  tenantId,
  code: z.string().max(100),
  name: z.string().max(400),
  database: z.string().max(63),
};
export const copyShape = z.strictObject({ id: copyId, database: z.string().max(63) });
export const archivedTenant = z.strictObject({ ...tenantShape, archiveId, bytes: z.number().int().min(0) });
export type ArchivedTenant = z.output<typeof archivedTenant>;
export const fileShape = {
  folder: z.string().max(1000),
  machine: z.string().max(255),
  by: z.string().max(254),
  /** Of the first console's clock: names the files, and tells a proof of this operation from one before it. */
  begunAt: z.iso.datetime(),
};
