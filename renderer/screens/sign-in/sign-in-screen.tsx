import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import type { ProfileId } from '../../../shared/domain/ids.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { EdgeLine } from '../../frame/edge-line.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useSettings } from '../../ipc/use-settings.ts';
import { ConnectionActions } from '../connections/connection-actions.tsx';
import { ConnectionDialog } from '../connections/connection-dialog.tsx';
import { screens } from '../screens.tsx';
import { ChecksPanel } from './checks-panel.tsx';
import { ConnectionList } from './connection-list.tsx';
import { FirstConnection } from './first-connection.tsx';
import { SignInBar, SignInStatus } from './sign-in-bars.tsx';
import { SignInPane } from './sign-in-pane.tsx';

/** Choose the platform knowingly, see that it answers, then sign in. */
export const SignInScreen = () => {
  const { t } = useTranslation(['session', 'connections']);
  const settings = useSettings();
  const list = useCall('connections.list', {});
  const [chosenId, setChosenId] = useState<ProfileId | null>(null);
  const [editing, setEditing] = useState<ProfileView | 'new' | null>(null);
  const profiles = list.data?.profiles ?? [];
  useEffect(() => {
    // While the password is being typed there is time for the next screen's code.
    const idle = requestIdleCallback(screens.tenants.prepare, { timeout: 300 });
    return () => cancelIdleCallback(idle);
  }, []);
  const wanted = chosenId ?? settings?.lastProfileId;
  const chosen = profiles.find(({ id }) => id === wanted) ?? profiles[0];
  return (
    <Box sx={{ height: '100vh', display: 'flex', flexDirection: 'column', overflow: 'hidden', position: 'relative' }}>
      {chosen !== undefined && <EdgeLine environment={chosen.settings.environment} />}
      <SignInBar />
      <Box component="main" sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
        <Box
          sx={{
            flex: 1,
            minWidth: 0,
            overflow: 'auto',
            p: { xs: '28px', md: '44px 56px' },
            display: 'flex',
            flexDirection: 'column',
          }}
        >
          <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 3, mb: '20px' }}>
            <Box sx={{ flex: 1 }}>
              <Typography component="h1" sx={{ fontSize: 24, lineHeight: '32px', fontWeight: 600 }}>
                {t('connections:title')}
              </Typography>
              <Box sx={{ color: 'ink.secondary' }}>{t('session:choose')}</Box>
            </Box>
            <ConnectionActions profiles={profiles} onNew={() => setEditing('new')} />
          </Box>
          {list.error !== null && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
          {list.isPending && (
            <Skeletons>
              <SkeletonRows rows={4} height={58} />
            </Skeletons>
          )}
          {list.data !== undefined && profiles.length === 0 && <FirstConnection onNew={() => setEditing('new')} />}
          {chosen !== undefined && (
            <Box sx={{ display: 'grid', gap: '16px' }}>
              <ConnectionList profiles={profiles} chosen={chosen.id} onChoose={setChosenId} />
              <ChecksPanel
                key={chosen.id}
                profile={chosen}
                keychain={list.data?.keychain ?? 'keychain'}
                onEdit={() => setEditing(chosen)}
              />
            </Box>
          )}
          {profiles.length > 1 && <Hints />}
        </Box>
        {chosen !== undefined && <SignInPane key={chosen.id} profile={chosen} takesFocus={chosenId === null} />}
      </Box>
      <SignInStatus />
      {editing !== null && (
        <ConnectionDialog
          profile={editing === 'new' ? null : editing}
          onSaved={({ id }) => {
            setEditing(null);
            setChosenId(id);
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </Box>
  );
};

/** Which keys lead on from here. */
const Hints = () => {
  const { t } = useTranslation('session');
  return (
    <Box
      aria-hidden
      sx={{
        mt: 'auto',
        pt: '28px',
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        fontSize: 12,
        color: 'ink.tertiary',
      }}
    >
      <Kbd>↑</Kbd>
      <Kbd>↓</Kbd>
      {t('hint.choose')}
      <Box component="span" sx={{ ml: 2, display: 'inline-flex' }}>
        <Kbd>Enter</Kbd>
      </Box>
      {t('hint.signIn')}
    </Box>
  );
};
