import type { TenantId } from '../../shared/domain/ids.ts';
import type { Lifecycle } from '../../shared/domain/lifecycle.ts';
import { hasHiddenCharacters } from '../../shared/domain/names.ts';
import { AppError } from '../../shared/errors.ts';
import { findQuiet, type LifeParts } from './cancel.ts';

const gone = (code: string): AppError => new AppError('conflict', 'tenant.deleted', { params: { code } });

export function refuseGoneForGood(tenant: { readonly lifecycle: Lifecycle; readonly code: string }): void {
  if (tenant.lifecycle === 'deleted') throw gone(tenant.code);
}

/** What is being removed, or was, keeps the names that its certificate says. */
export function refuseGone({ lifecycle, code }: { readonly lifecycle: Lifecycle; readonly code: string }): void {
  if (lifecycle === 'deleting' || lifecycle === 'deleted') throw gone(code);
}

/** The name that people see. Codes, domains and databases keep theirs. */
export async function renameTenant(
  parts: LifeParts,
  { id, name }: { readonly id: TenantId; readonly name: string },
): Promise<{ readonly before: string; readonly after: string }> {
  const after = name.normalize('NFC').trim();
  if (after === '') throw new AppError('invalid_input', 'name.empty', { field: 'name' });
  if (hasHiddenCharacters(after)) throw new AppError('invalid_input', 'name.hidden_characters', { field: 'name' });
  const { tenant } = await findQuiet(parts, id);
  refuseGone(tenant);
  await parts.layout.lifecycle.rename({ tenantId: id, name: after, by: parts.by });
  return { before: tenant.name, after };
}

/** The old domain of a tenant that was given another code leads nowhere from now on. */
export async function removeRedirect(
  parts: LifeParts,
  { id, domain }: { readonly id: TenantId; readonly domain: string },
): Promise<{ readonly tenant: string }> {
  const { tenant } = await findQuiet(parts, id);
  refuseGone(tenant);
  await parts.layout.lifecycle.removeRedirect({ tenantId: id, domain, by: parts.by });
  return { tenant: tenant.name };
}
