import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '../../../shared/errors.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { ServerWordsLine } from '../../components/server-words.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';

interface MailWarningDialogProps {
  readonly company: string;
  readonly problem: AppErrorData;
  onClose(): void;
}

/** The registration is there; only its code has not gone out. */
export const MailWarningDialog = ({ company, problem, onClose }: MailWarningDialogProps) => {
  const { t } = useTranslation(['registrations', 'common']);
  const describe = useErrorText();
  const { title, body } = describe(problem);
  return (
    <DialogFrame
      open
      title={t('registrations:mailWarning.title', { company })}
      description={t('registrations:mailWarning.description')}
      onClose={onClose}
      actions={
        <Button variant="contained" color="primary" autoFocus onClick={onClose}>
          {t('common:close')}
        </Button>
      }
    >
      <InlineMessage
        tone="warn"
        title={title}
        body={
          <>
            {body} {t('registrations:mailWarning.next')}
            <ServerWordsLine words={problem.server} />
          </>
        }
      />
    </DialogFrame>
  );
};
