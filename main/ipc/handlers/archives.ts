import type { ArchiveId, OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Session } from '../../access/session.ts';
import type { FileDialogs } from '../../app/ports.ts';
import { type ArchiveOperations, createArchiveOperations } from '../../archives/archive-operations.ts';
import { archiveRow } from '../../archives/archive-row.ts';
import { isFolder } from '../../archives/files.ts';
import { planBackup } from '../../archives/plan-backup.ts';
import { findBackup } from '../../archives/plan-restore.ts';
import type { Clock } from '../../clock.ts';
import type { OpenPlatform } from '../../connections/open-platform.ts';
import type { ChosenFolders } from '../../local/chosen-folders.ts';
import type { Broadcast } from '../broadcast.ts';
import { dialogTitle } from '../dialog-titles.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly dialogs: FileDialogs;
  readonly broadcast: Broadcast;
  readonly folders: ChosenFolders;
  readonly machine: string;
  readonly clock: Clock;
}

export const createArchiveHandlers = (parts: Parts): AreaHandlers<'archives'> => {
  const { session, broadcast, folders, machine, clock } = parts;
  const by = (): string => session.actor()?.operator ?? '';
  const layout = () => session.platform().layout;

  // As long as a platform is open: what a plan has shown is what is made.
  const operationsOf = new WeakMap<OpenPlatform, ArchiveOperations>();
  function operations(): ArchiveOperations {
    const platform = session.platform();
    const known = operationsOf.get(platform);
    if (known !== undefined) return known;
    const { layout: open, engine, profile } = platform;
    const made = createArchiveOperations({ layout: open, engine, settings: profile.settings, machine, clock });
    operationsOf.set(platform, made);
    return made;
  }

  const changed = (tenantId: TenantId | null): void => {
    broadcast.publish('archives.changed', { tenantId });
    broadcast.publish('tenants.changed', { id: tenantId });
  };
  async function subjectOfTenant(id: TenantId, log: LogNotes): Promise<void> {
    const tenant = await layout().tenants.find(id);
    if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
    log.subject({ label: tenant.name, id });
  }
  async function subjectOfArchive(id: ArchiveId, log: LogNotes): Promise<TenantId> {
    const { tenantId, tenantName, purpose, madeAt } = await findBackup({ layout: layout() }, id);
    log.subject({ label: tenantName, id: tenantId });
    log.before({ purpose, madeAt });
    return tenantId;
  }
  const begun = (operationId: OperationId, tenantId: TenantId | null, log: LogNotes) => {
    log.operation(operationId);
    changed(tenantId);
    return { operationId };
  };

  return {
    'archives.list': async ({ tenantId }) => {
      const found = await layout().archives.list(tenantId);
      return Promise.all(found.map((archive) => archiveRow(archive, machine)));
    },
    'archives.plan': async ({ tenants }) => {
      const { layout: open, engine } = session.platform();
      const folder = folders.last();
      const there = folder !== null && (await isFolder(folder)) ? folder : null;
      return planBackup({ layout: open, engine }, tenants, there);
    },
    'archives.chooseFolder': async ({ language }) => {
      const folder = await parts.dialogs.openFolder({ title: dialogTitle('backupFolder', language) });
      if (folder === null) return null;
      folders.choose(folder);
      return { folder };
    },
    'archives.backUp': async (input, { log }) => {
      folders.require(input.folder);
      const [only] = input.tenants;
      const tenantId = input.tenants.length === 1 && only !== undefined ? only : null;
      if (tenantId !== null) await subjectOfTenant(tenantId, log);
      else log.subject({ label: String(input.tenants.length), id: null });
      return begun(await operations().backUp(input, by()), tenantId, log);
    },
    'archives.verify': async ({ id }, { log }) => {
      const tenantId = await subjectOfArchive(id, log);
      return begun(await operations().verify(id, by()), tenantId, log);
    },
    'archives.export': async (input, { log }) => {
      folders.require(input.folder);
      await subjectOfTenant(input.tenantId, log);
      return begun(await operations().export(input, by()), input.tenantId, log);
    },
    'archives.planRestore': ({ id }) => operations().planRestore(id),
    'archives.restoreBeside': async ({ id }, { log }) => {
      const tenantId = await subjectOfArchive(id, log);
      return begun(await operations().restoreBeside(id, by()), tenantId, log);
    },
    'archives.checkNewNames': (input) => operations().checkNewNames(input),
    'archives.restoreAsNew': async (input, { log }) => {
      await subjectOfArchive(input.id, log);
      const { operationId, tenantId } = await operations().restoreAsNew(input, by());
      log.after({ tenantId, code: input.code });
      return begun(operationId, tenantId, log);
    },
  };
};
