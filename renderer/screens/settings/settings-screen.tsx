import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';

export const SettingsScreen = () => {
  const { t } = useTranslation('settings');
  return <PageHead title={t('title')} />;
};
