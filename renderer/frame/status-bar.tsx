import Box from '@mui/material/Box';
import { FileClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlatformInfo } from '../../shared/contract/session.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useCall } from '../ipc/use-call.ts';
import { useReachability } from '../stores/reachability.ts';
import { layout, v } from '../theme/tokens.ts';
import { ConnectionSegment } from './connection-segment.tsx';
import { EnvironmentSegment } from './environment-segment.tsx';
import { ModeSegment } from './mode-segment.tsx';
import { OperationsSegment } from './operations-segment.tsx';
import { Segment } from './segment.tsx';
import { useNow } from './use-now.ts';

interface StatusBarProps {
  readonly platform: PlatformInfo;
  readonly collapsed: boolean;
}

/** What is true now. Stays above scrims. */
export const StatusBar = ({ platform, collapsed }: StatusBarProps) => {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow(10_000);
  const offline = useReachability(({ state }) => (state?.online === false ? state : null));
  const version = useCall('settings.info', {}, { staleTime: Number.POSITIVE_INFINITY }).data?.version;
  return (
    <Box
      component="footer"
      data-region
      tabIndex={-1}
      aria-label={t('regions.statusBar')}
      sx={{
        position: 'relative',
        zIndex: 1400,
        display: 'flex',
        alignItems: 'stretch',
        flex: 'none',
        height: layout.statusBar,
        bgcolor: 'surface.chrome',
        borderTop: '1px solid',
        borderColor: 'line.default',
        fontSize: 12,
        color: 'ink.secondary',
        whiteSpace: 'nowrap',
        overflow: 'hidden',
        outline: 'none',
        '& :focus-visible': { outlineOffset: '-2px' },
      }}
    >
      <EnvironmentSegment platform={platform} collapsed={collapsed} />
      <ConnectionSegment />
      <ModeSegment />
      <Segment
        icon={<FileClock size={13} strokeWidth={1.75} aria-hidden />}
        {...(offline === null ? { narrow: 'hide' } : {})}
      >
        {offline === null ? t('status.live') : t('status.asOf', { time: format.time(offline.since) })}
      </Segment>
      <Box sx={{ flex: 1 }} />
      <OperationsSegment />
      <Segment hint={t('status.zone')}>
        <span className="n">
          {platform.timeZone} {format.time(now.toISOString())}
        </span>
      </Segment>
      <Segment hint={t('status.currency')} narrow="hide">
        {platform.currency}
      </Segment>
      {version !== undefined && (
        <Segment hint={t('status.version')}>
          <span style={{ color: v('ink-tertiary') }}>v{version}</span>
        </Segment>
      )}
    </Box>
  );
};
