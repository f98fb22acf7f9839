import type { OpenPlatform } from '../../main/connections/open-platform.ts';
import type { OperatorCatalog } from '../../main/layouts/operator-catalog.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { newProfile } from '../../shared/domain/connection-profile.ts';
import type { ProfileId } from '../../shared/domain/ids.ts';
import type { Capabilities } from '../../shared/domain/platform.ts';

export interface QuietPlatform {
  readonly platform: OpenPlatform;
  /** Every wish to be written to or not, in order. */
  readonly writable: ReadonlyArray<boolean>;
  readonly closed: () => number;
  capabilities: Capabilities;
}

const unexpected = (role: string) =>
  new Proxy(
    {},
    {
      get: (_, member) => {
        throw new Error(`a session has no business with ${role}.${String(member)}`);
      },
    },
  );

/** A platform with operators and nothing else: what a session may touch. */
export function createQuietPlatform(
  operators: OperatorCatalog,
  settings: Partial<ProfileSettings> = {},
): QuietPlatform {
  const writable: Array<boolean> = [];
  let closed = 0;
  const quiet: QuietPlatform = {
    capabilities: { bookkeeping: true, createDatabases: true, tenantRoles: true, endSessions: true, indexedList: true },
    writable,
    closed: () => closed,
    platform: {
      profile: {
        id: '7d0f2f5e-0000-4000-8000-000000000001' as ProfileId,
        settings: { ...newProfile, name: 'Demo', environment: 'demo', user: 'console', ...settings },
        lastOpenedAt: null,
        systemIdentifier: null,
      },
      layout: {
        ...(unexpected('layout') as OpenPlatform['layout']),
        kind: 'postgres-per-tenant',
        server: { label: 'PostgreSQL 18.4', systemIdentifier: '1', host: 'db', database: 'StockerMaster' },
        operators,
        capabilities: async () => quiet.capabilities,
        setWritable: async (wish) => {
          writable.push(wish);
        },
      },
      engine: unexpected('engine') as OpenPlatform['engine'],
      registrationOperations: unexpected('operations') as OpenPlatform['registrationOperations'],
      reachability: unexpected('reachability') as OpenPlatform['reachability'],
      attention: unexpected('attention') as OpenPlatform['attention'],
      mailer: null,
      close: async () => {
        closed += 1;
      },
    },
  };
  return quiet;
}
