import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { ChevronLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { Drawer } from '../../components/drawer.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { OperationActions } from './operation-actions.tsx';
import { OperationBody } from './operation-body.tsx';
import { isWorkedOn } from './operation-facts.ts';
import { OperationHead } from './operation-head.tsx';
import { useOperationView } from './use-operation-view.ts';

interface OneOperationDrawerProps {
  readonly id: OperationId;
  onBack(): void;
  onClose(): void;
}

/** One operation while it runs, and after. Closing it changes nothing. */
export const OneOperationDrawer = ({ id, onBack, onClose }: OneOperationDrawerProps) => {
  const { t } = useTranslation(['operations', 'common']);
  const { operation, error } = useOperationView(id);
  const live = operation !== null && isWorkedOn(operation);
  return (
    <Drawer
      open
      label={operation === null ? t('operations:title') : operation.subject.label}
      head={
        <>
          <Button
            size="small"
            variant="text"
            onClick={onBack}
            startIcon={<ChevronLeft size={14} strokeWidth={1.75} aria-hidden />}
            sx={{ ml: '-8px' }}
          >
            {t('operations:all')}
          </Button>
          {operation !== null && <OperationHead operation={operation} />}
        </>
      }
      foot={
        <>
          <Box sx={{ flex: 1, minWidth: 0, fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
            {live && t('operations:closing')}
          </Box>
          {operation !== null && <OperationActions operation={operation} />}
          {live && <Button onClick={onClose}>{t('common:close')}</Button>}
        </>
      }
      onClose={onClose}
    >
      {operation !== null ? (
        <OperationBody operation={operation} paddingX="18px" />
      ) : error !== null ? (
        <ErrorState error={error} />
      ) : (
        <SkeletonRows rows={9} />
      )}
    </Drawer>
  );
};
