import type { CleanUpPreview } from '../../shared/contract/registrations.ts';
import type { TenantDatabaseInfo } from '../../shared/contract/tenants.ts';
import { registrationActions } from '../../shared/domain/lifecycle.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Registration } from '../layouts/roles/registrations.ts';
import type { Engine } from '../operations/engine.ts';
import { refuseWhileBusy } from './busy.ts';
import type { RegistrationOperations } from './registration-operations.ts';

const nothing: CleanUpPreview['removes'] = {
  subscriptions: 0,
  owner: null,
  tenant: null,
  domains: [],
  database: null,
  role: null,
};

/** A database that carries somebody else's stamp, or tables and no stamp, stays where it is. */
const isRemovable = ({ exists, invalid, stamp, schemas }: TenantDatabaseInfo): boolean =>
  exists &&
  (invalid || stamp.state === 'ours' || (stamp.state === 'missing' && schemas.every(({ tables }) => tables === 0)));

/** What a clean-up would remove, read now and touching nothing; or why it would remove nothing. */
export async function previewCleanUp(
  parts: {
    layout: Pick<PlatformLayout, 'tenants' | 'domains' | 'storage'>;
    engine: Pick<Engine, 'newestOn'>;
    operations: Pick<RegistrationOperations, 'remainsOf'>;
  },
  registration: Registration,
): Promise<CleanUpPreview> {
  const { layout } = parts;
  try {
    const operation = await refuseWhileBusy(parts.engine, {
      registrationId: registration.id,
      tenantId: registration.tenantId,
    });
    if (!registrationActions(registration.state).cleanUp && operation?.canResume !== true)
      throw new AppError('conflict', 'registration.wrong_state', {
        params: { state: registration.state, needed: 'failed', name: registration.companyName },
      });
    const names = await parts.operations.remainsOf(registration);
    const tenant = await layout.tenants.find(names.tenantId);
    const [domains, storage] = await Promise.all([
      tenant === undefined ? [] : layout.domains.ofTenant(names.tenantId),
      layout.storage.inspect({ id: names.tenantId, database: names.database }),
    ]);
    if (tenant?.lifecycle === 'active' && storage.exists && storage.stamp.state === 'ours')
      throw new AppError('conflict', 'registration.nothing_to_clean', {
        params: { name: registration.companyName, code: names.code },
      });
    return {
      removes: {
        subscriptions: tenant === undefined || tenant.subscription === null ? 0 : 1,
        owner: tenant?.owner?.email ?? null,
        tenant: tenant?.name ?? null,
        domains: domains.map(({ name }) => name),
        database: isRemovable(storage)
          ? { name: storage.name, bytes: storage.bytes, sessions: storage.sessions.length }
          : null,
        role: storage.role?.exists ? storage.role.name : null,
      },
      refusal: null,
    };
  } catch (error) {
    const refusal = toAppError(error);
    // A server that does not answer is no answer about what would be removed.
    if (refusal.code !== 'conflict') throw refusal;
    return { removes: nothing, refusal: refusal.toData() };
  }
}
