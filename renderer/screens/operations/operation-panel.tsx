import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { SidePanel } from '../../components/side-panel.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { OperationActions } from './operation-actions.tsx';
import { OperationBody } from './operation-body.tsx';
import { hasEnded, resultPlace } from './operation-facts.ts';
import { useOperationLook } from './use-operation-look.ts';

interface OperationPanelProps {
  readonly operation: OperationView;
  onClose(): void;
}

/** One operation beside the page's list. */
export const OperationPanel = ({ operation, onClose }: OperationPanelProps) => {
  const { t } = useTranslation('status');
  const { look, label } = useOperationLook()(operation);
  const actionable = !hasEnded(operation) || resultPlace(operation) !== null;
  return (
    <SidePanel
      title={operation.subject.label}
      sub={
        <Box component="span" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center' }}>
          {t(`operationKind.${operation.kind}`)} <StatusChip look={look} form="quiet" label={label} />
        </Box>
      }
      foot={actionable ? <OperationActions operation={operation} /> : undefined}
      onClose={onClose}
    >
      <Box sx={{ mx: '-16px', mt: '-12px' }}>
        <OperationBody operation={operation} paddingX="16px" />
      </Box>
    </SidePanel>
  );
};
