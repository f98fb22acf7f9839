import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';

export const RegistrationsScreen = () => {
  const { t } = useTranslation('registrations');
  return <PageHead title={t('title')} />;
};
