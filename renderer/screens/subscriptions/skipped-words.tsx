import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { subscriptionStates } from '../../../shared/domain/subscriptions.ts';
import type { AppErrorData } from '../../../shared/errors.ts';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';

/** Why one of many is left out. */
export const SkippedWords = ({ why }: { readonly why: AppErrorData }) => {
  const { t } = useTranslation(['subscriptions', 'status']);
  const describe = useErrorText();
  const state = subscriptionStates.find((one) => one === why.params['from']);
  const said =
    why.key === 'subscription.wrong_state' && state !== undefined
      ? t('subscriptions:refused.state', { state: t(`status:subscription.${state}`) })
      : describe(why).title;
  return (
    <Box sx={{ display: 'flex', gap: 1.5, color: 'status.warn.text', '& > svg': { mt: '4px', flex: 'none' } }}>
      <StatusGlyph glyph="dash" tone="warn" />
      {t('subscriptions:skipped', { why: said })}
    </Box>
  );
};
