import { AppError } from '../../../shared/errors.ts';
import type { FileDialogs } from '../../app/ports.ts';
import { exportLog } from '../../local/export-log.ts';
import type { OperationLog } from '../../local/operation-log.ts';
import { dialogTitle } from '../dialog-titles.ts';
import type { AreaHandlers } from '../handler.ts';

interface Parts {
  readonly operationLog: OperationLog;
  readonly dialogs: FileDialogs;
  readonly today: () => string;
}

export const createLogHandlers = ({ operationLog, dialogs, today }: Parts): AreaHandlers<'log'> => ({
  'log.list': async (query) => operationLog.list(query),
  'log.get': async ({ seq }) => {
    const entry = operationLog.get(seq);
    if (entry === undefined) throw new AppError('not_found', 'log.not_found');
    return entry;
  },
  'log.choices': async () => operationLog.choices(),
  'log.exportCsv': async ({ filter, language }, { signal, log }) => {
    const path = await dialogs.saveFile({
      title: dialogTitle('exportLog', language),
      suggestedName: `${language === 'tr' ? 'işlem kaydı' : 'operation log'} ${today()}`,
      extension: 'csv',
    });
    if (path === null) return null;
    const rows = await exportLog(operationLog, { path, filter, language, signal });
    log.after({ rows });
    return { file: path, rows };
  },
});
