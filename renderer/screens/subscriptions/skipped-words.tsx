import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '../../../shared/errors.ts';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';

/** Why one of many is left out. */
export const SkippedWords = ({ why }: { readonly why: AppErrorData }) => {
  const { t } = useTranslation('subscriptions');
  const describe = useErrorText();
  return (
    <Box sx={{ display: 'flex', gap: 1.5, color: 'status.warn.text', '& > svg': { mt: '4px', flex: 'none' } }}>
      <StatusGlyph glyph="dash" tone="warn" />
      {t('skipped', { why: describe(why).title })}
    </Box>
  );
};
