import type { KeychainState } from '../../shared/contract/connections.ts';
import type { SecretName } from '../../shared/domain/connection-profile.ts';
import type { ProfileId, TenantId } from '../../shared/domain/ids.ts';

/** Where passwords lie. Never in a file of ours: without a keychain they live as long as this run. */
export interface SecretStore {
  readonly kind: KeychainState;
  get(key: string): Promise<string | undefined>;
  set(key: string, secret: string): Promise<void>;
  delete(key: string): Promise<void>;
}

export const profileSecretKey = (id: ProfileId, name: SecretName): string => `profile/${id}/${name}`;
/** Bound to the server itself, so that two profiles of one platform share it and another server never gets it. */
export const tenantSecretKey = (systemIdentifier: string, tenantId: TenantId): string =>
  `tenant/${systemIdentifier}/${tenantId}`;

export function createMemorySecrets(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    kind: 'session_only',
    get: async (key) => secrets.get(key),
    set: async (key, secret) => {
      secrets.set(key, secret);
    },
    delete: async (key) => {
      secrets.delete(key);
    },
  };
}
