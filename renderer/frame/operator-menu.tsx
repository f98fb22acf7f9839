import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Check, Lock, LogOut } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../components/kbd.tsx';
import { useChange } from '../ipc/use-change.ts';
import { useSaveSettings, useSettings } from '../ipc/use-settings.ts';
import { useOperator } from '../stores/session.ts';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => Array.from(word)[0] ?? '')
    .filter((_letter, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toLocaleUpperCase('tr');

/** Who is signed in; language, appearance, lock and sign-out. */
export const OperatorMenu = () => {
  const { t } = useTranslation(['frame', 'status']);
  const operator = useOperator();
  const settings = useSettings();
  const save = useSaveSettings();
  const lock = useChange('session.lock', { errors: 'notice' });
  const signOut = useChange('session.signOut', { errors: 'notice' });
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const name = operator?.name ?? t('frame:menu.noOperator');
  const act = (action: () => void) => () => {
    setAnchor(null);
    action();
  };
  const choice = (chosen: boolean, label: ReactNode, action: () => void, key: string) => (
    <MenuItem
      key={key}
      role="menuitemradio"
      aria-checked={chosen}
      onClick={act(action)}
      sx={{ justifyContent: 'space-between' }}
    >
      {label}
      {chosen && <Check size={14} strokeWidth={1.75} aria-hidden />}
    </MenuItem>
  );
  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={t('frame:menu.operator', { name })}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          gap: 2.25,
          height: 34,
          px: '8px',
          borderRadius: '6px',
          textAlign: 'left',
          '&:hover': { bgcolor: 'surface.hover' },
          WebkitAppRegion: 'no-drag',
        }}
      >
        <Box
          component="span"
          aria-hidden
          sx={{
            display: 'grid',
            placeItems: 'center',
            width: 24,
            height: 24,
            borderRadius: '50%',
            bgcolor: 'ink.secondary',
            color: 'surface.panel',
            fontSize: 11,
            fontWeight: 600,
          }}
        >
          {operator === null ? '–' : initials(operator.name)}
        </Box>
        <Box component="span" sx={{ display: 'block', minWidth: 0 }}>
          <Box component="span" sx={{ display: 'block', fontSize: 12.5, lineHeight: '16px', fontWeight: 500 }}>
            {name}
          </Box>
          {operator !== null && (
            <Box component="span" sx={{ display: 'block', fontSize: 11, lineHeight: '14px', color: 'ink.tertiary' }}>
              {t(`status:role.${operator.role}`)}
            </Box>
          )}
        </Box>
      </ButtonBase>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { sx: { minWidth: 220 } } }}
      >
        <MenuHeading>{t('frame:menu.language')}</MenuHeading>
        {(['en', 'tr'] as const).map((language) =>
          choice(
            settings?.language === language,
            <span lang={language}>{t(`frame:menu.languages.${language}`)}</span>,
            () => save({ language }),
            language,
          ),
        )}
        <MenuHeading>{t('frame:menu.theme')}</MenuHeading>
        {(['light', 'dark', 'system'] as const).map((theme) =>
          choice(settings?.theme === theme, t(`frame:menu.${theme}`), () => save({ theme }), theme),
        )}
        <Divider component="li" />
        {operator !== null && (
          <MenuItem onClick={act(() => lock.mutate({}))}>
            <Lock size={14} strokeWidth={1.75} aria-hidden />
            <Box component="span" sx={{ flex: 1 }}>
              {t('frame:menu.lock')}
            </Box>
            <Kbd aria-hidden>Ctrl</Kbd>
            <Kbd aria-hidden>Shift</Kbd>
            <Kbd aria-hidden>L</Kbd>
          </MenuItem>
        )}
        <MenuItem onClick={act(() => signOut.mutate({}))}>
          <LogOut size={14} strokeWidth={1.75} aria-hidden />
          {t('frame:menu.signOut')}
        </MenuItem>
      </Menu>
    </>
  );
};

const MenuHeading = ({ children }: { readonly children: ReactNode }) => (
  <ListSubheader
    role="presentation"
    disableSticky
    sx={{ px: '8px', fontSize: 11, lineHeight: '24px', fontWeight: 600, color: 'ink.tertiary', background: 'none' }}
  >
    {children}
  </ListSubheader>
);
