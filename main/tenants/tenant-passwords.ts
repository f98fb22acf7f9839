import { randomBytes } from 'node:crypto';
import { type SecretStore, tenantSecretKey } from '../secrets/secret-store.ts';
import type { TenantPasswords } from './ports.ts';

/** Kept in the keychain before the server knows anything of it. */
export function createTenantPasswords(parts: {
  secrets: SecretStore;
  systemIdentifier: string;
  verifierOf: (password: string) => Promise<string>;
}): TenantPasswords {
  const keyOf = (tenantId: Parameters<typeof tenantSecretKey>[1]) => tenantSecretKey(parts.systemIdentifier, tenantId);
  return {
    async verifierFor({ tenantId }) {
      const key = keyOf(tenantId);
      let password = await parts.secrets.get(key);
      if (password === undefined) {
        // 192 random bits in letters that need no escaping anywhere.
        password = randomBytes(24).toString('base64url');
        await parts.secrets.set(key, password);
      }
      return parts.verifierOf(password);
    },
    forget: ({ tenantId }) => parts.secrets.delete(keyOf(tenantId)),
  };
}
