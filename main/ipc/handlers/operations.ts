import type { OperationId } from '../../../shared/domain/ids.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { permissionToResume } from '../../../shared/domain/permissions.ts';
import type { Session } from '../../access/session.ts';
import { requirePermission } from '../gatekeeper.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

export const createOperationHandlers = ({ session }: { session: Session }): AreaHandlers<'operations'> => {
  const engine = () => session.platform().engine;
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
      await note(id, log);
      await engine().cancel(id, { operator: session.actor()?.operator ?? '' });
      return null;
    },
    'operations.resume': async ({ id, fence }, { log }) => {
      const { kind } = await note(id, log);
      requirePermission(session, permissionToResume[kind]);
      await engine().resume(id, { operator: session.actor()?.operator ?? '', fence });
      return null;
    },
  };
};
