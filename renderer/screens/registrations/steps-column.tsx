import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useOnline } from '../../stores/reachability.ts';
import { isWorkedOn } from '../operations/operation-facts.ts';
import { OperationSteps } from '../operations/operation-steps.tsx';
import { timeSpent } from '../operations/past-durations.ts';
import { useNow } from '../operations/use-now.ts';

/** The newest operation's steps, with what they took together. */
export const StepsColumn = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('registrations');
  const format = useFormat();
  const online = useOnline();
  const working = isWorkedOn(operation) && online;
  const now = useNow(working);
  const time = format.duration(timeSpent(operation, working ? now : undefined));
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: 2 }}>
        <Box component="h2" sx={{ m: 0, flex: 1, fontSize: 13, lineHeight: '20px', fontWeight: 600 }}>
          {t(operation.kind === 'clean_up' ? 'steps.clean_up' : 'steps.provision')}
        </Box>
        <Box component="span" className="n" sx={{ fontSize: 12, color: 'ink.secondary' }}>
          {operation.attempts > 1 ? t('steps.attempt', { time, attempt: operation.attempts }) : time}
        </Box>
      </Box>
      <OperationSteps operation={operation} />
    </>
  );
};
