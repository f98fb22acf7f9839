import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';

export const OperationsScreen = () => {
  const { t } = useTranslation('operations');
  return <PageHead title={t('title')} />;
};
