import { randomUUID } from 'node:crypto';
import { basename } from 'node:path/posix';
import type { Archive } from '../../shared/domain/archives.ts';
import { type Assurance, deletionObstacles } from '../../shared/domain/deletion.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import { hasHiddenCharacters, roleNameFor } from '../../shared/domain/names.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { type ArchiveShelf, assure } from './assurance.ts';
import { tenantResource } from './busy.ts';
import { findQuiet } from './cancel.ts';
import { refuseObstacles, refuseOtherServer } from './delete.ts';
import type { DeleteParams } from './deletion-params.ts';
import { refuseGoneForGood } from './rename.ts';

export interface DeletionParts {
  readonly layout: Pick<
    PlatformLayout,
    'tenants' | 'domains' | 'holds' | 'storage' | 'lifecycle' | 'archives' | 'server'
  >;
  readonly engine: Pick<Engine, 'newestOn' | 'start'>;
  readonly fileState: ArchiveShelf['fileState'];
  readonly hashOf: ArchiveShelf['hashOf'];
  readonly knownServer: string | null;
  readonly today: string;
  readonly timeZone: string;
  /** The profile's name. */
  readonly platform: string;
  readonly operator: { readonly name: string; readonly email: string };
}

export interface DeletionAsk {
  readonly id: TenantId;
  readonly typedCode: string;
  readonly reason: string;
  readonly backup: Assurance;
  readonly export: Assurance;
}

/** Code points, not what looks alike: what was typed is the last thing between a hand and a database. */
export function requireTyped(typed: string, wanted: string): void {
  if (hasHiddenCharacters(typed)) throw new AppError('invalid_input', 'name.hidden_characters', { field: 'typedCode' });
  if (typed !== wanted) throw new AppError('invalid_input', 'field.invalid', { field: 'typedCode' });
}

/** Windows paths are cut as well: the file may have been written there. */
const fileOf = ({ purpose, machine, path }: Archive): DeleteParams['files'][number] => ({
  purpose,
  name: basename(path.replaceAll('\\', '/')),
  where: `${machine}: ${path}`,
});

/** Everything is looked at before the first statement; the operation looks at what matters again. */
export async function startDeletion(
  parts: DeletionParts,
  ask: DeletionAsk,
): Promise<{ readonly tenant: string; readonly operationId: OperationId }> {
  const { layout, engine } = parts;
  const { systemIdentifier, label } = layout.server;
  refuseOtherServer(systemIdentifier, parts.knownServer ?? systemIdentifier);
  const { id } = ask;
  const { tenant, info } = await findQuiet({ layout, engine }, id);
  refuseGoneForGood({ lifecycle: info.lifecycle, code: tenant.code });
  requireTyped(ask.typedCode, tenant.code);
  const holds = await layout.holds.ofTenant(id);
  const { lifecycle, deleteAfter } = info;
  refuseObstacles(deletionObstacles({ lifecycle, deleteAfter, holds }, parts.today), deleteAfter);
  const shelf: ArchiveShelf = { archives: layout.archives, fileState: parts.fileState, hashOf: parts.hashOf };
  const [domains, archives] = await Promise.all([layout.domains.ofTenant(id), layout.archives.list(id)]);
  const database = tenant.databaseName;
  const params: DeleteParams = {
    ...{ tenantId: id, code: tenant.code, name: tenant.name, reason: ask.reason },
    database,
    role: database === null ? null : roleNameFor(database),
    ...{ platform: parts.platform, server: label, systemIdentifier, timeZone: parts.timeZone },
    by: parts.operator.email,
    startedBy: parts.operator.name,
    backup: await assure(shelf, id, 'backup', ask.backup),
    export: await assure(shelf, id, 'export', ask.export),
    files: archives.map(fileOf),
    customDomains: domains.filter(({ kind }) => kind === 'own').map(({ name }) => name),
    primaryDomain: domains.find(({ isPrimary }) => isPrimary)?.name ?? null,
  };
  const operationId = await engine.start({
    kind: 'delete',
    params,
    idempotencyKey: `delete:${randomUUID()}`,
    resource: tenantResource(id),
    subject: { label: tenant.name, registrationId: null, tenantId: id },
    actor: parts.operator.email,
    supersedes: false,
  });
  return { tenant: tenant.name, operationId };
}
