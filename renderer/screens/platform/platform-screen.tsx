import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';

export const PlatformScreen = () => {
  const { t } = useTranslation('platform');
  return <PageHead title={t('title')} />;
};
