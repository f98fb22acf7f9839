import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';

/** Shown in the frame's place while nobody is signed in. */
export const SignInScreen = () => {
  const { t } = useTranslation('session');
  return <Box sx={{ p: 7 }}>{t('title')}</Box>;
};
