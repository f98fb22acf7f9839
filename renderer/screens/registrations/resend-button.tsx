import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import { ConfirmPopover } from '../../components/confirm-popover.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

interface ResendButtonProps {
  readonly row: RegistrationRow;
  /** As text, in a row. */
  readonly quiet?: boolean;
}

/** Sends the company a new six-digit code. */
export const ResendButton = ({ row, quiet = false }: ResendButtonProps) => {
  const { t } = useTranslation('registrations');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const succeed = useSucceed();
  const guard = useGuard({ call: 'registrations.resendCode' });
  const resend = useChange('registrations.resendCode', {
    errors: 'here',
    onDone: ({ sentTo }) => {
      setAnchor(null);
      succeed(t('resend.done', { email: sentTo }));
    },
  });
  return (
    <>
      <GuardedButton
        guard={guard}
        size={quiet ? 'small' : 'medium'}
        variant={quiet ? 'text' : 'outlined'}
        icon={quiet ? undefined : <Send size={14} strokeWidth={1.75} aria-hidden />}
        busy={resend.isPending}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {quiet ? t('resend.verb') : t('resend.button')}
      </GuardedButton>
      <ConfirmPopover
        anchor={anchor}
        title={t('resend.title')}
        body={t('resend.body', { email: row.email })}
        verb={t('resend.verb')}
        busy={resend.isPending}
        error={resend.error}
        onConfirm={() => resend.mutate({ id: row.id })}
        onClose={() => {
          resend.reset();
          setAnchor(null);
        }}
      />
    </>
  );
};
