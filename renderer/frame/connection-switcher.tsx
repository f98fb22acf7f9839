import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import MenuItem from '@mui/material/MenuItem';
import MenuList from '@mui/material/MenuList';
import Popover from '@mui/material/Popover';
import { ChevronsUpDown, LogIn, Settings2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { PlatformInfo } from '../../shared/contract/session.ts';
import { EngineLabel } from '../components/engine-label.tsx';
import { EnvBadge } from '../components/env-badge.tsx';
import { KeyValues } from '../components/key-values.tsx';
import { Mono } from '../components/mono.tsx';
import { useChange } from '../ipc/use-change.ts';
import { useFrame } from '../stores/frame.ts';
import { shadows } from '../theme/tokens.ts';

const panel = {
  minWidth: 280,
  borderRadius: '8px',
  border: '1px solid',
  borderColor: 'line.default',
  bgcolor: 'surface.raised',
  boxShadow: shadows.menu,
} as const;

/** Where the operator is; opens the way to somewhere else. */
export const ConnectionSwitcher = ({ platform }: { readonly platform: PlatformInfo }) => {
  const { t } = useTranslation(['frame', 'status']);
  const navigate = useNavigate();
  const button = useRef<HTMLButtonElement>(null);
  const open = useFrame((frame) => frame.switcherOpen);
  const show = useFrame((frame) => frame.openSwitcher);
  const close = useFrame((frame) => frame.closeSwitcher);
  // Not left open for the next session.
  useEffect(() => close, [close]);
  const signOut = useChange('session.signOut', { errors: 'notice' });
  return (
    <>
      <ButtonBase
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-keyshortcuts="Control+Shift+O"
        aria-label={`${t('frame:connection.switch')}: ${t(`status:environment.${platform.environment}`)}, ${platform.name}`}
        ref={button}
        onClick={show}
        sx={{
          gap: 2,
          height: 32,
          px: '10px',
          ml: '-2px',
          borderRadius: '6px',
          minWidth: 0,
          fontSize: 13,
          '&:hover': { bgcolor: 'surface.hover' },
          WebkitAppRegion: 'no-drag',
        }}
      >
        <EnvBadge environment={platform.environment} />
        <b style={{ fontWeight: 600, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {platform.name}
        </b>
        <EngineLabel engine={platform.engine} server={platform.server} />
        <ChevronsUpDown size={13} strokeWidth={1.75} aria-hidden />
      </ButtonBase>
      <Popover
        open={open}
        anchorEl={button.current}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': t('frame:connection.switch'), sx: panel },
        }}
      >
        <Box sx={{ px: '12px', py: '4px' }}>
          <KeyValues
            labelWidth={90}
            rows={[
              { label: t('frame:connection.server'), value: platform.server },
              { label: t('frame:connection.database'), value: <Mono>{platform.database}</Mono> },
              { label: t('frame:connection.domains'), value: <Mono>{platform.baseDomains.join(', ')}</Mono> },
            ]}
          />
        </Box>
        <Divider />
        <MenuList sx={{ p: '4px', outline: 'none' }} autoFocusItem aria-label={t('frame:connection.switch')}>
          <MenuItem
            onClick={() => {
              close();
              signOut.mutate({});
            }}
          >
            <LogIn size={14} strokeWidth={1.75} aria-hidden />
            {t('frame:connection.switchTo')}
          </MenuItem>
          <MenuItem
            onClick={() => {
              close();
              void navigate('/settings/connections');
            }}
          >
            <Settings2 size={14} strokeWidth={1.75} aria-hidden />
            {t('frame:connection.manage')}
          </MenuItem>
        </MenuList>
      </Popover>
    </>
  );
};
