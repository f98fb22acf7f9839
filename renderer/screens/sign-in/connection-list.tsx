import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import { Wifi, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import type { ProfileId } from '../../../shared/domain/ids.ts';
import { engineOf } from '../../../shared/domain/platform.ts';
import { EngineLabel } from '../../components/engine-label.tsx';
import { EnvBadge } from '../../components/env-badge.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { v } from '../../theme/tokens.ts';
import { signInForm } from './sign-in-form.tsx';
import { useProbe } from './use-probe.ts';

interface ConnectionListProps {
  readonly profiles: ReadonlyArray<ProfileView>;
  readonly chosen: ProfileId;
  onChoose(id: ProfileId): void;
}

const columns = {
  gridTemplateColumns: { xs: '36px minmax(0, 1fr) 145px 95px', md: '36px minmax(0, 1fr) 150px 140px 130px' },
  columnGap: '8px',
} as const;
/** Where there is room for it. */
const roomy = { display: { xs: 'none', md: 'block' } } as const;

/** One platform is chosen: arrow keys move, as in every radio group. */
export const ConnectionList = ({ profiles, chosen, onChoose }: ConnectionListProps) => {
  const { t } = useTranslation('connections');
  return (
    <Box
      sx={{
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '8px',
        overflow: 'hidden',
      }}
    >
      <Box
        aria-hidden
        sx={{
          display: 'grid',
          ...columns,
          px: '14px',
          height: 34,
          alignItems: 'center',
          bgcolor: 'surface.sunken',
          fontSize: 12,
          fontWeight: 500,
          color: 'ink.secondary',
        }}
      >
        <span />
        <span>{t('column.platform')}</span>
        <span>{t('column.engine')}</span>
        <Box component="span" sx={roomy}>
          {t('column.lastOpened')}
        </Box>
        <span>{t('column.reachable')}</span>
      </Box>
      <Box role="radiogroup" aria-label={t('title')}>
        {profiles.map((profile) => (
          <ConnectionRow
            key={profile.id}
            profile={profile}
            chosen={profile.id === chosen}
            onChoose={() => onChoose(profile.id)}
          />
        ))}
      </Box>
    </Box>
  );
};

const ConnectionRow = ({
  profile,
  chosen,
  onChoose,
}: {
  readonly profile: ProfileView;
  readonly chosen: boolean;
  onChoose(): void;
}) => {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { settings, lastOpenedAt } = profile;
  const probe = useProbe(profile).data;
  return (
    <Box
      component="label"
      sx={{
        display: 'grid',
        ...columns,
        alignItems: 'center',
        px: '14px',
        py: '8px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        cursor: 'pointer',
        bgcolor: chosen ? 'surface.selected' : 'transparent',
        boxShadow: chosen ? `inset 3px 0 0 ${v('accent-main')}` : 'none',
        '&:hover': { bgcolor: chosen ? 'surface.selectedHover' : 'surface.hover' },
      }}
    >
      <Radio
        name="platform"
        value={profile.id}
        checked={chosen}
        onChange={onChoose}
        slotProps={{ input: { 'aria-label': settings.name, form: signInForm } }}
      />
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Box
            component="span"
            sx={{ fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {settings.name}
          </Box>
          <EnvBadge environment={settings.environment} />
        </Box>
        <Box
          sx={{
            fontSize: 12,
            color: 'ink.secondary',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {settings.host.startsWith('/') ? t('onThisComputer') : <Mono>{settings.host}</Mono>}
          {' · '}
          {t(`layout.${settings.layout}`)}
          {probe?.tenants != null && ` · ${t('tenants', { count: probe.tenants })}`}
        </Box>
      </Box>
      <EngineLabel engine={engineOf(settings.layout)} {...(probe?.server == null ? {} : { server: probe.server })} />
      <Box sx={{ color: 'ink.secondary', ...roomy }}>
        {lastOpenedAt === null ? <Missing /> : format.moment(lastOpenedAt)}
      </Box>
      <Reachable profile={profile} />
    </Box>
  );
};

const Reachable = ({ profile }: { readonly profile: ProfileView }) => {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { data, isFetching } = useProbe(profile);
  if (!profile.served) return <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{t('notServed')}</Box>;
  if (data === undefined)
    return <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{isFetching ? t('checking') : t('notReachable')}</Box>;
  const answers = data.checks.find(({ id }) => id === 'answers')?.state === 'ok';
  const Icon = answers ? Wifi : WifiOff;
  return (
    <Box
      sx={{ display: 'flex', alignItems: 'center', gap: 1.5, color: answers ? 'ink.secondary' : 'status.warn.text' }}
    >
      <Box component="span" sx={{ display: 'flex', color: answers ? 'status.ok.solid' : 'status.warn.solid' }}>
        <Icon size={14} strokeWidth={1.75} aria-hidden />
      </Box>
      {answers ? (data.latencyMs === null ? t('answers') : format.latency(data.latencyMs)) : t('notReachable')}
    </Box>
  );
};
