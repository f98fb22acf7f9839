import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';

export const OperatorsScreen = () => {
  const { t } = useTranslation('operators');
  return <PageHead title={t('title')} />;
};
