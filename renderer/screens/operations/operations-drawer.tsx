import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Drawer } from '../../components/drawer.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useFrame } from '../../stores/frame.ts';
import { useOperations } from '../../stores/operations.ts';
import { OneOperationDrawer } from './one-operation-drawer.tsx';
import { OperationsList } from './operations-list.tsx';
import { useOperationsFeed } from './use-operations-feed.ts';

const listWidth = 400;

/** Ctrl+J: everything that runs, waits for a person, or ended lately; or one of them from close by. */
export const OperationsDrawer = () => {
  const { t } = useTranslation(['operations', 'common']);
  const open = useFrame((frame) => frame.drawerOpen);
  const shown = useFrame((frame) => frame.drawerOperation);
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const close = useFrame((frame) => frame.closeDrawer);
  const list = useOperations((mirror) => mirror.list);
  const { loading } = useOperationsFeed();
  if (open && shown !== null) return <OneOperationDrawer id={shown} onBack={() => openDrawer(null)} onClose={close} />;
  return (
    <Drawer
      open={open}
      label={t('operations:title')}
      width={listWidth}
      head={
        <Box component="h2" sx={{ m: 0, fontSize: 16, lineHeight: '30px', fontWeight: 600 }}>
          {t('operations:title')}
        </Box>
      }
      foot={
        <>
          <Box sx={{ flex: 1 }} />
          <Button component={Link} to="/operations" onClick={close}>
            {t('operations:showAll')}
          </Button>
        </>
      }
      onClose={close}
    >
      {loading && list.length === 0 ? (
        <SkeletonRows height={56} />
      ) : (
        <OperationsList operations={list} onOpen={(id) => openDrawer(id)} />
      )}
    </Drawer>
  );
};
