import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/contract/settings.ts';
import { SelectInput } from '../../components/select-input.tsx';
import { Mark } from '../../frame/mark.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useSaveSettings, useSettings } from '../../ipc/use-settings.ts';
import { layout } from '../../theme/tokens.ts';

/** Language and theme can be chosen before anybody is signed in. */
export const SignInBar = () => {
  const { t } = useTranslation('session');
  const settings = useSettings();
  const save = useSaveSettings();
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2.5,
        flex: 'none',
        height: layout.titleBar,
        pl: '16px',
        pr: 'calc(12px + 100vw - env(titlebar-area-x, 0px) - env(titlebar-area-width, 100vw))',
        bgcolor: 'surface.chrome',
        borderBottom: '1px solid',
        borderColor: 'line.default',
        WebkitAppRegion: 'drag',
        fontSize: 14,
        fontWeight: 600,
      }}
    >
      <Mark />
      Tenantry
      <Box sx={{ flex: 1 }} />
      {settings !== undefined && (
        <Box
          sx={{
            display: 'flex',
            gap: 2,
            WebkitAppRegion: 'no-drag',
            '& label': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
          }}
        >
          <SelectInput<Settings['language']>
            label={t('language')}
            value={settings.language}
            options={[
              { value: 'en', label: 'English' },
              { value: 'tr', label: 'Türkçe' },
            ]}
            onChange={(language) => save({ language })}
          />
          <SelectInput<Settings['theme']>
            label={t('theme')}
            value={settings.theme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`themes.${value}`) }))}
            onChange={(theme) => save({ theme })}
          />
        </Box>
      )}
    </Box>
  );
};

export const SignInStatus = () => {
  const { t } = useTranslation('session');
  const info = useCall('settings.info', {}).data;
  return (
    <Box
      component="footer"
      sx={{
        display: 'flex',
        alignItems: 'center',
        flex: 'none',
        height: layout.statusBar,
        px: '16px',
        fontSize: 12,
        color: 'ink.secondary',
        bgcolor: 'surface.chrome',
        borderTop: '1px solid',
        borderColor: 'line.default',
      }}
    >
      <Box sx={{ flex: 1 }}>{t('notSignedIn')}</Box>
      {info !== undefined && <span>v{info.version}</span>}
    </Box>
  );
};
