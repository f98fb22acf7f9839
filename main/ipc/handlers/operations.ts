import type { OperationId } from '../../../shared/domain/ids.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import type { Session } from '../../access/session.ts';
import { requireForEnding, requireForGoingOn, requirePermission } from '../gatekeeper.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

export const createOperationHandlers = ({ session }: { session: Session }): AreaHandlers<'operations'> => {
  const engine = () => session.platform().engine;
  const operator = (): string => session.actor()?.operator ?? '';
  async function note(id: OperationId, log: LogNotes): Promise<OperationView> {
    const view = await engine().get(id);
    const { subject, state } = view;
    log.operation(id);
    log.subject({ label: subject.label, id: subject.tenantId ?? subject.registrationId });
    log.before({ state });
    return view;
  }
  return {
    'operations.list': ({ ended }) => engine().list(ended),
    'operations.get': ({ id }) => engine().get(id),
    'operations.cancel': async ({ id }, { log }) => {
      const { needs } = await note(id, log);
      requirePermission(session, needs.cancel);
      await engine().cancel(id, { operator: operator() });
      return null;
    },
    'operations.resume': async ({ id, fence }, { log }) => {
      requireForGoingOn(session, await note(id, log));
      await engine().resume(id, { operator: operator(), fence });
      return null;
    },
    'operations.undo': async ({ id, fence }, { log }) => {
      requireForEnding(session, await note(id, log));
      await engine().undo(id, { operator: operator(), fence });
      return null;
    },
    'operations.resolve': async ({ id, note: word }, { log }) => {
      requireForEnding(session, await note(id, log));
      await engine().resolve(id, { operator: operator(), note: word });
      return null;
    },
  };
};
