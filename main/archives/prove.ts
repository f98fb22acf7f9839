import type { Archive, Verification } from '../../shared/domain/archives.ts';
import { type Comparison, compareInventories } from '../../shared/domain/inventory.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import type { ErrorKey } from '../../shared/error-keys.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { StepIo } from '../operations/definition.ts';
import { errorClassOf } from '../operations/error-class.ts';
import { loadFile, requireFile } from './archive-file.ts';
import type { Work } from './ports.ts';
import { type ScratchOf, scratchOf } from './scratch.ts';

const shownTables = 5;

/** Says what differs, the first of it by name. */
export function differs(comparison: Comparison, params: { readonly path: string }): AppError {
  const tables = comparison.tables.filter((table) => table.differs !== null);
  const shown = tables.slice(0, shownTables).map(({ table, left, right }) => `${table} (${left ?? 0} → ${right ?? 0})`);
  return new AppError('conflict', 'archive.differs', {
    params: {
      ...params,
      count: tables.length,
      tables: tables.length > shownTables ? `${shown.join(', ')}, …` : shown.join(', '),
      structure: comparison.structure,
    },
  });
}

/** What these say, they say of the file, and it is kept with it. Everything else says that nothing was proved. */
const verdicts: ReadonlySet<ErrorKey> = new Set([
  'archive.file_changed',
  'archive.file_invalid',
  'archive.tool_failed',
  'archive.differs',
]);

const isVerdict = (error: AppError): boolean => verdicts.has(error.key) && errorClassOf(error) === 'permanent';

export interface Proof {
  readonly archive: Archive;
  readonly by: string;
  /** A proof from before this is not of this operation. */
  readonly since: string;
}

export const isFresh = (verification: Verification | null, since: string): verification is Verification =>
  verification !== null && verification.at >= since;

/** Whether it was proved since, and the scratch database is gone again. */
export async function findProof(work: Work, { archive, since }: Omit<Proof, 'by'>): Promise<Evidence | undefined> {
  const { verification } = archive;
  if (!isFresh(verification, since) || verification.problem !== null) return undefined;
  if (!(await work.roles.copies.isDropped(scratchOf(work, archive)))) return undefined;
  const rows = archive.inventory.tables.reduce((sum, table) => sum + table.rows, 0);
  return { tables: archive.inventory.tables.length, rows, same: true, scratchDropped: true };
}

/** Brings it back into a database of its own, compares, keeps what came out, and drops that database. */
export async function prove(work: Work, proof: Proof, io: StepIo): Promise<void> {
  const { roles, parts } = work;
  const { archive, by, since } = proof;
  let problem: AppError | null = null;
  try {
    await requireFile(work, archive, { signal: io.signal, report: (part, amount) => io.report(part * 0.2, amount) });
    await bringBack(work, proof, io);
  } catch (error) {
    problem = toAppError(error);
    if (!isVerdict(problem)) {
      // Where the lease or the server is gone, whoever goes on with it finds the scratch by its name.
      await dropScratch(work, archive, io.signal).catch(() => undefined);
      throw error;
    }
  }
  const now = parts.clock.now().toISOString();
  await roles.archives.keepVerification(archive.id, {
    at: now > since ? now : since,
    by,
    problem: problem?.toData() ?? null,
  });
  await dropScratch(work, archive, io.signal);
  parts.changed(archive.tenantId);
  if (problem !== null) throw problem;
}

async function bringBack(work: Work, { archive, by }: Proof, io: StepIo): Promise<void> {
  const { copies, archiver } = work.roles;
  const scratch = scratchOf(work, archive);
  await copies.reserve({ ...scratch, purpose: 'scratch', archiveId: archive.id, madeBy: by });
  await copies.create(scratch, io.signal);
  await loadFile(work, archive, scratch.database, {
    signal: io.signal,
    report: (bytes, of) => io.report(0.2 + 0.6 * (of === 0 ? 1 : Math.min(1, bytes / of)), { bytes, of }),
  });
  const found = await archiver.inventory(scratch.database, io.signal);
  const comparison = compareInventories(archive.inventory, found);
  if (!comparison.same) throw differs(comparison, { path: archive.path });
}

/** Reserved or not, made or half made: what is there of it goes. */
export const dropScratch = (
  work: Pick<Work, 'lease' | 'roles'>,
  archive: ScratchOf,
  signal: AbortSignal,
): Promise<Evidence> => work.roles.copies.drop(scratchOf(work, archive), signal);
