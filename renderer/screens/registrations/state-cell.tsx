import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { Chip } from '../../components/chip.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { registrationLook } from '../../components/status/registration-look.ts';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useOnline } from '../../stores/reachability.ts';
import { positionOf } from '../operations/operation-facts.ts';
import { timeSpent } from '../operations/past-durations.ts';
import type { Situation } from './situation.ts';

interface StateCellProps {
  readonly row: RegistrationRow;
  readonly operation: OperationView | null;
  readonly situation: Situation;
  readonly now: Date;
}

/** Where a registration stands, with the one number that belongs to it. */
export const StateCell = ({ row, operation, situation, now }: StateCellProps) => {
  const { t } = useTranslation('registrations');
  const format = useFormat();
  const online = useOnline();
  const ageOf = (iso: string | null): string | null =>
    iso === null ? null : format.age((now.getTime() - Date.parse(iso)) / 1000);
  switch (situation) {
    case 'provisioning':
    case 'cleaning_up':
      if (!online)
        return (
          <Chip glyph="ring-mark" tone="neutral" form="quiet">
            {t('state.unknown')}
          </Chip>
        );
      return operation === null ? (
        <StatusChip look={registrationLook('provisioning')} form="quiet" />
      ) : (
        <Running operation={operation} />
      );
    case 'interrupted':
      return (
        <Chip glyph="triangle" tone="warn" form="quiet">
          {t('state.interrupted', operation === null ? { step: 1 } : positionOf(operation))}
        </Chip>
      );
    case 'failed':
      return (
        <StatusChip
          look={registrationLook('failed')}
          form="quiet"
          {...(operation === null ? {} : { label: t('state.failedAt', positionOf(operation)) })}
        />
      );
    case 'clean_up_failed':
      return <StatusChip look={registrationLook('failed')} form="quiet" label={t('state.cleanUpFailed')} />;
    case 'pending_verification':
      return (
        <Beside chip={<StatusChip look={registrationLook(situation)} form="quiet" />} value={ageOf(row.createdAt)} />
      );
    case 'completed':
      return <Completed operation={operation} />;
    default:
      return <StatusChip look={registrationLook(situation)} form="quiet" />;
  }
};

const Beside = ({ chip, value }: { readonly chip: ReactNode; readonly value: ReactNode }) => (
  <>
    {chip}
    {value !== null && (
      <Box component="span" className="n" sx={{ fontSize: 12, color: 'ink.secondary', flex: 'none' }}>
        {value}
      </Box>
    )}
  </>
);

const Running = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('registrations');
  const format = useFormat();
  return (
    <>
      <Chip glyph="arc" tone="info" form="quiet">
        {operation.kind === 'clean_up'
          ? t('state.cleaningUp', positionOf(operation))
          : t('state.running', positionOf(operation))}
      </Chip>
      <ProgressBar
        fraction={operation.fraction}
        label={t('state.progress', { company: operation.subject.label })}
        width={54}
      />
      <Box component="span" className="n" sx={{ fontSize: 12, color: 'ink.secondary', flex: 'none' }}>
        {format.percent(operation.fraction)}
      </Box>
    </>
  );
};

const Completed = ({ operation }: { readonly operation: OperationView | null }) => {
  const format = useFormat();
  const describe = useErrorText();
  const chip = <StatusChip look={registrationLook('completed')} form="grid" />;
  if (operation === null || operation.kind !== 'provision' || operation.endedAt === null) return chip;
  const [warning] = operation.warnings;
  return (
    <Beside
      chip={chip}
      value={
        <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5 }}>
          {format.duration(timeSpent(operation))}
          {warning !== undefined && <StatusGlyph glyph="triangle" tone="warn" label={describe(warning).title} />}
        </Box>
      }
    />
  );
};
