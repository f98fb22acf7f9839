import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { ProvisionDialog } from './provision-dialog.tsx';

interface ProvisionButtonProps {
  readonly row: RegistrationRow;
  /** In a row; else it is its card's primary button. */
  readonly small?: boolean;
}

export const ProvisionButton = ({ row, small = false }: ProvisionButtonProps) => {
  const { t } = useTranslation('registrations');
  const [open, setOpen] = useState(false);
  const guard = useGuard({ call: 'registrations.provision' });
  return (
    <>
      <GuardedButton
        guard={guard}
        size={small ? 'small' : 'medium'}
        {...(small ? {} : { variant: 'contained' as const, color: 'primary' as const })}
        icon={<Play size={small ? 13 : 14} strokeWidth={1.75} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('provision.button')}
      </GuardedButton>
      {open && <ProvisionDialog row={row} onClose={() => setOpen(false)} />}
    </>
  );
};
