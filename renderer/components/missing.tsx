import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';

/** A value that is not there. Zero is written as 0. */
export const Missing = () => {
  const { t } = useTranslation('components');
  return (
    <Box component="span" role="img" aria-label={t('missing')} sx={{ color: 'ink.tertiary' }}>
      —
    </Box>
  );
};
