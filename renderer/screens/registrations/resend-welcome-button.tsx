import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationId } from '../../../shared/domain/ids.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import type { ProvisioningStep } from '../../../shared/domain/provisioning.ts';
import { ConfirmPopover } from '../../components/confirm-popover.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

const mailStep: ProvisioningStep = 'sending_welcome_email';

/** Sends the welcome mail that a provisioning could not send. Draws nothing where it was sent. */
export const ResendWelcomeButton = ({ operation }: { readonly operation: OperationView }) => {
  const { kind, state, steps, subject } = operation;
  const unsent = steps.some((step) => step.name === mailStep && step.state === 'warned');
  if (kind !== 'provision' || state !== 'succeeded' || !unsent || subject.registrationId === null) return null;
  return <Resend registrationId={subject.registrationId} />;
};

const Resend = ({ registrationId }: { readonly registrationId: RegistrationId }) => {
  const { t } = useTranslation('registrations');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const succeed = useSucceed();
  const guard = useGuard({ call: 'registrations.resendWelcome' });
  const resend = useChange('registrations.resendWelcome', {
    errors: 'here',
    onDone: ({ sentTo }) => {
      setAnchor(null);
      succeed(t('welcome.done', { email: sentTo }));
    },
  });
  return (
    <>
      <GuardedButton
        guard={guard}
        icon={<Send size={14} strokeWidth={1.75} aria-hidden />}
        busy={resend.isPending}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('welcome.button')}
      </GuardedButton>
      <ConfirmPopover
        anchor={anchor}
        title={t('welcome.title')}
        body={t('welcome.body')}
        verb={t('welcome.verb')}
        busy={resend.isPending}
        error={resend.error}
        onConfirm={() => resend.mutate({ id: registrationId })}
        onClose={() => {
          resend.reset();
          setAnchor(null);
        }}
      />
    </>
  );
};
