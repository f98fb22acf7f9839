import type { TenantId } from '../../../shared/domain/ids.ts';
import type { Session } from '../../access/session.ts';
import { isFolder } from '../../archives/files.ts';
import type { Clock } from '../../clock.ts';
import type { ChosenFolders } from '../../local/chosen-folders.ts';
import { moduleCatalog } from '../../modules/catalog.ts';
import { deactivateModule, planDeactivation } from '../../modules/deactivate.ts';
import { modulesOfTenant } from '../../modules/of-tenant.ts';
import { planActivation } from '../../modules/plan-activation.ts';
import { startActivation } from '../../modules/start-activation.ts';
import { planPurge, startPurge } from '../../modules/start-purge.ts';
import type { Broadcast } from '../broadcast.ts';
import type { AreaHandlers } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly broadcast: Broadcast;
  readonly folders: ChosenFolders;
  readonly machine: string;
  readonly clock: Pick<Clock, 'now'>;
}

export const createModuleHandlers = ({
  session,
  broadcast,
  folders,
  machine,
  clock,
}: Parts): AreaHandlers<'modules'> => {
  const open = () => {
    const { layout, engine, profile } = session.platform();
    return { layout, engine, settings: profile.settings, clock, machine, by: session.actor()?.operator ?? '' };
  };
  const changed = (id: TenantId | null): void => broadcast.publish('tenants.changed', { id });

  return {
    'modules.catalog': () => moduleCatalog(open().layout),
    'modules.ofTenant': ({ id }) => modulesOfTenant(open(), id),
    'modules.planActivate': (asked) => planActivation(open(), asked),
    'modules.planDeactivate': (asked) => planDeactivation(open(), asked),
    'modules.activate': async (asked, { log }) => {
      const { label, operationId } = await startActivation(open(), asked);
      const [only] = asked.tenants;
      const id = asked.tenants.length === 1 ? (only ?? null) : null;
      log.subject({ label, id });
      log.operation(operationId);
      changed(id);
      return { operationId };
    },
    'modules.deactivate': async (asked, { log }) => {
      const { tenant, before, after } = await deactivateModule(open(), asked);
      log.subject({ label: tenant, id: asked.id });
      log.before({ modules: before });
      log.after({ modules: after });
      changed(asked.id);
      return null;
    },
    'modules.planPurge': async (asked) => {
      const folder = folders.last();
      const there = folder !== null && (await isFolder(folder)) ? folder : null;
      return { ...(await planPurge(open(), asked)), folder: there };
    },
    'modules.purge': async (asked, { log }) => {
      folders.require(asked.folder);
      const { tenant, operationId } = await startPurge(open(), asked);
      log.subject({ label: tenant, id: asked.id });
      log.operation(operationId);
      changed(asked.id);
      return { operationId };
    },
  };
};
