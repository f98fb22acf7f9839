import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AppInfo } from '../../../shared/contract/settings.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useDialogs } from '../../stores/dialogs.ts';
import { SettingRow } from './setting-row.tsx';

export const AboutSection = () => {
  const { t } = useTranslation('settings');
  const openShortcuts = useDialogs((dialogs) => dialogs.openShortcuts);
  const info = useCall('settings.info', {});
  return (
    <>
      {info.data === undefined ? (
        info.error === null ? (
          <Skeletons what={t('about.reading')}>
            <SkeletonRows rows={5} />
          </Skeletons>
        ) : (
          <ErrorState error={info.error} onRetry={() => void info.refetch()} />
        )
      ) : (
        <Known info={info.data} />
      )}
      <Panel title={t('about.help')}>
        <SettingRow label={t('about.shortcuts')} help={t('about.shortcutsBody')}>
          <Button onClick={openShortcuts}>{t('about.shortcutsOpen')}</Button>
        </SettingRow>
        <SettingRow label={t('about.roles')} help={t('about.rolesBody')}>
          <Button component={Link} to="/operators">
            {t('about.rolesOpen')}
          </Button>
        </SettingRow>
      </Panel>
    </>
  );
};

const Known = ({ info }: { readonly info: AppInfo }) => {
  const { t } = useTranslation('settings');
  return (
    <>
      {info.quarantinedLog !== null && (
        <InlineMessage
          tone="warn"
          title={t('about.quarantined')}
          body={
            <>
              {t('about.quarantinedBody')} <Mono sx={{ overflowWrap: 'anywhere' }}>{info.quarantinedLog}</Mono>
            </>
          }
          action={<CopyButton text={info.quarantinedLog} label={t('about.dataFolder')} />}
        />
      )}
      <Panel title={t('about.program')}>
        <KeyValues
          labelWidth={130}
          rows={[
            { label: t('about.version'), value: <Mono>{info.version}</Mono> },
            { label: t('about.shell'), value: info.shell },
            { label: t('about.platform'), value: info.platform },
            {
              label: t('about.dataFolder'),
              value: (
                <>
                  <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
                    <Mono sx={{ overflowWrap: 'anywhere' }}>{info.dataFolder}</Mono>
                    <CopyButton text={info.dataFolder} label={t('about.dataFolder')} />
                  </Box>
                  <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
                    {t('about.dataFolderNote')}
                  </Box>
                </>
              ),
            },
          ]}
        />
      </Panel>
      <Panel title={t('about.secrets')}>
        <InlineMessage
          tone={info.keychain === 'keychain' ? 'ok' : 'warn'}
          title={t(`about.keychain.${info.keychain}`)}
          body={t(`about.keychain.${info.keychain}Body`)}
        />
      </Panel>
    </>
  );
};
