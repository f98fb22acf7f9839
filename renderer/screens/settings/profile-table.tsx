import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import { Chip } from '../../components/chip.tsx';
import { EnvBadge } from '../../components/env-badge.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { Unseen } from '../../components/unseen.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { usePlatform } from '../../stores/session.ts';

export type ProfileAction = 'edit' | 'duplicate' | 'remove';

interface ProfileTableProps {
  readonly profiles: ReadonlyArray<ProfileView>;
  readonly editable: boolean;
  onAsk(action: ProfileAction, profile: ProfileView): void;
}

export const ProfileTable = ({ profiles, editable, onAsk }: ProfileTableProps) => {
  const { t } = useTranslation(['settings', 'connections']);
  const format = useFormat();
  const openId = usePlatform()?.profileId;
  const [menu, setMenu] = useState<{ readonly anchor: HTMLElement; readonly profile: ProfileView } | null>(null);
  const choose = (action: ProfileAction) => () => {
    if (menu !== null) onAsk(action, menu.profile);
    setMenu(null);
  };
  const isOpen = menu?.profile.id === openId;
  return (
    <>
      <PlainTable aria-label={t('settings:section.connections')}>
        <thead>
          <tr>
            <th scope="col">{t('settings:connections.platform')}</th>
            <th scope="col">{t('settings:connections.server')}</th>
            <th scope="col">{t('settings:connections.layout')}</th>
            <th scope="col">{t('settings:connections.lastOpened')}</th>
            <th scope="col">
              <Unseen>{t('settings:connections.actions')}</Unseen>
            </th>
          </tr>
        </thead>
        <tbody>
          {profiles.map((profile) => {
            const { id, settings, lastOpenedAt } = profile;
            return (
              <tr key={id}>
                <td>
                  <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
                    <Box component="span" sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>
                      {settings.name}
                    </Box>
                    <EnvBadge environment={settings.environment} />
                    {id === openId && (
                      <Chip glyph="dot" tone="ok" form="quiet">
                        {t('settings:connections.open')}
                      </Chip>
                    )}
                  </Box>
                  {id === openId && editable && (
                    <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>{t('settings:connections.openNote')}</Box>
                  )}
                </td>
                <td>
                  {settings.host.startsWith('/') ? (
                    t('settings:connections.onThisComputer')
                  ) : (
                    <Mono sx={{ overflowWrap: 'anywhere' }}>{`${settings.host}:${settings.port}`}</Mono>
                  )}
                  <Box sx={{ color: 'ink.secondary' }}>
                    <Mono sx={{ overflowWrap: 'anywhere' }}>{settings.database}</Mono>
                  </Box>
                </td>
                <td>{t(`connections:layout.${settings.layout}`)}</td>
                <td>{lastOpenedAt === null ? <Missing /> : format.moment(lastOpenedAt)}</td>
                <td className="right">
                  {editable && (
                    <IconButton
                      size="small"
                      aria-haspopup="menu"
                      aria-label={t('settings:connections.actionsOf', { name: settings.name })}
                      onClick={(event) => setMenu({ anchor: event.currentTarget, profile })}
                    >
                      <Ellipsis size={14} strokeWidth={1.75} aria-hidden />
                    </IconButton>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </PlainTable>
      <Menu open={menu !== null} anchorEl={menu?.anchor ?? null} onClose={() => setMenu(null)}>
        <MenuItem onClick={choose('edit')}>{t('settings:connections.edit')}</MenuItem>
        <MenuItem onClick={choose('duplicate')}>{t('settings:connections.duplicate')}</MenuItem>
        <MenuItem
          aria-disabled={isOpen}
          sx={isOpen ? { color: 'ink.tertiary', cursor: 'default' } : {}}
          onClick={isOpen ? undefined : choose('remove')}
        >
          <Box>
            {t('settings:connections.remove')}
            {isOpen && <Box sx={{ fontSize: 12 }}>{t('settings:connections.inUse')}</Box>}
          </Box>
        </MenuItem>
      </Menu>
    </>
  );
};
