import type { OperationId } from '../../shared/domain/ids.ts';
import { isLiveState, type OperationView } from '../../shared/domain/operations.ts';
import type { Actor } from '../access/session.ts';
import type { Broadcast } from '../ipc/broadcast.ts';
import type { OperationLog } from '../local/operation-log.ts';

/** Cancelled did not come to its end either; the entry's parameters tell the two apart. */
const outcomeOf = ({ state }: OperationView): 'succeeded' | 'failed' =>
  state === 'succeeded' ? 'succeeded' : 'failed';

/** Mirrors operations to the window, and writes each end into the operation log, once. */
export function createOperationListener(parts: {
  broadcast: Pick<Broadcast, 'publish'>;
  operationLog: Pick<OperationLog, 'record'>;
  actor: () => Actor | undefined;
}): (view: OperationView) => void {
  const live = new Set<OperationId>();
  const ended = (view: OperationView): void => {
    const { registrationId, tenantId } = view.subject;
    parts.broadcast.publish('operations.ended', { id: view.id, registrationId, tenantId });
    parts.broadcast.publish('registrations.changed', { id: registrationId });
    parts.broadcast.publish('tenants.changed', { id: tenantId });
    const actor = parts.actor();
    try {
      parts.operationLog.record(
        {
          operator: view.startedBy,
          role: actor?.operator === view.startedBy ? actor.role : null,
          action: `operation.${view.kind}`,
          subject: view.subject.label,
          subjectId: tenantId ?? registrationId,
          platform: actor?.platform ?? null,
          reason: null,
          params: { state: view.state, attempts: view.attempts },
        },
        {
          outcome: outcomeOf(view),
          durationMs: Date.parse(view.endedAt ?? view.createdAt) - Date.parse(view.createdAt),
          operationId: view.id,
          ...(view.error === null ? {} : { error: view.error }),
        },
      );
    } catch {
      // The platform's own journal has it; this computer's log is full or gone and says so at the next change.
    }
  };
  return (view) => {
    parts.broadcast.publish('operations.changed', view);
    if (isLiveState(view.state)) live.add(view.id);
    else if (live.delete(view.id)) ended(view);
  };
}
