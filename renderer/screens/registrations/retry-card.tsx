import Button from '@mui/material/Button';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { ConfirmPopover } from '../../components/confirm-popover.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useFrame } from '../../stores/frame.ts';
import { useOperations } from '../../stores/operations.ts';
import { positionOf } from '../operations/operation-facts.ts';
import { pastDurations, remaining } from '../operations/past-durations.ts';
import { ChoiceCard } from './choice-card.tsx';

interface RetryCardProps {
  readonly row: RegistrationRow;
  /** Null where another program failed and left no journal: then all is looked at from the first step. */
  readonly operation: OperationView | null;
}

/** Goes on at the step that failed. */
export const RetryCard = ({ row, operation }: RetryCardProps) => {
  const { t } = useTranslation('registrations');
  const format = useFormat();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const list = useOperations((mirror) => mirror.list);
  const cleaning = operation?.kind === 'clean_up';
  const guard = useGuard({ call: cleaning ? 'registrations.cleanUp' : 'registrations.retry' });
  const retry = useChange('registrations.retry', {
    errors: 'here',
    onDone: ({ operationId }) => {
      setAnchor(null);
      openDrawer(operationId);
    },
  });
  const step = operation === null ? 1 : positionOf(operation).step;
  const usual = operation === null ? null : remaining(operation.steps, pastDurations(list, operation.kind), new Date());
  const kept = cleaning
    ? t('retry.cleaning')
    : operation === null
      ? t('retry.looks')
      : step === 1
        ? t('retry.keepsNothing')
        : t('retry.keeps', { count: step - 1 });
  const title = cleaning ? t('retry.cleaningTitle', { step }) : t('retry.title', { step });
  return (
    <ChoiceCard
      title={title}
      action={
        <GuardedButton
          guard={guard}
          variant="contained"
          color="primary"
          icon={<RotateCw size={14} strokeWidth={1.75} aria-hidden />}
          busy={retry.isPending}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {t('retry.button')}
        </GuardedButton>
      }
    >
      {kept} {usual !== null && t('retry.about', { time: format.about(usual) })}
      <ConfirmPopover
        anchor={anchor}
        title={t('retry.confirm', { company: row.companyName })}
        body={t('retry.confirmBody')}
        verb={t('retry.button')}
        busy={retry.isPending}
        error={retry.error}
        onConfirm={() => retry.mutate({ id: row.id })}
        onClose={() => {
          retry.reset();
          setAnchor(null);
        }}
      />
    </ChoiceCard>
  );
};

/** Its console is gone: who goes on reads first who held it, so the operation itself is opened. */
export const InterruptedCard = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('registrations');
  const openDrawer = useFrame((frame) => frame.openDrawer);
  return (
    <ChoiceCard
      title={t('interrupted.title', positionOf(operation))}
      action={
        <Button variant="contained" color="primary" onClick={() => openDrawer(operation.id)}>
          {t('interrupted.button')}
        </Button>
      }
    >
      {t('interrupted.body')}
    </ChoiceCard>
  );
};
