import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Check, ChevronDown, Languages, Monitor } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/contract/settings.ts';
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
        <Box sx={{ display: 'flex', gap: 1, WebkitAppRegion: 'no-drag' }}>
          <Choice<Settings['language']>
            label={t('language')}
            icon={<Languages size={14} strokeWidth={1.75} aria-hidden />}
            value={settings.language}
            options={[
              { value: 'en', label: 'English' },
              { value: 'tr', label: 'Türkçe' },
            ]}
            onChange={(language) => save({ language })}
          />
          <Choice<Settings['theme']>
            label={t('theme')}
            icon={<Monitor size={14} strokeWidth={1.75} aria-hidden />}
            value={settings.theme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`themes.${value}`) }))}
            onChange={(theme) => save({ theme })}
          />
        </Box>
      )}
    </Box>
  );
};

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly icon: ReactNode;
  readonly value: V;
  readonly options: ReadonlyArray<{ readonly value: V; readonly label: string }>;
  onChange(value: NoInfer<V>): void;
}

/** One of a few, in the title bar's quiet form. */
const Choice = <V extends string>({ label, icon, value, options, onChange }: ChoiceProps<V>) => {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const chosen = options.find((option) => option.value === value)?.label ?? '';
  return (
    <>
      <Button
        variant="text"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`${label}: ${chosen}`}
        startIcon={icon}
        endIcon={<ChevronDown size={13} strokeWidth={1.75} aria-hidden />}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {chosen}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {options.map((option) => (
          <MenuItem
            key={option.value}
            role="menuitemradio"
            aria-checked={option.value === value}
            onClick={() => {
              setAnchor(null);
              onChange(option.value);
            }}
            sx={{ justifyContent: 'space-between', gap: 3 }}
          >
            {option.label}
            {option.value === value && <Check size={14} strokeWidth={1.75} aria-hidden />}
          </MenuItem>
        ))}
      </Menu>
    </>
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
