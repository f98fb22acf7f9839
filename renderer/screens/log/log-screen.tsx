import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';

export const LogScreen = () => {
  const { t } = useTranslation('log');
  return <PageHead title={t('title')} />;
};
