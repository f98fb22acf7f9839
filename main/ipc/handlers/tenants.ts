import type { TenantId } from '../../../shared/domain/ids.ts';
import { isLiveState, waitsForPerson } from '../../../shared/domain/operations.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Session } from '../../access/session.ts';
import type { FileDialogs } from '../../app/ports.ts';
import type { Clock } from '../../clock.ts';
import type { OperationLog } from '../../local/operation-log.ts';
import { activationSkips } from '../../modules/start-activation.ts';
import { type SecretStore, tenantSecretKey } from '../../secrets/secret-store.ts';
import { tenantActivity } from '../../tenants/activity.ts';
import { holdMany, planBulk, releaseMany } from '../../tenants/bulk-plan.ts';
import { exportTenants } from '../../tenants/export-csv.ts';
import { putHold, releaseHold } from '../../tenants/hold.ts';
import type { Broadcast } from '../broadcast.ts';
import { dialogTitle } from '../dialog-titles.ts';
import type { AreaHandlers } from '../handler.ts';

/** As many as one selection may hold. */
const longestSelection = 500;

interface Parts {
  readonly session: Session;
  readonly operationLog: Pick<OperationLog, 'list'>;
  readonly secrets: () => Promise<SecretStore>;
  readonly dialogs: FileDialogs;
  readonly broadcast: Broadcast;
  readonly today: () => string;
  readonly clock: Pick<Clock, 'now'>;
}

export const createTenantHandlers = (parts: Parts): AreaHandlers<'tenants'> => {
  const { session, broadcast } = parts;
  const layout = () => session.platform().layout;
  const holdParts = () => ({ ...session.platform(), by: session.actor()?.operator ?? '' });
  const bulkParts = () => {
    const { layout: open, engine } = session.platform();
    return { layout: open, engine, now: parts.clock.now(), by: session.actor()?.operator ?? '' };
  };
  async function find(id: TenantId) {
    const tenant = await layout().tenants.find(id);
    if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
    return tenant;
  }
  return {
    'tenants.list': (query) => layout().tenants.page(query),
    'tenants.totals': ({ filter }) => layout().tenants.totals(filter),
    'tenants.viewCounts': () => layout().tenants.viewCounts(),
    'tenants.get': async ({ id }) => {
      const [tenant, newest] = await Promise.all([find(id), session.platform().engine.list(0)]);
      const unended = newest.filter(({ subject }) => subject.tenantId === id);
      const running = unended.find(({ state }) => isLiveState(state));
      return {
        ...tenant,
        runningOperation: running?.id ?? null,
        unendedOperation: (running ?? unended.find(({ state }) => waitsForPerson(state)))?.id ?? null,
      };
    },
    'tenants.database': async ({ id }) => {
      const { databaseName } = await find(id);
      if (databaseName === null) throw new AppError('not_found', 'tenant.no_database');
      const { storage, server } = layout();
      const info = await storage.inspect({ id, database: databaseName });
      const kept = await (await parts.secrets()).get(tenantSecretKey(server.systemIdentifier, id));
      return { ...info, passwordKept: kept !== undefined };
    },
    'tenants.activity': ({ id }) => tenantActivity({ ...session.platform(), log: parts.operationLog }, id),
    'tenants.hold': async (input, { log }) => {
      const { tenant, hold, receipt } = await putHold(holdParts(), input);
      log.subject({ label: tenant, id: input.id });
      log.after({ hold: hold.id, receipt });
      broadcast.publish('tenants.changed', { id: input.id });
      return { hold, receipt };
    },
    'tenants.release': async (input, { log }) => {
      try {
        const { tenant, hold, receipt } = await releaseHold(holdParts(), input);
        log.subject({ label: tenant, id: input.id });
        log.after({ hold: hold.id, receipt });
        return { hold, receipt };
      } finally {
        // Lifted it may be even where opening the database failed.
        broadcast.publish('tenants.changed', { id: input.id });
      }
    },
    'tenants.ids': ({ filter, sort }) => layout().tenants.ids(filter, sort, longestSelection),
    'tenants.planBulk': ({ tenants, action }) => {
      const { layout: open, profile } = session.platform();
      const moduleSkips = activationSkips({ layout: open, settings: profile.settings, clock: parts.clock });
      return planBulk({ ...bulkParts(), moduleSkips }, tenants, action);
    },
    'tenants.holdMany': async (input, { log }) => {
      const operationId = await holdMany(bulkParts(), input);
      log.operation(operationId);
      return { operationId };
    },
    'tenants.releaseMany': async (input, { log }) => {
      const operationId = await releaseMany(bulkParts(), input);
      log.operation(operationId);
      return { operationId };
    },
    'tenants.exportCsv': async ({ language, ...query }, { signal, log }) => {
      const { layout: open, profile } = session.platform();
      const path = await parts.dialogs.saveFile({
        title: dialogTitle('exportTenants', language),
        suggestedName: `${profile.settings.name} ${language === 'tr' ? 'kiracılar' : 'tenants'} ${parts.today()}`,
        extension: 'csv',
      });
      if (path === null) return null;
      const rows = await exportTenants(open.tenants, { ...query, language, path, signal });
      log.after({ rows });
      return { file: path, rows };
    },
  };
};
