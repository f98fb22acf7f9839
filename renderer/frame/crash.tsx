import Button from '@mui/material/Button';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';

/** A screen threw while it was drawn: the frame around it stays. */
export const Crash = () => {
  const { t } = useTranslation('frame');
  return (
    <EmptyState
      icon={TriangleAlert}
      title={t('crash.title')}
      body={t('crash.body')}
      action={<Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>}
    />
  );
};
