import type { OperatorRow } from '../../../shared/contract/operators.ts';
import { createOperatorAdmin } from '../../access/operator-admin.ts';
import type { PasswordHasher } from '../../access/password-hash.ts';
import type { Session } from '../../access/session.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

export const createOperatorHandlers = (parts: {
  session: Session;
  hasher: PasswordHasher;
}): AreaHandlers<'operators'> => {
  const { session } = parts;
  const admin = () =>
    createOperatorAdmin({
      operators: session.platform().layout.operators,
      hasher: parts.hasher,
      self: session.operator()?.id,
      by: session.actor()?.operator ?? null,
    });
  const note = (log: LogNotes, row: OperatorRow): void => {
    log.subject({ label: row.email, id: row.id });
    log.after({ role: row.role, state: row.state });
  };
  return {
    'operators.list': () => session.platform().layout.operators.list(),
    'operators.invite': async (input, { log }) => {
      const invitation = await admin().invite(input);
      note(log, invitation.operator);
      return invitation;
    },
    'operators.setRole': async ({ id, role }, { log }) => {
      const before = await admin().find(id);
      log.before({ role: before.role, state: before.state });
      const row = await admin().setRole(before, role);
      note(log, row);
      return row;
    },
    'operators.disable': async ({ id }, { log }) => {
      const before = await admin().find(id);
      log.before({ role: before.role, state: before.state });
      const row = await admin().setDisabled(before, true);
      note(log, row);
      return row;
    },
    'operators.enable': async ({ id }, { log }) => {
      const before = await admin().find(id);
      log.before({ role: before.role, state: before.state });
      const row = await admin().setDisabled(before, false);
      note(log, row);
      return row;
    },
    'operators.resetPassword': async ({ id }, { log }) => {
      const invitation = await admin().resetPassword(await admin().find(id));
      note(log, invitation.operator);
      return invitation;
    },
    'operators.changeOwnPassword': async ({ current, next }) => {
      await session.changePassword(current, next);
      return null;
    },
  };
};
