import type { UserId } from '../../../shared/domain/ids.ts';
import { type PlatformUser, standingOf } from '../../../shared/domain/users.ts';
import type { Session } from '../../access/session.ts';
import type { Clock } from '../../clock.ts';
import { dayIn } from '../../tenants/days.ts';
import { sendUserLink } from '../../users/send-link.ts';
import { findUser, userDetail, usersOfTenant } from '../../users/tenant-users.ts';
import type { Broadcast } from '../broadcast.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly broadcast: Broadcast;
  readonly clock: Pick<Clock, 'now'>;
}

export const createUserHandlers = ({ session, broadcast, clock }: Parts): AreaHandlers<'users'> => {
  const layout = () => session.platform().layout;
  const by = (): string => session.actor()?.operator ?? '';
  const state = (user: PlatformUser) => ({ state: standingOf(user, clock.now().getTime()) });

  /** Names the user in the log entry, does it, and has every list of users read again, also where it failed half-way. */
  async function changing<T>(
    id: UserId,
    log: LogNotes,
    work: (user: PlatformUser) => Promise<{ readonly user: PlatformUser; readonly answer: T; readonly note?: object }>,
  ): Promise<T> {
    const before = await findUser(layout(), id);
    log.subject({ label: before.email, id });
    log.before(state(before));
    try {
      const { user, answer, note = {} } = await work(before);
      log.after({ ...state(user), ...note });
      return answer;
    } finally {
      broadcast.publish('tenants.changed', { id: before.tenant?.id ?? null });
    }
  }
  const sending = (id: UserId, log: LogNotes, action: 'reset_sent' | 'invitation_sent') =>
    changing(id, log, async (before) => {
      const { profile, mailer } = session.platform();
      const parts = { layout: layout(), settings: profile.settings, mailer, by: by() };
      const { sentTo, user } = await sendUserLink(parts, before, action);
      return { user, answer: { sentTo }, note: { linkSent: true } };
    });

  return {
    'users.search': (query) => layout().users.page(query),
    'users.ofTenant': ({ tenantId }) => {
      const { timeZone } = session.platform().profile.settings;
      return usersOfTenant({ layout: layout(), today: dayIn(timeZone, clock.now()) }, tenantId);
    },
    'users.get': ({ id }) => userDetail({ layout: layout() }, id),
    'users.disable': ({ id, reason }, { log }) =>
      changing(id, log, async () => {
        const changed = await layout().users.disable({ id, reason, by: by() });
        return { user: changed.user, answer: changed, note: { inTenant: changed.inTenant } };
      }),
    'users.enable': ({ id, reason }, { log }) =>
      changing(id, log, async () => {
        const changed = await layout().users.enable({ id, reason, by: by() });
        return { user: changed.user, answer: changed, note: { inTenant: changed.inTenant } };
      }),
    'users.unlock': ({ id }, { log }) =>
      changing(id, log, async () => {
        const user = await layout().users.unlock({ id, by: by() });
        return { user, answer: user };
      }),
    'users.sendReset': ({ id }, { log }) => sending(id, log, 'reset_sent'),
    'users.resendInvitation': ({ id }, { log }) => sending(id, log, 'invitation_sent'),
  };
};
