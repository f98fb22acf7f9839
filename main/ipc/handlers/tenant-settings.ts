import type { TenantId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Session } from '../../access/session.ts';
import type { Clock } from '../../clock.ts';
import { createTenantSettingsAdmin } from '../../tenants/tenant-settings.ts';
import type { Broadcast } from '../broadcast.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly broadcast: Broadcast;
  readonly clock: Pick<Clock, 'now'>;
}

export const createTenantSettingsHandlers = (parts: Parts): AreaHandlers<'tenantSettings'> => {
  const { session, broadcast, clock } = parts;
  const admin = () => {
    const { layout, profile } = session.platform();
    return createTenantSettingsAdmin({
      ...{ layout, settings: profile.settings, clock },
      by: session.actor()?.operator ?? '',
    });
  };
  const named = async (log: LogNotes, id: TenantId): Promise<void> => {
    const { name } = await admin().find(id);
    log.subject({ label: name, id });
  };
  return {
    'tenantSettings.get': ({ tenantId }) => admin().get(tenantId),
    'tenantSettings.taxNumber': async ({ tenantId }, { log }) => {
      await named(log, tenantId);
      return { taxNumber: await admin().taxNumber(tenantId) };
    },
    'tenantSettings.save': async ({ tenantId, ...wanted }, { log }) => {
      await named(log, tenantId);
      log.before(await admin().stored(tenantId));
      log.after(await admin().save(tenantId, wanted));
      broadcast.publish('tenants.changed', { id: tenantId });
      return null;
    },
    'tenantSettings.setOverride': async ({ tenantId, ...override }, { log }) => {
      await named(log, tenantId);
      log.before(await admin().override(tenantId, override.key));
      log.after(await admin().setOverride(tenantId, override));
      broadcast.publish('tenants.changed', { id: tenantId });
      return null;
    },
    'tenantSettings.clearOverride': async ({ tenantId, key }, { log }) => {
      await named(log, tenantId);
      const before = await admin().override(tenantId, key);
      log.before(before);
      if (before === null) throw new AppError('conflict', 'limit.no_override');
      await admin().clearOverride(tenantId, key);
      log.after(null);
      broadcast.publish('tenants.changed', { id: tenantId });
      return null;
    },
  };
};
