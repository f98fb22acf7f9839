import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { hasEnded, positionOf } from './operation-facts.ts';
import { timeSpent } from './past-durations.ts';
import { useOperationLook } from './use-operation-look.ts';
import { useStepPhrase } from './use-step-phrase.ts';

interface OperationRowProps {
  readonly operation: OperationView;
  readonly now: Date;
  onOpen(): void;
}

const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

/** One operation in the drawer's list. */
export const OperationRow = ({ operation, now, onOpen }: OperationRowProps) => {
  const { t } = useTranslation(['operations', 'status']);
  const format = useFormat();
  const nameOf = useStepPhrase();
  const describe = useErrorText();
  const { look, label, known } = useOperationLook()(operation);
  const ended = hasEnded(operation);
  const when = format.relative(operation.endedAt ?? operation.createdAt, now);
  const position = positionOf(operation);
  const where =
    operation.currentStep === null
      ? format.duration(timeSpent(operation))
      : t('operations:row.step', { ...position, name: nameOf(operation.currentStep) });
  return (
    <ButtonBase
      onClick={onOpen}
      sx={{
        display: 'block',
        width: '100%',
        px: '18px',
        py: '9px',
        textAlign: 'left',
        font: 'inherit',
        borderBottom: '1px solid',
        borderColor: 'line.subtle',
        '&:hover': { bgcolor: 'surface.hover' },
        '&.Mui-focusVisible': { outlineOffset: -2 },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Box component="span" sx={{ ...cut, flex: 1, minWidth: 0, fontSize: 13, lineHeight: '20px', fontWeight: 500 }}>
          {operation.subject.label}
        </Box>
        <StatusChip look={look} form="quiet" label={label} />
      </Box>
      <Box sx={{ display: 'flex', gap: 2, fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
        <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
          {t(`status:operationKind.${operation.kind}`)}, {where}
        </Box>
        <Box component="span" className="n" sx={{ flex: 'none', color: 'ink.tertiary' }}>
          {known && !ended && operation.state === 'running' ? format.percent(operation.fraction) : when}
        </Box>
      </Box>
      {!ended && operation.error !== null && (
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'status.danger.text' }}>
          {describe(operation.error).title}
        </Box>
      )}
      {!ended && (
        <Box sx={{ mt: 1.5 }}>
          <ProgressBar
            fraction={operation.fraction}
            label={t('operations:progress.of', { subject: operation.subject.label })}
            tone={known ? look.tone : 'neutral'}
          />
        </Box>
      )}
    </ButtonBase>
  );
};
