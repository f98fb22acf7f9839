import { randomUUID } from 'node:crypto';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { OperationId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { type RegistrationState, registrationActions } from '../../shared/domain/lifecycle.ts';
import { databaseNameFor, primaryDomainFor, roleNameFor } from '../../shared/domain/names.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import type { ErrorKey } from '../../shared/error-keys.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Reservation } from '../layouts/roles/provisioning.ts';
import type { Registration } from '../layouts/roles/registrations.ts';
import type { Engine, StartRequest } from '../operations/engine.ts';
import { reserveNames } from './reservation.ts';

/** Operations on one registration share this resource, so that at most one of them has not ended. */
export const registrationResource = (id: RegistrationId): string => `registration:${id}`;

interface Parts {
  readonly layout: Pick<PlatformLayout, 'registrations' | 'tenants'>;
  readonly engine: Pick<Engine, 'start' | 'resume' | 'newestOn'>;
  readonly settings: ProfileSettings;
}

export interface RegistrationOperations {
  provision(id: RegistrationId, actor: string): Promise<OperationId>;
  /** `allow` throws where whoever asks may not go on with what failed: it may have been a clean-up. */
  retry(id: RegistrationId, actor: string, allow: (operation: OperationView) => void): Promise<OperationId>;
  cleanUp(id: RegistrationId, actor: string): Promise<OperationId>;
  /** The names that a clean-up would look for. */
  remainsOf(registration: Registration): Promise<Reservation>;
}

export function createRegistrationOperations({ layout, engine, settings }: Parts): RegistrationOperations {
  async function find(id: RegistrationId): Promise<Registration> {
    const registration = await layout.registrations.find(id);
    if (registration === undefined) throw new AppError('not_found', 'registration.not_found');
    return registration;
  }

  const newest = async (id: RegistrationId): Promise<OperationView | undefined> =>
    (await engine.newestOn([registrationResource(id)])).get(registrationResource(id));

  /** A tenant that exists is called what its row says; only without one do the rules of today apply. */
  async function remainsOf(registration: Registration): Promise<Reservation> {
    const operation = await newest(registration.id);
    const tenantId = registration.tenantId ?? operation?.subject.tenantId ?? (randomUUID() as string as TenantId);
    const tenant = registration.tenantId === null ? undefined : await layout.tenants.find(registration.tenantId);
    const code = tenant?.code ?? registration.companyCode;
    const database = tenant?.databaseName ?? databaseNameFor(settings.databasePattern, code);
    return {
      tenantId,
      registrationId: registration.id,
      code,
      name: registration.companyName,
      ownerEmail: registration.email,
      domain: primaryDomainFor(code, settings.baseDomains[0] ?? ''),
      database,
      role: roleNameFor(database),
    };
  }

  const wrongState = ({ state, companyName }: Registration, needed: RegistrationState, key: ErrorKey): AppError =>
    new AppError('conflict', key, { params: { state, needed, name: companyName } });

  const begin = (
    registration: Registration,
    reservation: Reservation,
    request: Pick<StartRequest, 'kind' | 'idempotencyKey' | 'actor'>,
  ): Promise<OperationId> =>
    engine.start({
      ...request,
      params: request.kind === 'provision' ? { reservation, language: settings.languages[0] ?? 'tr' } : { reservation },
      resource: registrationResource(registration.id),
      subject: {
        label: registration.companyName,
        registrationId: registration.id,
        tenantId: reservation.tenantId,
      },
      // What a clean-up removes is what an operation before it left.
      supersedes: request.kind === 'clean_up',
    });

  return {
    remainsOf,
    async provision(id, actor) {
      const registration = await find(id);
      if (!registrationActions(registration.state).provision) {
        const key = registration.state === 'completed' ? 'registration.already_completed' : 'registration.wrong_state';
        throw wrongState(registration, 'verified', key);
      }
      const reservation = reserveNames(registration, randomUUID() as string as TenantId, settings);
      const taken = await layout.registrations.namesTaken({
        code: reservation.code,
        email: registration.email,
        domain: reservation.domain,
        database: reservation.database,
        except: id,
      });
      if (taken.code)
        throw new AppError('conflict', 'name.code_taken', { params: { code: reservation.code }, field: 'companyCode' });
      if (taken.domain) throw new AppError('conflict', 'name.domain_taken', { params: { domain: reservation.domain } });
      if (taken.email) throw new AppError('conflict', 'name.email_taken', { field: 'email' });
      return begin(registration, reservation, {
        kind: 'provision',
        idempotencyKey: `provision:${reservation.tenantId}`,
        actor,
      });
    },
    async retry(id, actor, allow) {
      const registration = await find(id);
      const operation = await newest(id);
      if (operation?.canResume) {
        allow(operation);
        await engine.resume(operation.id, { operator: actor, fence: operation.holder?.fence ?? null });
        return operation.id;
      }
      if (!registrationActions(registration.state).retry)
        throw wrongState(registration, 'failed', 'registration.wrong_state');
      // Failed by another program, which left no journal: a provisioning of our own finds what is there and goes on.
      const reservation = await remainsOf(registration);
      return begin(registration, reservation, {
        kind: 'provision',
        idempotencyKey: `provision:${reservation.tenantId}:${operation?.id ?? 'unknown'}`,
        actor,
      });
    },
    async cleanUp(id, actor) {
      const registration = await find(id);
      const operation = await newest(id);
      if (operation?.kind === 'clean_up' && operation.canResume) {
        await engine.resume(operation.id, { operator: actor, fence: operation.holder?.fence ?? null });
        return operation.id;
      }
      if (!registrationActions(registration.state).cleanUp && operation?.canResume !== true)
        throw wrongState(registration, 'failed', 'registration.wrong_state');
      const reservation = await remainsOf(registration);
      return begin(registration, reservation, {
        kind: 'clean_up',
        idempotencyKey: `clean_up:${operation?.id ?? reservation.tenantId}:${operation?.attempts ?? 0}`,
        actor,
      });
    },
  };
}
