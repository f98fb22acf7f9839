import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useFrame } from '../../stores/frame.ts';
import { ProvisionButton } from './provision-button.tsx';
import { ResendButton } from './resend-button.tsx';
import type { Situation } from './situation.ts';

interface RowActionProps {
  readonly row: RegistrationRow;
  readonly operation: OperationView | null;
  readonly situation: Situation;
  readonly open: boolean;
  readonly now: Date;
  onReview(): void;
}

/** The one thing that a row calls for. */
export const RowAction = ({ row, operation, situation, open, now, onReview }: RowActionProps) => {
  const { t } = useTranslation('registrations');
  const format = useFormat();
  const openDrawer = useFrame((frame) => frame.openDrawer);
  switch (situation) {
    case 'pending_verification':
    case 'expired':
      return open ? null : <ResendButton row={row} quiet />;
    case 'verified':
      return open ? null : <ProvisionButton row={row} small />;
    case 'provisioning':
    case 'cleaning_up':
      return operation === null ? null : (
        <Button size="small" variant="text" onClick={() => openDrawer(operation.id)}>
          {t('action.watch')}
        </Button>
      );
    case 'failed':
    case 'clean_up_failed':
    case 'interrupted': {
      const since = operation?.endedAt ?? row.updatedAt;
      if (!open)
        return (
          <Button size="small" variant="text" onClick={onReview}>
            {t('action.review')}
          </Button>
        );
      return since === null ? null : (
        <Box component="span" className="n" sx={{ fontSize: 12, color: 'ink.secondary', pr: '8px' }}>
          {format.relative(since, now)}
        </Box>
      );
    }
    case 'completed':
      return row.tenantId === null ? null : (
        <Button size="small" variant="text" component={Link} to={`/tenants/${row.tenantId}`}>
          {t('action.openTenant')}
        </Button>
      );
    case 'rejected':
      return null;
    default:
      return situation satisfies never;
  }
};
