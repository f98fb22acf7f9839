import type { OperationId } from '../../../shared/domain/ids.ts';
import type { Session } from '../../access/session.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

export const createOperationHandlers = ({ session }: { session: Session }): AreaHandlers<'operations'> => {
  const engine = () => session.platform().engine;
  async function note(id: OperationId, log: LogNotes): Promise<void> {
    const { subject, state } = await engine().get(id);
    log.operation(id);
    log.subject({ label: subject.label, id: subject.tenantId ?? subject.registrationId });
    log.before({ state });
  }
  return {
    'operations.list': ({ ended }) => engine().list(ended),
    'operations.get': ({ id }) => engine().get(id),
    'operations.cancel': async ({ id }, { log }) => {
      await note(id, log);
      await engine().cancel(id, { operator: session.actor()?.operator ?? '' });
      return null;
    },
    'operations.resume': async ({ id, fence }, { log }) => {
      await note(id, log);
      await engine().resume(id, { operator: session.actor()?.operator ?? '', fence });
      return null;
    },
  };
};
