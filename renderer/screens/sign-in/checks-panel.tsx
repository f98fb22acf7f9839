import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Lock, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { KeychainState, ProfileView } from '../../../shared/contract/connections.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { CheckList } from '../connections/check-list.tsx';
import { useProbe } from './use-probe.ts';

interface ChecksPanelProps {
  readonly profile: ProfileView;
  readonly keychain: KeychainState;
  onEdit(): void;
}

/** Four facts of the chosen connection, and what the server answered to being asked. */
export const ChecksPanel = ({ profile, keychain, onEdit }: ChecksPanelProps) => {
  const { t } = useTranslation(['connections', 'common']);
  const format = useFormat();
  const probe = useProbe(profile);
  const { settings, secrets } = profile;
  return (
    <Panel
      title={t('connections:before')}
      note={
        probe.data === undefined ? undefined : t('connections:checked', { time: format.time(probe.data.checkedAt) })
      }
      actions={
        <>
          {profile.served && (
            <Button
              variant="text"
              size="small"
              startIcon={<RefreshCw size={13} strokeWidth={1.75} aria-hidden />}
              disabled={probe.isFetching}
              onClick={() => void probe.refetch()}
            >
              {t('connections:again')}
            </Button>
          )}
          <Button variant="text" size="small" onClick={onEdit}>
            {t('common:edit')}
          </Button>
        </>
      }
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 5fr) minmax(0, 6fr)' },
          gap: '8px 28px',
        }}
      >
        <KeyValues
          labelWidth={130}
          rows={[
            { label: t('connections:field.database'), value: <Mono>{settings.database}</Mono> },
            { label: t('connections:field.user'), value: <Mono>{settings.user}</Mono> },
            {
              label: t('connections:transport'),
              value: t(
                settings.tls === 'off'
                  ? settings.host.startsWith('/')
                    ? 'connections:tls.socket'
                    : 'connections:tls.off'
                  : 'connections:tls.verify-full',
              ),
            },
            {
              label: t('connections:secrets'),
              value: (
                <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5 }}>
                  <Lock size={13} strokeWidth={1.75} aria-hidden />
                  {secrets.length === 0 ? t('connections:noSecrets') : t(`connections:keychain.${keychain}`)}
                </Box>
              ),
            },
          ]}
        />
        {probe.data === undefined ? (
          profile.served ? (
            <Skeletons what={settings.host}>
              <SkeletonRows rows={4} height={28} />
            </Skeletons>
          ) : (
            <Box sx={{ color: 'ink.secondary' }}>{t('connections:notServedBody')}</Box>
          )
        ) : (
          <CheckList checks={probe.data.checks} only="worth-telling" />
        )}
      </Box>
    </Panel>
  );
};
