import type { Session } from '../../access/session.ts';
import type { Clock } from '../../clock.ts';
import { setUpOptions, startSetUp } from '../../tenants/start-set-up.ts';
import type { Broadcast } from '../broadcast.ts';
import type { AreaHandlers } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly broadcast: Broadcast;
  readonly clock: Pick<Clock, 'now'>;
}

export const createSetupHandlers = ({ session, broadcast, clock }: Parts): AreaHandlers<'setup'> => {
  const parts = () => {
    const { layout, engine, profile } = session.platform();
    return { layout, engine, settings: profile.settings, clock, by: session.actor()?.operator ?? '' };
  };
  return {
    'setup.options': ({ tenantId }) => setUpOptions(parts(), tenantId),
    'setup.start': async (input, { log }) => {
      const { tenant, operationId } = await startSetUp(parts(), input);
      log.subject({ label: tenant, id: input.tenantId });
      log.operation(operationId);
      broadcast.publish('tenants.changed', { id: input.tenantId });
      return { operationId };
    },
  };
};
