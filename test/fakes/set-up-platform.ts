import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { ProfileId, RegistrationId } from '../../shared/domain/ids.ts';
import type { TestConsole } from './console.ts';

export const superAdmin = { email: 'ayse@example.com', password: 'mavi-kapı-yedi-kuş' } as const;

/** Saves the profile, makes the platform's schema and its first super admin, who is then signed in. */
export async function setUpPlatform(
  desk: TestConsole,
  settings: ProfileSettings,
  password: string,
): Promise<ProfileId> {
  const { id } = await desk.call('connections.save', { id: null, settings, secrets: { database: password } });
  await desk.call('session.open', { profileId: id });
  const { planHash } = await desk.call('platform.check', {});
  await desk.call('platform.upgrade', { planHash });
  await desk.call('session.createFirstOperator', { name: 'Ayşe', ...superAdmin });
  return id;
}

/** A company that has proved its e-mail and waits to be provisioned. */
export async function verifiedCompany(desk: TestConsole, companyCode: string): Promise<RegistrationId> {
  const { id } = await desk.call('registrations.create', {
    companyName: `Şirket ${companyCode}`,
    companyCode,
    email: `bilgi@${companyCode}.example`,
    phone: null,
    packageId: null,
    billingPeriod: null,
  });
  await desk.call('registrations.confirm', { id, reason: 'they called' });
  return id;
}

/** Starts it and waits until this console no longer works on it. */
export async function untilEnded(
  desk: TestConsole,
  registrationId: RegistrationId,
  begin: () => Promise<{ readonly operationId: string }>,
) {
  const ended = desk.event('operations.ended', (payload) => payload.registrationId === registrationId);
  await begin();
  const { id } = await ended;
  return desk.call('operations.get', { id });
}
