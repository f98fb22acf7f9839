import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { usePlatform } from '../stores/session.ts';
import { layout } from '../theme/tokens.ts';
import { ConnectionSwitcher } from './connection-switcher.tsx';
import { Mark } from './mark.tsx';
import { OperationsPill } from './operations-pill.tsx';
import { OperatorMenu } from './operator-menu.tsx';

/** Where you are. A drag region; the system's own window controls keep the places that the system names. */
export const TitleBar = ({ collapsed }: { readonly collapsed: boolean }) => {
  const { t } = useTranslation('frame');
  const platform = usePlatform();
  return (
    <Box
      component="header"
      data-region
      tabIndex={-1}
      aria-label={t('regions.titleBar')}
      sx={{
        display: 'flex',
        alignItems: 'center',
        flex: 'none',
        height: layout.titleBar,
        gap: 2,
        pl: 'env(titlebar-area-x, 0px)',
        pr: 'calc(12px + 100vw - env(titlebar-area-x, 0px) - env(titlebar-area-width, 100vw))',
        bgcolor: 'surface.chrome',
        borderBottom: '1px solid',
        borderColor: 'line.default',
        outline: 'none',
        WebkitAppRegion: 'drag',
        '& :focus-visible': { outlineOffset: '-2px' },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2.5,
          flex: 'none',
          width: collapsed ? layout.navRailCollapsed : layout.navRail,
          pl: '16px',
          fontSize: 14,
          fontWeight: 600,
        }}
      >
        <Mark />
        {!collapsed && 'Tenantry'}
      </Box>
      {platform !== null && <ConnectionSwitcher platform={platform} />}
      <Box sx={{ flex: 1 }} />
      <OperationsPill />
      <Box sx={{ width: '1px', height: 20, mx: 1, bgcolor: 'line.default' }} />
      <OperatorMenu />
    </Box>
  );
};
