import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import type { PlatformLayout } from '../layout.ts';
import { clearStaleFolders } from '../pg/archive/connection-env.ts';
import type { PgServer } from '../pg/connect.ts';
import { createPools } from '../pg/pools.ts';
import { createArchiveCatalog } from './archive-catalog.ts';
import { readCapabilities, readFacts } from './capabilities.ts';
import { createCopyCatalog } from './copy-catalog.ts';
import type { StockerDeps } from './deps.ts';
import { createDomainCatalog } from './domains.ts';
import { createFlagCatalog } from './flags.ts';
import { createHolds } from './holds.ts';
import { createJournal } from './journal.ts';
import { createLifecycleCatalog } from './lifecycle-catalog.ts';
import { createModuleEvents } from './module-events.ts';
import { createModules } from './modules.ts';
import { openOperationRoles } from './operation/open.ts';
import { createOperators } from './operators.ts';
import { createPackageCatalog } from './packages/catalog.ts';
import { createReconciler } from './reconciler/reconciler.ts';
import { createRegistrationCatalog } from './registrations.ts';
import { createPlatformSchema } from './schema/platform-schema.ts';
import { createTenantSettings } from './settings/catalog.ts';
import { createShapeReader } from './shape.ts';
import { createTenantStorage } from './storage.ts';
import { createSubscriptionCatalog } from './subscription-catalog.ts';
import { createTenantCatalog } from './tenants.ts';
import { createUserCatalog } from './users.ts';
import { createWelcomeMails } from './welcome-mails.ts';

interface OpenOptions {
  readonly settings: ProfileSettings;
  readonly password: string | undefined;
  readonly signal?: AbortSignal;
}

/** A Stocker platform: its master database, and a database and role of its own for every tenant. Opens read-only. */
export async function openPostgresPerTenant({ settings, password, signal }: OpenOptions): Promise<PlatformLayout> {
  signal?.throwIfAborted();
  const server: PgServer = { settings, password };
  const pools = createPools(server, 'tenantry');
  const shapeReader = createShapeReader(pools.read);
  // Asked for now, in a session of its own: whatever comes after the facts needs it. Who needs it hears of its failure.
  void shapeReader.shape().catch(() => undefined);
  const facts = await readFacts(pools.read, settings).catch(async (error: unknown) => {
    await pools.close();
    throw error;
  });
  // A console that was killed while a tool ran could not take its password away.
  void clearStaleFolders();
  const deps: StockerDeps = { server, pools, settings, facts, shape: shapeReader.shape };
  const journal = createJournal(deps);

  return {
    kind: 'postgres-per-tenant',
    server: facts,
    schema: createPlatformSchema({ pools, shapeReader }),
    tenants: createTenantCatalog(deps),
    registrations: createRegistrationCatalog(deps),
    holds: createHolds(deps),
    operators: createOperators(deps),
    storage: createTenantStorage(deps),
    lifecycle: createLifecycleCatalog(deps),
    archives: createArchiveCatalog(deps),
    copies: createCopyCatalog(deps),
    reconciler: createReconciler(deps),
    moduleEvents: createModuleEvents(deps),
    modules: createModules(deps),
    packages: createPackageCatalog(deps),
    tenantSettings: createTenantSettings(deps),
    users: createUserCatalog(deps),
    domains: createDomainCatalog(deps),
    flags: createFlagCatalog(deps),
    journal: journal.journal,
    welcomeMails: createWelcomeMails(deps),
    subscriptions: createSubscriptionCatalog(deps),
    capabilities: async () => readCapabilities(pools.read, await shapeReader.shape()),
    openOperation: (lease) => openOperationRoles(deps, lease),
    setWritable: pools.setWritable,
    ping: pools.ping,
    async close() {
      await journal.close();
      await pools.close();
    },
  };
}
