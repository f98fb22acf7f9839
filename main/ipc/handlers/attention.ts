import type { Session } from '../../access/session.ts';
import type { Attention } from '../../attention/attention.ts';
import type { AreaHandlers } from '../handler.ts';

export const createAttentionHandlers = (parts: {
  session: Session;
  attention(): Attention;
}): AreaHandlers<'attention'> => {
  const { session, attention } = parts;
  return {
    'attention.list': () => attention().list(),
    'attention.look': ({ deep }) => attention().look({ deep }),
    'attention.remove': async (ask, { log }) => {
      const operationId = await attention().remove(ask, session.actor()?.operator ?? '');
      log.operation(operationId);
      return { operationId };
    },
  };
};
