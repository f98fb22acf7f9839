import type { TenantStorage } from '../layout.ts';
import type { StockerDeps } from './deps.ts';
import { inspectStorage } from './storage/inspect.ts';
import { sealStorage, unsealStorage } from './storage/seal.ts';

/** Looking at a tenant's database, and closing and opening its role for holds. */
export const createTenantStorage = (deps: StockerDeps): TenantStorage => ({
  inspect: (tenant) => inspectStorage(deps, tenant),
  seal: (tenant) => sealStorage(deps, tenant),
  unseal: (tenant) => unsealStorage(deps, tenant),
});
