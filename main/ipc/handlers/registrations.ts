import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import type { RegistrationId } from '../../../shared/domain/ids.ts';
import { type OperationView, waitsForPerson } from '../../../shared/domain/operations.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PasswordHasher } from '../../access/password-hash.ts';
import type { Session } from '../../access/session.ts';
import type { Registration } from '../../layouts/roles/registrations.ts';
import { previewCleanUp } from '../../tenants/clean-up-preview.ts';
import {
  confirmRegistration,
  findRegistration,
  rejectRegistration,
  requireAction,
} from '../../tenants/decide-registration.ts';
import { checkNames, createRegistration, resendCode } from '../../tenants/register.ts';
import { registrationResource } from '../../tenants/registration-operations.ts';
import { resendWelcome } from '../../tenants/resend-welcome.ts';
import type { Broadcast } from '../broadcast.ts';
import { requireForGoingOn } from '../gatekeeper.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly hasher: PasswordHasher;
  readonly broadcast: Broadcast;
}

function rowOf(
  { packageId: _packageId, ...registration }: Registration,
  operation: OperationView | null,
): RegistrationRow {
  return {
    ...registration,
    failure: operation !== null && waitsForPerson(operation.state) ? operation.error : null,
    operation,
  };
}

export const createRegistrationHandlers = ({ session, hasher, broadcast }: Parts): AreaHandlers<'registrations'> => {
  const actor = (): string => session.actor()?.operator ?? '';
  const parts = () => {
    const { layout, engine, profile, mailer, registrationOperations } = session.platform();
    return { layout, engine, settings: profile.settings, mailer, hasher, operations: registrationOperations };
  };
  async function withOperations(found: ReadonlyArray<Registration>): Promise<ReadonlyArray<RegistrationRow>> {
    const newest = await parts().engine.newestOn(found.map(({ id }) => registrationResource(id)));
    return found.map((registration) => rowOf(registration, newest.get(registrationResource(registration.id)) ?? null));
  }
  /** Names the registration in the log entry before anything is done with it. */
  async function subject(id: RegistrationId, log: LogNotes): Promise<Registration> {
    const registration = await findRegistration(parts().layout, id);
    log.subject({ label: registration.companyName, id });
    log.before({ state: registration.state });
    return registration;
  }
  const changed = (id: RegistrationId): void => broadcast.publish('registrations.changed', { id });

  return {
    'registrations.list': async (query) => {
      const { rows, total } = await parts().layout.registrations.page(query);
      return { rows: await withOperations(rows), total };
    },
    'registrations.counts': () => parts().layout.registrations.counts(),
    'registrations.get': async ({ id }) => {
      const [row] = await withOperations([await findRegistration(parts().layout, id)]);
      if (row === undefined) throw new AppError('not_found', 'registration.not_found');
      return row;
    },
    'registrations.checkNames': (input) => checkNames(parts(), input),
    'registrations.create': async (input, { log }) => {
      const { id, code, mail } = await createRegistration(parts(), input);
      log.subject({ label: input.companyName, id });
      log.after({ code, mailed: mail === null });
      changed(id);
      return { id, mail };
    },
    'registrations.resendCode': async ({ id }, { log }) => {
      const registration = await subject(id, log);
      requireAction(registration, 'resendCode');
      try {
        return await resendCode(parts(), registration);
      } finally {
        changed(id);
      }
    },
    'registrations.resendWelcome': async ({ id }, { log, signal }) => {
      const { operationId, sentTo } = await resendWelcome(parts(), await subject(id, log), signal);
      log.operation(operationId);
      broadcast.publish('operations.changed', await parts().engine.get(operationId));
      changed(id);
      return { sentTo };
    },
    'registrations.confirm': async ({ id, reason }, { log }) => {
      await confirmRegistration(parts(), await subject(id, log), reason);
      log.after({ state: 'verified' });
      changed(id);
      return null;
    },
    'registrations.reject': async ({ id, reason }, { log }) => {
      await rejectRegistration(parts(), await subject(id, log), reason);
      log.after({ state: 'rejected' });
      changed(id);
      return null;
    },
    'registrations.provision': async ({ id }, { log }) => {
      await subject(id, log);
      const operationId = await parts().operations.provision(id, actor());
      log.operation(operationId);
      changed(id);
      return { operationId };
    },
    'registrations.retry': async ({ id }, { log }) => {
      await subject(id, log);
      const operationId = await parts().operations.retry(id, actor(), (operation) =>
        requireForGoingOn(session, operation),
      );
      log.operation(operationId);
      changed(id);
      return { operationId };
    },
    'registrations.previewCleanUp': async ({ id }) =>
      previewCleanUp(parts(), await findRegistration(parts().layout, id)),
    'registrations.cleanUp': async ({ id, typedCode }, { log }) => {
      const registration = await subject(id, log);
      // Code points, not what looks alike: the typed name is the last thing between a hand and a database.
      if (typedCode !== registration.companyCode)
        throw new AppError('invalid_input', 'field.invalid', { field: 'typedCode' });
      const operationId = await parts().operations.cleanUp(id, actor());
      log.operation(operationId);
      changed(id);
      return { operationId };
    },
  };
};
