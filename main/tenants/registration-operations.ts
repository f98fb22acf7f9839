import { randomUUID } from 'node:crypto';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { OperationId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { registrationActions } from '../../shared/domain/lifecycle.ts';
import { databaseNameFor, primaryDomainFor, roleNameFor } from '../../shared/domain/names.ts';
import type { OperationKind, OperationView } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout, Registration, Reservation } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
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
  retry(id: RegistrationId, actor: string, allow: (kind: OperationKind) => void): Promise<OperationId>;
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

  return {
    remainsOf,
    async provision(id, actor) {
      const registration = await find(id);
      if (!registrationActions(registration.state).provision) {
        const key = registration.state === 'completed' ? 'registration.already_completed' : 'registration.wrong_state';
        throw new AppError('conflict', key, {
          params: { state: registration.state, needed: 'verified', name: registration.companyName },
        });
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
      return engine.start({
        kind: 'provision',
        params: { reservation, language: settings.languages[0] ?? 'tr' },
        idempotencyKey: `provision:${reservation.tenantId}`,
        resource: registrationResource(id),
        subject: { label: registration.companyName, registrationId: id, tenantId: reservation.tenantId },
        actor,
        supersedes: false,
      });
    },
    async retry(id, actor, allow) {
      const registration = await find(id);
      const operation = await newest(id);
      if (operation?.canResume) {
        allow(operation.kind);
        await engine.resume(operation.id, { operator: actor, fence: operation.holder?.fence ?? null });
        return operation.id;
      }
      if (!registrationActions(registration.state).retry) {
        throw new AppError('conflict', 'registration.wrong_state', {
          params: { state: registration.state, needed: 'failed', name: registration.companyName },
        });
      }
      // Failed by another program, which left no journal: a provisioning of our own finds what is there and goes on.
      const reservation = await remainsOf(registration);
      return engine.start({
        kind: 'provision',
        params: { reservation, language: settings.languages[0] ?? 'tr' },
        idempotencyKey: `provision:${reservation.tenantId}:${operation?.id ?? 'unknown'}`,
        resource: registrationResource(id),
        subject: { label: registration.companyName, registrationId: id, tenantId: reservation.tenantId },
        actor,
        supersedes: false,
      });
    },
    async cleanUp(id, actor) {
      const registration = await find(id);
      const operation = await newest(id);
      if (operation?.kind === 'clean_up' && operation.canResume) {
        await engine.resume(operation.id, { operator: actor, fence: operation.holder?.fence ?? null });
        return operation.id;
      }
      if (!registrationActions(registration.state).cleanUp && operation?.canResume !== true) {
        throw new AppError('conflict', 'registration.wrong_state', {
          params: { state: registration.state, needed: 'failed', name: registration.companyName },
        });
      }
      const reservation = await remainsOf(registration);
      return engine.start({
        kind: 'clean_up',
        params: { reservation },
        idempotencyKey: `clean_up:${operation?.id ?? reservation.tenantId}:${operation?.attempts ?? 0}`,
        resource: registrationResource(id),
        subject: {
          label: registration.companyName,
          registrationId: id,
          tenantId: registration.tenantId ?? reservation.tenantId,
        },
        actor,
        supersedes: true,
      });
    },
  };
}
