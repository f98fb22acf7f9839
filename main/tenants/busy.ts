import type { RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { isWorkedOn, type OperationView } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { Engine } from '../operations/engine.ts';
import { registrationResource } from './registration-operations.ts';

/** Operations on one tenant share this resource. */
export const tenantResource = (id: TenantId): string => `tenant:${id}`;

/** Throws while an operation works on the registration or its tenant; otherwise the newest one there was. */
export async function refuseWhileBusy(
  engine: Pick<Engine, 'newestOn'>,
  on: { registrationId: RegistrationId | null; tenantId: TenantId | null },
): Promise<OperationView | undefined> {
  const resources = [
    ...(on.registrationId === null ? [] : [registrationResource(on.registrationId)]),
    ...(on.tenantId === null ? [] : [tenantResource(on.tenantId)]),
  ];
  const newest = [...(await engine.newestOn(resources)).values()];
  const live = newest.find(isWorkedOn);
  if (live !== undefined)
    throw new AppError('conflict', 'operation.running_on_resource', {
      params: { name: live.subject.label, operator: live.holder?.operator ?? live.startedBy },
    });
  return newest[0];
}
