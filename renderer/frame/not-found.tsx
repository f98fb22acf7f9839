import Button from '@mui/material/Button';
import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';

export const NotFound = () => {
  const { t } = useTranslation('frame');
  return (
    <EmptyState
      icon={SearchX}
      title={t('notFound.title')}
      body={t('notFound.body')}
      action={
        <Button component={Link} to="/tenants">
          {t('notFound.action')}
        </Button>
      }
    />
  );
};
