import { Eraser } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { CleanUpPreview, RegistrationRow } from '../../../shared/contract/registrations.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Mono } from '../../components/mono.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useCall } from '../../ipc/use-call.ts';
import { ChoiceCard } from './choice-card.tsx';
import { CleanUpDialog } from './clean-up-dialog.tsx';

/** Removes what the failed run left, so that it can begin anew. */
export const CleanUpCard = ({ row }: { readonly row: RegistrationRow }) => {
  const { t } = useTranslation('registrations');
  const describe = useErrorText();
  const [open, setOpen] = useState(false);
  const { forbidden } = useGuard({ call: 'registrations.previewCleanUp' });
  const preview = useCall('registrations.previewCleanUp', { id: row.id }, { enabled: !forbidden });
  const refusal = preview.data?.refusal ?? null;
  const guard = useGuard({
    call: 'registrations.cleanUp',
    state: refusal === null ? null : describe(refusal).title,
  });
  return (
    <ChoiceCard
      title={t('cleanUp.cardTitle')}
      action={
        <GuardedButton
          guard={guard}
          color="error"
          icon={<Eraser size={14} strokeWidth={1.75} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t('cleanUp.button')}
        </GuardedButton>
      }
    >
      {refusal !== null ? describe(refusal).title : <Remains removes={preview.data?.removes} />} {t('cleanUp.stays')}
      <CleanUpDialog registration={row} open={open} onClose={() => setOpen(false)} />
    </ChoiceCard>
  );
};

const Remains = ({ removes }: { readonly removes: CleanUpPreview['removes'] | undefined }): ReactNode => {
  const { t } = useTranslation('registrations');
  if (removes === undefined) return t('cleanUp.removesWhatIsLeft');
  const parts: ReadonlyArray<string> = [
    ...(removes.subscriptions > 0 ? [t('cleanUp.part.subscription')] : []),
    ...(removes.owner === null ? [] : [t('cleanUp.part.owner')]),
    ...(removes.tenant === null ? [] : [t('cleanUp.part.tenant')]),
    ...(removes.database === null ? [] : [t('cleanUp.part.database')]),
    ...(removes.role === null ? [] : [t('cleanUp.part.role')]),
  ];
  if (parts.length === 0) return t('cleanUp.nothingLeft');
  const name = removes.database?.name ?? removes.role ?? removes.tenant ?? '';
  return (
    <Trans t={t} i18nKey="cleanUp.removes" values={{ parts: parts.join(', '), name }} components={{ mono: <Mono /> }} />
  );
};
