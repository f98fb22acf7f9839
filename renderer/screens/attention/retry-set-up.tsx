import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationId } from '../../../shared/domain/ids.ts';
import { registrationActions } from '../../../shared/domain/lifecycle.ts';
import { ConfirmPopover } from '../../components/confirm-popover.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useFrame } from '../../stores/frame.ts';

/** Goes on with a set-up that nobody works on, where its registration says that this is possible. */
export const RetrySetUp = ({ registrationId }: { readonly registrationId: RegistrationId }) => {
  const { t } = useTranslation('attention');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const guard = useGuard({ call: 'registrations.retry' });
  const registration = useCall('registrations.get', { id: registrationId }).data;
  const retry = useChange('registrations.retry', {
    errors: 'here',
    onDone: ({ operationId }) => {
      setAnchor(null);
      openDrawer(operationId);
    },
  });
  if (registration === undefined) return null;
  const { state, operation, companyName } = registration;
  if (!registrationActions(state).retry && operation?.canResume !== true) return null;
  return (
    <>
      <GuardedButton
        guard={guard}
        icon={<RotateCw size={14} strokeWidth={1.75} aria-hidden />}
        busy={retry.isPending}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('way.retry')}
      </GuardedButton>
      <ConfirmPopover
        anchor={anchor}
        title={t('way.retryTitle', { name: companyName })}
        body={t('way.retryBody')}
        verb={t('way.retry')}
        busy={retry.isPending}
        error={retry.error}
        onConfirm={() => retry.mutate({ id: registrationId })}
        onClose={() => {
          retry.reset();
          setAnchor(null);
        }}
      />
    </>
  );
};
