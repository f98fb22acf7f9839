import type { ArchiveRow } from '../../shared/contract/archives.ts';
import type { DeletionPlan } from '../../shared/contract/lifecycle.ts';
import { type Archive, type ArchivePurpose, isVerified } from '../../shared/domain/archives.ts';
import { deletionObstacles } from '../../shared/domain/deletion.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import type { ArchiveShelf } from './assurance.ts';
import { refuseWhileBusy } from './busy.ts';
import { refuseOtherServer } from './delete.ts';

export interface DeletionPlanParts {
  readonly layout: Pick<
    PlatformLayout,
    'tenants' | 'holds' | 'storage' | 'lifecycle' | 'copies' | 'archives' | 'server'
  >;
  readonly engine: Pick<Engine, 'newestOn'>;
  readonly fileState: ArchiveShelf['fileState'];
  /** Of the server on which the profile was first opened. */
  readonly knownServer: string | null;
  readonly today: string;
}

/** The newest of its purpose; one that was proved comes before a newer one that was not. */
export function bestOf(archives: ReadonlyArray<Archive>, purpose: ArchivePurpose): Archive | undefined {
  const mine = archives
    // What holds one module only stands for nothing but that.
    .filter((archive) => archive.purpose === purpose && archive.inventory.module === undefined)
    .toSorted((a, b) => b.madeAt.localeCompare(a.madeAt));
  return mine.find(isVerified) ?? mine[0];
}

async function rowOf(archive: Archive | undefined, fileState: ArchiveShelf['fileState']): Promise<ArchiveRow | null> {
  if (archive === undefined) return null;
  const { inventory, ...rest } = archive;
  return {
    ...rest,
    tables: inventory.tables.length,
    rows: inventory.tables.reduce((sum, { rows }) => sum + rows, 0),
    file: await fileState(archive),
  };
}

async function problemOf({ layout, engine, knownServer }: DeletionPlanParts, id: TenantId) {
  try {
    refuseOtherServer(layout.server.systemIdentifier, knownServer ?? layout.server.systemIdentifier);
    await refuseWhileBusy(engine, { registrationId: null, tenantId: id });
    return null;
  } catch (error) {
    const problem = toAppError(error);
    if (problem.code !== 'wrong_server' && problem.code !== 'conflict') throw problem;
    return problem.toData();
  }
}

/** Everything that a deletion would find, read now. Changes nothing. */
export async function planDeletion(parts: DeletionPlanParts, id: TenantId): Promise<DeletionPlan> {
  const { layout, fileState } = parts;
  const [tenant, info] = await Promise.all([layout.tenants.find(id), layout.lifecycle.info(id)]);
  if (tenant === undefined || info === undefined) throw new AppError('not_found', 'tenant.not_found');
  const { databaseName } = tenant;
  const [removal, copies, archives, holds, storage, problem] = await Promise.all([
    layout.lifecycle.removal(id),
    layout.copies.list(id),
    layout.archives.list(id),
    layout.holds.ofTenant(id),
    databaseName === null ? undefined : layout.storage.inspect({ id, database: databaseName }),
    problemOf(parts, id),
  ]);
  const { label, host, systemIdentifier } = layout.server;
  return {
    obstacles: deletionObstacles({ lifecycle: info.lifecycle, deleteAfter: info.deleteAfter, holds }, parts.today),
    deleteAfter: info.deleteAfter,
    problem,
    server: { label, host, systemIdentifier },
    removes: {
      database: storage?.exists
        ? { name: storage.name, bytes: storage.bytes, sessions: storage.sessions.length }
        : null,
      role: storage?.role?.exists ? storage.role.name : null,
      copies: copies.filter(({ exists }) => exists).map(({ database }) => database),
      domains: removal.domains,
      users: removal.users,
    },
    keeps: { invoices: removal.invoices, subscriptions: removal.subscriptions },
    blockers: removal.blockers,
    backup: await rowOf(bestOf(archives, 'backup'), fileState),
    export: await rowOf(bestOf(archives, 'export'), fileState),
  };
}
