import { Eraser } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
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
  const { t, i18n } = useTranslation('registrations');
  if (removes === undefined) return t('cleanUp.removesWhatIsLeft');
  const { subscriptions, owner, tenant, database, role } = removes;
  const parts: ReadonlyArray<{ readonly text: string; readonly name?: string }> = [
    ...(subscriptions > 0 ? [{ text: t('cleanUp.part.subscription') }] : []),
    ...(owner === null ? [] : [{ text: t('cleanUp.part.owner') }]),
    ...(tenant === null ? [] : [{ text: t('cleanUp.part.tenant') }]),
    ...(database === null ? [] : [{ text: t('cleanUp.part.database'), name: database.name }]),
    ...(role === null ? [] : [{ text: t('cleanUp.part.role'), name: role }]),
  ];
  if (parts.length === 0) return t('cleanUp.nothingLeft');
  const pieces = new Intl.ListFormat(i18n.language).formatToParts(parts.map(({ text }) => text));
  const names = parts.map(({ name }) => name);
  return (
    <>
      {t('cleanUp.removesBefore')}{' '}
      {pieces.map(({ type, value }, index) => {
        const name = type === 'element' ? names.shift() : undefined;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence, always in this order
          <Fragment key={index}>
            {value}
            {name !== undefined && (
              <>
                {' '}
                <Mono>{name}</Mono>
              </>
            )}
          </Fragment>
        );
      })}
      .
    </>
  );
};
