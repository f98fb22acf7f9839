import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Drawer } from '../../components/drawer.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { operationLook } from '../../components/status/operation-look.ts';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useFrame } from '../../stores/frame.ts';
import { useOperations } from '../../stores/operations.ts';

/** Everything that runs, waits for a person, or ended lately. */
export const OperationsDrawer = () => {
  const { t } = useTranslation('operations');
  const open = useFrame((frame) => frame.drawerOpen);
  const close = useFrame((frame) => frame.closeDrawer);
  const list = useOperations((operations) => operations.list);
  return (
    <Drawer open={open} label={t('title')} head={t('title')} onClose={close}>
      {list.map((operation) => (
        <Box key={operation.id} sx={{ px: '18px', py: '10px', borderBottom: '1px solid', borderColor: 'line.subtle' }}>
          <Box sx={{ display: 'flex', gap: 2 }}>
            <Box sx={{ flex: 1, fontWeight: 500 }}>{operation.subject.label}</Box>
            <StatusChip look={operationLook(operation.state)} form="quiet" />
          </Box>
          <ProgressBar fraction={operation.fraction} label={operation.subject.label} />
        </Box>
      ))}
    </Drawer>
  );
};
