import { Ban, Database, Inbox, Mail, UserCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

const icons = { confirm: UserCheck, reject: Ban } as const;

interface DecideButtonProps {
  readonly row: RegistrationRow;
  /** `confirm`: the e-mail address is taken as checked. `reject`: the registration ends here. */
  readonly decision: 'confirm' | 'reject';
}

/** An operator decides about a registration, with a reason. */
export const DecideButton = ({ row, decision }: DecideButtonProps) => {
  const { t } = useTranslation('registrations');
  const [open, setOpen] = useState(false);
  const succeed = useSucceed();
  const guard = useGuard({ call: `registrations.${decision}` });
  const decide = useChange(`registrations.${decision}`, {
    errors: 'here',
    onDone: () => {
      setOpen(false);
      succeed(t(`${decision}.done`, { company: row.companyName }));
    },
  });
  const Icon = icons[decision];
  const consequences: Readonly<Record<typeof decision, ReadonlyArray<Consequence>>> = {
    confirm: [
      { icon: Mail, text: t('confirm.mail'), amount: row.email, kind: 'changed' },
      { icon: Inbox, text: t('confirm.ready'), kind: 'kept' },
    ],
    reject: [
      { icon: Ban, text: t('reject.ends'), kind: 'lost' },
      { icon: Mail, text: t('reject.noMail'), amount: row.email, kind: 'changed' },
      { icon: Database, text: t('reject.nothingMade'), kind: 'kept' },
    ],
  };
  return (
    <>
      <GuardedButton
        guard={guard}
        color={decision === 'reject' ? 'error' : 'inherit'}
        icon={<Icon size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t(`${decision}.button`)}
      </GuardedButton>
      <ConfirmDialog
        open={open}
        level={2}
        title={t(`${decision}.title`, { company: row.companyName })}
        description={t(`${decision}.description`)}
        consequences={consequences[decision]}
        asksReason
        verb={t(`${decision}.verb`)}
        verbIcon={<Icon size={14} strokeWidth={1.75} aria-hidden />}
        busy={decide.isPending}
        error={decide.error}
        onConfirm={({ reason }) => decide.mutate({ id: row.id, reason })}
        onClose={() => {
          decide.reset();
          setOpen(false);
        }}
      />
    </>
  );
};
