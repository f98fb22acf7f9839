import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ArchiveId, OperationId } from '../../../shared/domain/ids.ts';
import type { Stage } from '../stage.ts';
import type { PreparedTenant } from '../tenants.ts';
import { findings } from './expect.ts';
import type { End } from './kind.ts';
import { row } from './look.ts';

/** In the tenant's own folder, by what the archive's file names carry of its id. */
export async function filesOf({ folder }: Stage, { code }: PreparedTenant, archive: ArchiveId) {
  const names = await readdir(path.join(folder, code)).catch(() => []);
  return names.filter((name) => name.includes(archive.slice(0, 8))).sort();
}

/** Recorded, there, whole, with its manifest and without a part of it; or nothing at all. */
export async function problemsOfArchive(
  stage: Stage,
  tenant: PreparedTenant,
  { archive, end }: { readonly archive: ArchiveId; readonly end: End },
): Promise<ReadonlyArray<string>> {
  const { equal, all } = findings();
  const found = await row(
    stage,
    'SELECT path, bytes::int, sha256, inventory FROM tenantry.archives WHERE id = $1 AND tenant_id = $2',
    [archive, tenant.id],
  );
  const names = await filesOf(stage, tenant, archive);
  const file = found['path'];
  // What was recorded is a copy that people know of, and is not taken away when the rest is undone.
  if (typeof file !== 'string') {
    equal('recorded', false, end === 'undone' ? false : 'true');
    equal('files', names, []);
    return all;
  }
  const content = await readFile(file).catch(() => Buffer.alloc(0));
  equal(
    'file',
    [content.length, createHash('sha256').update(content).digest('hex')],
    [found['bytes'], found['sha256']],
  );
  equal('files', names.length, 2);
  equal(
    'parts',
    names.filter((name) => name.includes('.part')),
    [],
  );
  const tables = (found['inventory'] as { readonly tables: ReadonlyArray<{ readonly rows: number }> }).tables;
  equal(
    'rows in it',
    tables.some(({ rows }) => rows > 0),
    true,
  );
  return all;
}

/** Proved by bringing it back; nothing is left of the database that it was brought back into. */
export async function problemsOfProof(
  stage: Stage,
  tenant: PreparedTenant,
  { archive, end, operation }: { readonly archive: ArchiveId; readonly end: End; readonly operation: OperationId },
): Promise<ReadonlyArray<string>> {
  const { equal, all } = findings();
  const found = await row(
    stage,
    `SELECT (SELECT verified_at IS NOT NULL FROM tenantry.archives WHERE id = $1) AS verified,
            (SELECT verify_problem FROM tenantry.archives WHERE id = $1) AS problem,
            (SELECT count(*)::int FROM tenantry.copies WHERE operation_id = $2 AND dropped_at IS NULL) AS scratches,
            ARRAY(SELECT datname::text FROM pg_database WHERE datname::text ~ ('^' || $3 || '_v_')) AS databases`,
    [archive, operation, tenant.database],
  );
  if (end === 'forward') equal('verified', found['verified'], true);
  equal('problem', found['problem'], null);
  equal('scratch databases', [found['scratches'], found['databases']], [0, []]);
  return all;
}
