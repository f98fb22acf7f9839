import { useTranslation } from 'react-i18next';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { SubmitActions } from '../../components/submit-actions.tsx';
import { useSucceed } from '../../stores/notices.ts';
import { OwnPasswordFields, useOwnPassword } from './own-password.tsx';

/** One's own password, after the present one was given. */
export const ChangePasswordDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation(['operators', 'common']);
  const succeed = useSucceed();
  const form = useOwnPassword(() => {
    succeed(t('operators:password.done'));
    onClose();
  });
  return (
    <DialogFrame
      open
      width={420}
      title={t('operators:password.title')}
      busy={form.busy}
      onSubmit={form.send}
      onClose={onClose}
      actions={<SubmitActions verb={t('operators:password.verb')} busy={form.busy} onClose={onClose} />}
    >
      <OwnPasswordFields form={form} currentLabel={t('operators:password.current')} />
    </DialogFrame>
  );
};
