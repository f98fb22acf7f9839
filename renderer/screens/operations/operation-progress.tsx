import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { isWorkedOn, positionOf } from './operation-facts.ts';
import { type PastDurations, timeLeft, timeSpent } from './past-durations.ts';
import { useNow } from './use-now.ts';
import { useOperationLook } from './use-operation-look.ts';
import { useStepPhrase } from './use-step-phrase.ts';

interface OperationProgressProps {
  readonly operation: OperationView;
  readonly past: PastDurations;
}

/** Percent, step, time spent and about the time left, over the bar. */
export const OperationProgress = ({ operation, past }: OperationProgressProps) => {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const nameOf = useStepPhrase();
  const seen = useOperationLook()(operation);
  const working = isWorkedOn(operation) && seen.known;
  const now = useNow(working);
  const { amount } = operation;
  const { step, of } = positionOf(operation);
  const spent = format.duration(timeSpent(operation, working ? now : undefined));
  const left = working ? timeLeft(operation, past, now) : null;
  const tone = working || operation.state === 'succeeded' ? 'info' : seen.look.tone;
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: 1.5 }}>
        <Box component="span" className="n" sx={{ fontSize: 22, lineHeight: '28px', fontWeight: 600 }}>
          {format.percent(operation.fraction)}
        </Box>
        <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
          {operation.currentStep === null
            ? t('progress.steps', { of })
            : t('progress.step', { step, of, name: nameOf(operation.currentStep) })}
          {amount !== null && working && (
            <Box component="span" className="n" sx={{ display: 'block', fontSize: 12, color: 'ink.secondary' }}>
              {t('progress.amount', { bytes: format.bytes(amount.bytes), of: format.bytes(amount.of) })}
            </Box>
          )}
        </Box>
        {seen.known && (
          <Box component="span" className="n" sx={{ fontSize: 12, color: 'ink.secondary', flex: 'none' }}>
            {left === null ? spent : t('progress.spentAndLeft', { spent, left: format.about(left) })}
          </Box>
        )}
      </Box>
      <ProgressBar fraction={operation.fraction} label={t('progress.label')} tone={tone} height={6} />
    </Box>
  );
};
