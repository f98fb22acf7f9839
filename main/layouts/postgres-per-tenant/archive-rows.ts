import type { Archive, Verification } from '../../../shared/domain/archives.ts';
import type { ArchiveId, TenantId } from '../../../shared/domain/ids.ts';
import type { Inventory } from '../../../shared/domain/inventory.ts';
import type { AppErrorData } from '../../../shared/errors.ts';
import type { Runner } from '../pg/pools.ts';

const columns = `id, purpose, tenant_id, tenant_code, tenant_name, database, format, tool, server, machine, path, bytes, sha256,
  inventory, made_at, made_by, verified_at, verified_by, verify_problem`;

type Row = Readonly<Record<string, unknown>>;

/** As the console that wrote it did: a file's manifest says the same. */
export const instantOf = (value: unknown): string => new Date(String(value)).toISOString();

const verificationOf = (row: Row): Verification | null =>
  row['verified_at'] === null
    ? null
    : {
        at: instantOf(row['verified_at']),
        by: row['verified_by'] as string,
        problem: row['verify_problem'] as AppErrorData | null,
      };

const archiveOf = (row: Row): Archive => ({
  id: row['id'] as ArchiveId,
  purpose: row['purpose'] as Archive['purpose'],
  tenantId: row['tenant_id'] as TenantId,
  tenantCode: row['tenant_code'] as string,
  tenantName: row['tenant_name'] as string,
  database: row['database'] as string,
  format: row['format'] as Archive['format'],
  tool: row['tool'] as string,
  server: row['server'] as string,
  machine: row['machine'] as string,
  path: row['path'] as string,
  bytes: Number(row['bytes']),
  sha256: row['sha256'] as string,
  inventory: row['inventory'] as Inventory,
  madeAt: instantOf(row['made_at']),
  madeBy: row['made_by'] as string,
  verification: verificationOf(row),
});

export async function findArchive(runner: Runner, id: ArchiveId): Promise<Archive | undefined> {
  const [row] = await runner.query({ text: `SELECT ${columns} FROM tenantry.archives WHERE id = $1`, values: [id] });
  return row === undefined ? undefined : archiveOf(row);
}

/** Newest first. */
export async function listArchives(runner: Runner, tenantId: TenantId | null): Promise<ReadonlyArray<Archive>> {
  const rows = await runner.query({
    text: `SELECT ${columns} FROM tenantry.archives WHERE $1::uuid IS NULL OR tenant_id = $1::uuid
            ORDER BY made_at DESC, id`,
    values: [tenantId],
  });
  return rows.map(archiveOf);
}

/** Once for each id: what a file was when it was written does not change. */
export async function insertArchive(runner: Runner, archive: Archive): Promise<void> {
  const { verification } = archive;
  await runner.query({
    text: `INSERT INTO tenantry.archives (${columns})
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15, $16, $17, $18, $19::jsonb)
           ON CONFLICT (id) DO NOTHING`,
    values: [
      archive.id,
      archive.purpose,
      archive.tenantId,
      archive.tenantCode,
      archive.tenantName,
      archive.database,
      archive.format,
      archive.tool,
      archive.server,
      archive.machine,
      archive.path,
      archive.bytes,
      archive.sha256,
      JSON.stringify(archive.inventory),
      archive.madeAt,
      archive.madeBy,
      verification?.at ?? null,
      verification?.by ?? null,
      verification === null || verification.problem === null ? null : JSON.stringify(verification.problem),
    ],
  });
}

export async function writeVerification(
  runner: Runner,
  id: ArchiveId,
  { at, by, problem }: Verification,
): Promise<number> {
  const changed = await runner.query({
    text: `UPDATE tenantry.archives SET verified_at = $2, verified_by = $3, verify_problem = $4::jsonb
            WHERE id = $1 RETURNING 1`,
    values: [id, at, by, problem === null ? null : JSON.stringify(problem)],
  });
  return changed.length;
}
