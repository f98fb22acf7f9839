import { randomBytes } from 'node:crypto';
import type { TenantId } from '../../shared/domain/ids.ts';
import { archiveDefinitions } from '../archives/definitions.ts';
import type { ArchiveParts } from '../archives/ports.ts';
import { dropOrphanOperation } from '../attention/drop-orphan.ts';
import { changePackageOperation } from '../billing/change-package.ts';
import type { Clock } from '../clock.ts';
import { setFlagOperation } from '../flags/set-flag.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import { activateModuleOperation } from '../modules/activate-module.ts';
import { purgeModuleOperation } from '../modules/purge-module.ts';
import type { OperationDefinition } from '../operations/definition.ts';
import type { ConsoleIdentity } from '../operations/journal.ts';
import { cleanUpOperation } from '../tenants/clean-up.ts';
import { lifeDefinitions } from '../tenants/lifecycle-operations.ts';
import type { SendWelcome, TenantPasswords } from '../tenants/ports.ts';
import { provisionOperation } from '../tenants/provision.ts';
import { repairDomainsOperation } from '../tenants/repair-domains.ts';
import { setUpOperation } from '../tenants/set-up.ts';

/** Every kind of operation that this console can begin or go on with. */
export function operationDefinitions(parts: {
  readonly layout: PlatformLayout;
  readonly identity: Pick<ConsoleIdentity, 'machine' | 'appVersion'>;
  readonly passwords: TenantPasswords;
  readonly sendWelcome: SendWelcome;
  readonly verifierOf: (password: string) => Promise<string>;
  readonly clock: Clock;
  readonly onArchives: (tenantId: TenantId) => void;
}): ReadonlyArray<OperationDefinition> {
  const { layout, identity, passwords, sendWelcome, clock } = parts;
  const shared = { openRoles: layout.openOperation, passwords };
  const archiving: ArchiveParts = {
    ...shared,
    machine: identity.machine,
    version: identity.appVersion,
    server: layout.server,
    throwawayVerifier: () => parts.verifierOf(randomBytes(24).toString('base64url')),
    clock,
    changed: parts.onArchives,
  };
  return [
    provisionOperation({ ...shared, sendWelcome }),
    cleanUpOperation(shared),
    dropOrphanOperation(shared),
    repairDomainsOperation(shared),
    setUpOperation(shared),
    setFlagOperation(shared),
    ...lifeDefinitions({ ...shared, layout, clock }),
    changePackageOperation({ ...shared, journal: layout.journal, clock }),
    activateModuleOperation({ ...shared, journal: layout.journal, clock }),
    purgeModuleOperation(archiving),
    ...archiveDefinitions(archiving),
  ];
}
