import type { Session } from '../../access/session.ts';
import type { AreaHandlers } from '../handler.ts';

export const createSessionHandlers = ({ session }: { session: Session }): AreaHandlers<'session'> => ({
  'session.current': async () => session.current(),
  'session.open': ({ profileId }) => session.open(profileId),
  'session.signIn': (input) => session.signIn(input),
  'session.createFirstOperator': (input) => session.createFirstOperator(input),
  'session.signOut': () => session.signOut(),
  'session.lock': async () => session.lock(),
  'session.resume': ({ password }) => session.resume(password),
  'session.unlockWrites': ({ minutes }) => session.unlockWrites(minutes),
  'session.lockWrites': () => session.lockWrites(),
  'session.stepUp': ({ password }) => session.stepUp(password),
  'session.ping': () => session.platform().reachability.check(),
  'session.touch': async () => {
    session.touch();
    return null;
  },
});
