import type { OperationId } from '../../shared/domain/ids.ts';
import type { ProvisioningStep } from '../../shared/domain/provisioning.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Registration } from '../layouts/roles/registrations.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Engine } from '../operations/engine.ts';
import { registrationResource } from './registration-operations.ts';
import { createWelcomeSender } from './welcome.ts';

const step: ProvisioningStep = 'sending_welcome_email';

interface Parts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'domains' | 'welcomeMails'>;
  readonly engine: Pick<Engine, 'newestOn'>;
  readonly mailer: Mailer | null;
}

/** The mail that provisioning could not send, under the same Message-ID: whoever got it after all sees one mail. */
export async function resendWelcome(
  { layout, engine, mailer }: Parts,
  { id, state, tenantId, companyName }: Registration,
  signal: AbortSignal,
): Promise<{ readonly operationId: OperationId; readonly sentTo: string }> {
  if (state !== 'completed' || tenantId === null)
    throw new AppError('conflict', 'registration.wrong_state', {
      params: { state, needed: 'completed', name: companyName },
    });
  const resource = registrationResource(id);
  const operation = (await engine.newestOn([resource])).get(resource);
  const mail = operation === undefined ? undefined : await layout.welcomeMails.find(operation.id);
  if (operation === undefined || mail === undefined) throw new AppError('not_found', 'operation.not_found');
  if (mail.sent) throw new AppError('conflict', 'registration.welcome_sent', { params: { email: mail.to } });
  const domain = (await layout.domains.ofTenant(tenantId)).find(({ isPrimary }) => isPrimary);
  if (domain === undefined) throw new AppError('not_found', 'tenant.not_found');
  await createWelcomeSender(mailer)({ ...mail, company: companyName, domain: domain.name, signal });
  await layout.welcomeMails.markSent(operation.id, step);
  return { operationId: operation.id, sentTo: mail.to };
}
