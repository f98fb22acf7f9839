import type { Lifecycle } from '../../shared/domain/lifecycle.ts';
import type { Permission } from '../../shared/domain/permissions.ts';
import { AppError } from '../../shared/errors.ts';

const permission: Permission = 'tenants.delete';

/** Says both states, and what the way there would need. */
export const wrongState = (tenant: { readonly name: string; readonly lifecycle: Lifecycle }, to: Lifecycle): AppError =>
  new AppError('conflict', 'tenant.wrong_state', {
    params: { name: tenant.name, from: tenant.lifecycle, to, permission },
  });
