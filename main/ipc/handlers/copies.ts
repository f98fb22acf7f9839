import type { CopyId, OperationId } from '../../../shared/domain/ids.ts';
import type { Session } from '../../access/session.ts';
import { createCopyOperations } from '../../archives/copy-operations.ts';
import type { Broadcast } from '../broadcast.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

export const createCopyHandlers = (parts: { session: Session; broadcast: Broadcast }): AreaHandlers<'copies'> => {
  const { session, broadcast } = parts;
  const operations = () => createCopyOperations(session.platform());
  const by = (): string => session.actor()?.operator ?? '';
  /** Names the copy in the log entry before anything is done with it. */
  async function begin(id: CopyId, log: LogNotes, start: () => Promise<OperationId>) {
    const { tenantId, tenantName, database, purpose } = await operations().find(id);
    log.subject({ label: tenantName, id: tenantId });
    log.before({ database, purpose });
    const operationId = await start();
    log.operation(operationId);
    broadcast.publish('archives.changed', { tenantId });
    broadcast.publish('tenants.changed', { id: tenantId });
    return { operationId };
  }
  return {
    'copies.list': ({ tenantId }) => session.platform().layout.copies.list(tenantId),
    'copies.swap': (input, { log }) => begin(input.id, log, () => operations().swap(input, by())),
    'copies.drop': (input, { log }) => begin(input.id, log, () => operations().drop(input, by())),
  };
};
