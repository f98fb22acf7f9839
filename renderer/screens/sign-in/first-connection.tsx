import Button from '@mui/material/Button';
import { Plus, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';

export const FirstConnection = ({ onNew }: { onNew(): void }) => {
  const { t } = useTranslation('connections');
  return (
    <EmptyState
      icon={Unplug}
      title={t('empty')}
      body={t('emptyBody')}
      action={
        <Button
          variant="contained"
          color="primary"
          startIcon={<Plus size={14} strokeWidth={1.75} aria-hidden />}
          onClick={onNew}
        >
          {t('new')}
        </Button>
      }
    />
  );
};
