import type { Package } from '../../../shared/domain/packages.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Session } from '../../access/session.ts';
import { createPackageAdmin } from '../../packages/package-admin.ts';
import type { Broadcast } from '../broadcast.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly broadcast: Broadcast;
}

export const createPackageHandlers = ({ session, broadcast }: Parts): AreaHandlers<'packages'> => {
  const admin = () => {
    const { layout, profile } = session.platform();
    return createPackageAdmin({ layout, settings: profile.settings, by: session.actor()?.operator ?? '' });
  };
  const named = (log: LogNotes, { id, names }: Package): void => log.subject({ label: names.tr, id });
  const changed = (id: Package['id'] | null): void => {
    broadcast.publish('packages.changed', { id });
    // Names and limits of packages stand in the list of tenants.
    broadcast.publish('tenants.changed', { id: null });
  };
  return {
    'packages.list': () => admin().list(),
    'packages.get': ({ id }) => admin().get(id),
    'packages.choices': () => admin().choices(),
    'packages.preview': (input) => admin().preview(input),
    'packages.create': async ({ definition }, { log }) => {
      const made = await admin().create(definition);
      named(log, made);
      log.after(made);
      changed(made.id);
      return { id: made.id };
    },
    'packages.change': async (input, { log }) => {
      const before = await admin().find(input.id);
      named(log, before);
      log.before(before);
      const after = await admin().change(input);
      log.after(after);
      changed(input.id);
      return { version: after.version };
    },
    'packages.setActive': async ({ id, expected, active }, { log }) => {
      const before = await admin().find(id);
      named(log, before);
      log.before({ active: before.active, version: before.version });
      if (before.version !== expected)
        throw new AppError('conflict', 'package.changed', { params: { name: before.names.tr } });
      const after = await admin().setActive(before, active);
      log.after({ active: after.active, version: after.version });
      changed(id);
      return { version: after.version };
    },
    'packages.reorder': async ({ order }, { log }) => {
      const placed = async () => ({
        order: (await admin().list()).map(({ names, order: place }) => `${place}. ${names.tr}`),
      });
      log.before(await placed());
      await admin().reorder(order);
      log.after(await placed());
      changed(null);
      return null;
    },
  };
};
