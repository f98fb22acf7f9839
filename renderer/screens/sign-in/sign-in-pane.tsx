import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import { engineOf } from '../../../shared/domain/platform.ts';
import { EngineLabel } from '../../components/engine-label.tsx';
import { EnvBadge } from '../../components/env-badge.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { OpenForm } from './open-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useProbe } from './use-probe.ts';

interface SignInPaneProps {
  readonly profile: ProfileView;
  /** Not while platforms are gone through in the list: the arrow keys stay there. */
  readonly takesFocus: boolean;
}

/** Right of the list: who signs in, or how a platform without operators is opened. */
export const SignInPane = ({ profile, takesFocus }: SignInPaneProps) => {
  const { t } = useTranslation('session');
  const probe = useProbe(profile).data;
  const { settings } = profile;
  // Whether there are operators is known once the server was asked; until then the usual form is shown.
  const withoutOperators = probe?.usable === true && probe.operators !== 'some';
  return (
    <Box
      component="section"
      aria-label={t('title')}
      sx={{
        width: { xs: 360, lg: 476 },
        flex: 'none',
        overflow: 'auto',
        p: { xs: '44px 28px', lg: '44px 56px' },
        bgcolor: 'surface.panel',
        borderLeft: '1px solid',
        borderColor: 'line.default',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: '10px' }}>
        <EnvBadge environment={settings.environment} />
        <EngineLabel engine={engineOf(settings.layout)} {...(probe?.server == null ? {} : { server: probe.server })} />
      </Box>
      <Typography component="h2" sx={{ fontSize: 24, lineHeight: '32px', fontWeight: 600, overflowWrap: 'anywhere' }}>
        {t('signInTo', { platform: settings.name })}
      </Typography>
      {!profile.served ? (
        <Box sx={{ mt: '20px' }}>
          <InlineMessage tone="info" title={t('notServed')} body={t('notServedBody')} />
        </Box>
      ) : withoutOperators ? (
        <OpenForm profile={profile} />
      ) : (
        <SignInForm profile={profile} takesFocus={takesFocus} />
      )}
    </Box>
  );
};
