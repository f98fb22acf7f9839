import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { DeletionPlan } from '../../../shared/contract/lifecycle.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useFormat } from '../../i18n/use-format.ts';

/** Why deleting may not begin now, if it may not: seen before everything else. */
export const Obstacles = ({ plan }: { readonly plan: DeletionPlan }) => {
  const { t } = useTranslation('lifecycle');
  const format = useFormat();
  const date = plan.deleteAfter === null ? '' : format.day(plan.deleteAfter);
  if (plan.obstacles.length === 0) return null;
  return (
    <Box sx={{ mt: 2 }}>
      <InlineMessage
        tone="warn"
        title={t('delete.cannot')}
        body={plan.obstacles.map((obstacle) => <div key={obstacle}>{t(`delete.obstacle.${obstacle}`, { date })}</div>)}
      />
    </Box>
  );
};
