import type { RegistrationId } from '../../shared/domain/ids.ts';
import {
  canRegistrationBecome,
  type RegistrationActions,
  registrationActions,
  registrationStates,
} from '../../shared/domain/lifecycle.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Registration } from '../layouts/roles/registrations.ts';
import type { Engine } from '../operations/engine.ts';
import { refuseWhileBusy } from './busy.ts';

interface Parts {
  readonly layout: Pick<PlatformLayout, 'registrations'>;
  readonly engine: Pick<Engine, 'newestOn'>;
}

export async function findRegistration(
  layout: Pick<PlatformLayout, 'registrations'>,
  id: RegistrationId,
): Promise<Registration> {
  const registration = await layout.registrations.find(id);
  if (registration === undefined) throw new AppError('not_found', 'registration.not_found');
  return registration;
}

/** Throws `registration.wrong_state` where this can't be done with it now. */
export function requireAction(registration: Registration, action: keyof RegistrationActions): void {
  if (registrationActions(registration.state)[action]) return;
  throw new AppError('conflict', 'registration.wrong_state', {
    params: { state: registration.state, needed: 'pending_verification', name: registration.companyName },
  });
}

/** An operator vouches for the company's e-mail. */
export async function confirmRegistration(
  { layout }: Parts,
  registration: Registration,
  reason: string,
): Promise<void> {
  requireAction(registration, 'confirm');
  await layout.registrations.transition(registration.id, ['pending_verification'], 'verified', reason);
}

/** What a failed provisioning left is cleaned up first: of a rejected registration nobody would find it again. */
export async function rejectRegistration(
  { layout, engine }: Parts,
  registration: Registration,
  reason: string,
): Promise<void> {
  requireAction(registration, 'reject');
  const operation = await refuseWhileBusy(engine, { registrationId: registration.id, tenantId: registration.tenantId });
  if (operation?.canResume || registration.tenantId !== null)
    throw new AppError('conflict', 'registration.clean_up_first', { params: { name: registration.companyName } });
  const from = registrationStates.filter((state) => canRegistrationBecome(state, 'rejected'));
  await layout.registrations.transition(registration.id, from, 'rejected', reason);
}
