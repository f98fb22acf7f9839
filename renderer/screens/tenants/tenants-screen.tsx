import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';

export const TenantsScreen = () => {
  const { t } = useTranslation('tenants');
  return <PageHead title={t('title')} />;
};
