import { useQueryClient } from '@tanstack/react-query';
import { Wifi, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { useReachability } from '../stores/reachability.ts';
import { v } from '../theme/tokens.ts';
import { Segment } from './segment.tsx';

/** Online or not; asks again when pressed. The latency is beside the live part, so it is not announced. */
export const ConnectionSegment = () => {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const queries = useQueryClient();
  const state = useReachability((mirror) => mirror.state);
  const ask = (): void => void queries.refetchQueries({ queryKey: ['session.ping'] });
  if (state === null)
    return (
      <Segment icon={<Wifi size={13} strokeWidth={1.75} aria-hidden />} live>
        {t('status.connecting')}
      </Segment>
    );
  if (!state.online)
    return (
      <Segment
        icon={<WifiOff size={13} strokeWidth={1.75} aria-hidden />}
        tone="warn"
        hint={t('status.checked', { time: format.time(state.checkedAt) })}
        live
        onClick={ask}
      >
        {t('status.offlineSince', { time: format.time(state.since) })}
      </Segment>
    );
  return (
    <Segment
      icon={<Wifi size={13} strokeWidth={1.75} style={{ color: v('status-ok-solid') }} aria-hidden />}
      hint={t('status.checked', { time: format.time(state.checkedAt) })}
      onClick={ask}
    >
      <span role="status">{t('status.online')}</span>
      <span className="n" style={{ color: v('ink-tertiary') }}>
        {format.latency(state.latencyMs)}
      </span>
    </Segment>
  );
};
