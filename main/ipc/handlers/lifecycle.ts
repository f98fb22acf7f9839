import type { TenantId } from '../../../shared/domain/ids.ts';
import type { Session } from '../../access/session.ts';
import type { FileDialogs } from '../../app/ports.ts';
import type { Clock } from '../../clock.ts';
import { writeFileAtomically } from '../../local/atomic-file.ts';
import type { ArchiveShelf } from '../../tenants/assurance.ts';
import { certificateJson } from '../../tenants/certificate.ts';
import { certificatePdf } from '../../tenants/certificate-pdf.ts';
import { createLifecycleOperations } from '../../tenants/lifecycle-operations.ts';
import type { Broadcast } from '../broadcast.ts';
import { dialogTitle } from '../dialog-titles.ts';
import type { AreaHandlers } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly dialogs: FileDialogs;
  readonly broadcast: Broadcast;
  readonly clock: Pick<Clock, 'now'>;
  readonly fileState: ArchiveShelf['fileState'];
}

export const createLifecycleHandlers = (parts: Parts): AreaHandlers<'lifecycle'> => {
  const { session, dialogs, broadcast, clock, fileState } = parts;
  const operator = () => {
    const email = session.actor()?.operator ?? '';
    return { email, name: session.operator()?.name ?? email };
  };
  const by = (): string => operator().email;
  const life = () => {
    const { layout, engine, profile } = session.platform();
    const { settings, systemIdentifier } = profile;
    return createLifecycleOperations({ layout, engine, settings, knownServer: systemIdentifier, fileState, clock });
  };
  const changed = (id: TenantId): void => broadcast.publish('tenants.changed', { id });

  return {
    'lifecycle.get': ({ id }) => life().get(id),
    'lifecycle.cancel': async (input, { log }) => {
      try {
        const { tenant, receipt } = await life().cancel(input, by());
        log.subject({ label: tenant, id: input.id });
        log.after({ lifecycle: 'cancelled', receipt });
        return { receipt };
      } finally {
        changed(input.id);
      }
    },
    'lifecycle.reactivate': async (input, { log }) => {
      try {
        const { tenant, receipt } = await life().reactivate(input, by());
        log.subject({ label: tenant, id: input.id });
        log.after({ lifecycle: 'active', receipt });
        return { receipt };
      } finally {
        // Active it may be even where opening the database failed.
        changed(input.id);
      }
    },
    'lifecycle.schedule': async (input, { log }) => {
      const { tenant, deleteAfter } = await life().schedule(input, by());
      log.subject({ label: tenant, id: input.id });
      log.after({ lifecycle: 'deletion_scheduled', deleteAfter });
      changed(input.id);
      return { deleteAfter };
    },
    'lifecycle.unschedule': async (input, { log }) => {
      const { tenant } = await life().unschedule(input, by());
      log.subject({ label: tenant, id: input.id });
      log.after({ lifecycle: 'cancelled' });
      changed(input.id);
      return null;
    },
    'lifecycle.plan': ({ id }) => life().plan(id),
    'lifecycle.delete': async (input, { log }) => {
      const { tenant, operationId } = await life().delete(input, operator());
      log.subject({ label: tenant, id: input.id });
      log.operation(operationId);
      changed(input.id);
      return { operationId };
    },
    'lifecycle.saveCertificate': async ({ id, format, language }, { log }) => {
      const certificate = await life().certificate(id);
      log.subject({ label: certificate.name, id });
      const content = format === 'json' ? certificateJson(certificate) : await certificatePdf(certificate, language);
      const path = await dialogs.saveFile({
        title: dialogTitle('saveCertificate', language),
        suggestedName: `${language === 'tr' ? 'silme belgesi' : 'certificate of deletion'} ${certificate.code}`,
        extension: format,
      });
      if (path === null) return null;
      await writeFileAtomically(path, (append) => append(content));
      return { file: path };
    },
    'lifecycle.rename': async (input, { log }) => {
      const { before, after } = await life().rename(input, by());
      log.subject({ label: after, id: input.id });
      log.before({ name: before });
      log.after({ name: after });
      changed(input.id);
      return null;
    },
    'lifecycle.checkCode': (input) => life().checkCode(input),
    'lifecycle.recode': async (input, { log }) => {
      const { tenant, operationId } = await life().recode(input, by());
      log.subject({ label: tenant, id: input.id });
      log.operation(operationId);
      changed(input.id);
      return { operationId };
    },
    'lifecycle.removeRedirect': async (input, { log }) => {
      const { tenant } = await life().removeRedirect(input, by());
      log.subject({ label: tenant, id: input.id });
      changed(input.id);
      return null;
    },
  };
};
