import { createHash } from 'node:crypto';
import type { Lease, PlatformLayout, PlatformSchema } from '../../main/layouts/layout.ts';
import type { SchemaReport } from '../../shared/contract/platform.ts';
import { newProfile, type ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { AppError } from '../../shared/errors.ts';
import { memoryArchives } from './memory/archives.ts';
import { memoryCopyCatalog } from './memory/copies.ts';
import { memoryDomains } from './memory/domains.ts';
import { createFaults, type Faults } from './memory/faults.ts';
import { memoryFlags } from './memory/flags.ts';
import { memoryHolds } from './memory/holds.ts';
import { memoryJournal } from './memory/journal.ts';
import { memoryLifecycle } from './memory/lifecycle.ts';
import { memoryModuleEvents } from './memory/module-events.ts';
import { memoryModules } from './memory/modules.ts';
import { memoryOperators } from './memory/operators.ts';
import { memoryPackages } from './memory/packages.ts';
import { memoryReconciler } from './memory/reconciler.ts';
import { memoryRegistrations } from './memory/registrations.ts';
import { memoryRoles, systemIdentifier } from './memory/roles.ts';
import { memoryStorage } from './memory/storage.ts';
import { memorySubscriptions } from './memory/subscriptions.ts';
import { memoryTenantSettings } from './memory/tenant-settings.ts';
import { memoryTenants } from './memory/tenants.ts';
import { memoryUsers } from './memory/users.ts';
import { memoryWelcomeMails } from './memory/welcome-mails.ts';
import { createWorld, type MemoryWorld } from './memory/world.ts';

export interface MemoryPlatform {
  /** What is on the server: tests arrange and read it. */
  readonly world: MemoryWorld;
  readonly faults: Faults;
  readonly settings: ProfileSettings;
  /** A console's view of it; several may be open at once. */
  open(): PlatformLayout;
}

const server = {
  label: 'PostgreSQL 18.4',
  systemIdentifier,
  host: 'memory',
  database: 'StockerMaster',
} as const;

function memorySchema(world: MemoryWorld): PlatformSchema {
  const report = (): SchemaReport => {
    const { upgraded } = world.schema;
    const plan = upgraded ? [] : [{ sql: 'CREATE SCHEMA tenantry', purpose: 'schema', object: 'tenantry' } as const];
    const planHash = createHash('sha256').update(JSON.stringify(plan)).digest('hex');
    return {
      ...{ state: upgraded ? 'current' : 'source_only', version: upgraded ? 1 : null, target: 1, plan, planHash },
      findings: [
        {
          ...{ object: 'tenantry', owner: 'tenantry', state: upgraded ? 'present' : 'missing' },
          ...{ found: null, expected: null },
        },
      ],
    };
  };
  return {
    check: async () => report(),
    async upgrade(planHash) {
      if (report().planHash !== planHash) throw new AppError('conflict', 'platform.plan_changed');
      world.schema.upgraded = true;
      return report();
    },
  };
}

/** Refuses what would write, by method name, while the platform is not opened for writing. */
function guarded<T extends object>(methods: T, writes: ReadonlyArray<keyof T>, isWritable: () => boolean): T {
  const guard = (name: keyof T): unknown => {
    const method = methods[name] as unknown as (...inputs: ReadonlyArray<unknown>) => Promise<unknown>;
    return async (...inputs: ReadonlyArray<unknown>) => {
      if (!isWritable()) throw new AppError('read_only', 'session.read_only');
      return method(...inputs);
    };
  };
  return { ...methods, ...(Object.fromEntries(writes.map((name) => [name, guard(name)])) as Partial<T>) };
}

/** A whole Stocker platform in this process, held to the same conformance suite as the real one. */
export function createMemoryPlatform(
  options: { readonly settings?: Partial<ProfileSettings>; readonly now?: number } = {},
): MemoryPlatform {
  const faults = createFaults();
  const world = createWorld(faults, options.now ?? Date.UTC(2026, 10, 21, 12));
  const settings: ProfileSettings = { ...newProfile, name: 'Memory', host: server.host, ...options.settings };

  const open = (): PlatformLayout => {
    let writable = false;
    const isWritable = (): boolean => writable;
    const watched = <T extends object>(role: string, methods: T, writes: ReadonlyArray<keyof T>): T =>
      faults.watch(role, guarded(methods, writes, isWritable));
    return {
      kind: 'postgres-per-tenant',
      server,
      schema: watched('schema', memorySchema(world), ['upgrade']),
      tenants: watched('catalog', memoryTenants(world), []),
      registrations: watched('queue', memoryRegistrations(world), ['insert', 'setCode', 'transition']),
      holds: watched('holds', memoryHolds(world), ['put', 'lift']),
      // Signing in writes too, and must be possible before a platform is opened for writing.
      operators: watched('operators', memoryOperators(world), ['setRole', 'setDisabled']),
      storage: watched('tenantStorage', memoryStorage(world, settings, server.label), ['seal', 'unseal']),
      flags: watched('flags', memoryFlags(world), ['create', 'change', 'remove']),
      subscriptions: watched('subscriptions', memorySubscriptions(world, settings), ['start', 'move', 'setModules']),
      journal: watched('journal', memoryJournal(world), ['begin', 'claim', 'requestCancel']),
      lifecycle: watched('lifecycle', memoryLifecycle(world), ['move', 'rename', 'removeRedirect']),
      archives: watched('archives', memoryArchives(world), []),
      copies: watched('copyCatalog', memoryCopyCatalog(world), []),
      modules: watched('moduleCatalog', memoryModules(world), []),
      moduleEvents: watched('moduleEvents', memoryModuleEvents(world), []),
      reconciler: watched('reconciler', memoryReconciler(world, settings), []),
      packages: watched('packages', memoryPackages(world), ['create', 'change', 'reorder']),
      tenantSettings: watched('tenantSettings', memoryTenantSettings(world), ['save', 'setOverride', 'clearOverride']),
      users: watched('users', memoryUsers(world), ['disable', 'enable', 'unlock', 'expectReset']),
      domains: watched('domains', memoryDomains(world, settings), [
        'add',
        'issueToken',
        'checked',
        'makePrimary',
        'remove',
      ]),
      welcomeMails: watched('welcomeMails', memoryWelcomeMails(world), ['markSent']),
      capabilities: async () => {
        const { upgraded } = world.schema;
        return {
          bookkeeping: upgraded,
          createDatabases: true,
          tenantRoles: true,
          endSessions: true,
          indexedList: upgraded,
        };
      },
      async openOperation(lease: Lease) {
        if (!writable) throw new AppError('read_only', 'session.read_only');
        return memoryRoles(world, settings, lease);
      },
      async setWritable(next) {
        writable = next;
      },
      async ping(signal) {
        signal.throwIfAborted();
        return 0;
      },
      async close() {
        writable = false;
      },
    };
  };
  return { world, faults, settings, open };
}
