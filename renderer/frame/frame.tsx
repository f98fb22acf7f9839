import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import type { PlatformInfo } from '../../shared/contract/session.ts';
import { useSaveSettings } from '../ipc/use-settings.ts';
import { OperationsDrawer } from '../screens/operations/operations-drawer.tsx';
import { SignInScreen } from '../screens/sign-in/sign-in-screen.tsx';
import { useFrame } from '../stores/frame.ts';
import { usePlatform, useSession } from '../stores/session.ts';
import { Banner } from './banner.tsx';
import { EdgeLine } from './edge-line.tsx';
import { useKeyboard } from './keyboard.ts';
import { LockScreen } from './lock-screen.tsx';
import { NavRail } from './nav-rail.tsx';
import { NoticeHost } from './notice-host.tsx';
import { OperationsAnnouncer } from './operations-announcer.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { StatusBar } from './status-bar.tsx';
import { StepUpDialog } from './step-up-dialog.tsx';
import { TemporaryPasswordScreen } from './temporary-password-screen.tsx';
import { TitleBar } from './title-bar.tsx';
import { UnlockWritesDialog } from './unlock-writes-dialog.tsx';
import { useSessionUpkeep } from './use-session-upkeep.ts';

/** What stands around every screen; before sign-in the sign-in screen has the window for itself. */
export const Frame = () => {
  useSessionUpkeep();
  const platform = usePlatform();
  const temporary = useSession(({ state }) => state?.phase === 'signed_in' && state.mustChangePassword);
  return (
    <>
      {platform === null ? (
        <SignInScreen />
      ) : temporary ? (
        <TemporaryPasswordScreen />
      ) : (
        <OpenFrame platform={platform} />
      )}
      <NoticeHost />
    </>
  );
};

const OpenFrame = ({ platform }: { readonly platform: PlatformInfo }) => {
  const { t } = useTranslation('frame');
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('md'), { noSsr: true });
  const wanted = useFrame((frame) => frame.navCollapsed);
  const collapseNav = useFrame((frame) => frame.collapseNav);
  const save = useSaveSettings();
  const collapsed = wanted || narrow;
  const toggleRail = useCallback(() => {
    collapseNav(!wanted);
    save({ navCollapsed: !wanted });
  }, [collapseNav, save, wanted]);
  useKeyboard(toggleRail);
  return (
    <Box sx={{ position: 'relative', height: '100vh', display: 'flex', flexDirection: 'column', overflow: 'hidden' }}>
      <EdgeLine environment={platform.environment} />
      <TitleBar collapsed={collapsed} />
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
        <NavRail collapsed={collapsed} forced={narrow} onToggle={toggleRail} />
        <Box sx={{ position: 'relative', flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
          <Banner />
          <Box
            component="main"
            data-region
            tabIndex={-1}
            aria-label={t('regions.content')}
            sx={{
              flex: 1,
              minHeight: 0,
              display: 'flex',
              flexDirection: 'column',
              outline: 'none',
              position: 'relative',
            }}
          >
            <Outlet />
          </Box>
          <OperationsDrawer />
        </Box>
      </Box>
      <StatusBar platform={platform} collapsed={collapsed} />
      <UnlockWritesDialog />
      <StepUpDialog />
      <ShortcutSheet />
      <LockScreen />
      <OperationsAnnouncer />
    </Box>
  );
};
