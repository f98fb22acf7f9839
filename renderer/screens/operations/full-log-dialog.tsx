import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { LogLines } from './log-lines.tsx';
import { logText, useOperationLog } from './use-operation-log.ts';

interface FullLogDialogProps {
  readonly operation: OperationView | null;
  onClose(): void;
}

/** Everything that the journal holds of one operation. */
export const FullLogDialog = ({ operation, onClose }: FullLogDialogProps) => {
  const { t } = useTranslation(['operations', 'status', 'common']);
  const linesOf = useOperationLog();
  if (operation === null) return null;
  const lines = linesOf(operation);
  return (
    <DialogFrame
      open
      width={820}
      title={t('operations:fullLog.title', { subject: operation.subject.label })}
      description={t(`status:operationKind.${operation.kind}`)}
      note={t('operations:fullLog.id', { id: operation.id })}
      onClose={onClose}
      actions={
        <>
          <CopyButton text={logText(lines)} label={t('operations:fullLog.what')} words={t('common:copy')} />
          <Button onClick={onClose} autoFocus>
            {t('common:close')}
          </Button>
        </>
      }
    >
      <LogLines lines={lines} />
    </DialogFrame>
  );
};
