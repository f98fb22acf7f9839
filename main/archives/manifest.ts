import type { Archive } from '../../shared/domain/archives.ts';
import { nameOf } from './files.ts';

/** What lies beside an archive, so that the file says what it is without the platform that it came from. */
export function manifestOf(archive: Omit<Archive, 'verification'>, systemIdentifier: string): string {
  const { tenantId, tenantCode, tenantName, path, machine: _machine, ...rest } = archive;
  const manifest = {
    version: 1,
    ...{ id: rest.id, purpose: rest.purpose, format: rest.format },
    tenant: { id: tenantId, code: tenantCode, name: tenantName, database: rest.database },
    file: { name: nameOf(path), bytes: rest.bytes, sha256: rest.sha256 },
    ...{ tool: rest.tool, server: rest.server, systemIdentifier },
    ...{ madeAt: rest.madeAt, madeBy: rest.madeBy },
    migrations: rest.inventory.migrations,
    tables: rest.inventory.tables,
    structure: rest.inventory.structure,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
