import { useTranslation } from 'react-i18next';
import { useQuiet } from '../components/use-quiet.ts';
import { useCall } from '../ipc/use-call.ts';
import { useLiveOperations, useWaitingOperations } from '../stores/operations.ts';
import { useOnline } from '../stores/reachability.ts';
import { usePlatform, useSession } from '../stores/session.ts';
import type { NavMark } from './nav-item.tsx';

/** Totals above this are not shown in the rail. */
const largestTotal = 999;

export interface NavMarks {
  readonly tenants: NavMark | undefined;
  readonly registrations: NavMark | undefined;
  readonly attention: NavMark | undefined;
  readonly operations: NavMark | undefined;
  readonly platform: NavMark | undefined;
}

/** Grey for size, tinted when someone must act, turning while something runs. */
export function useNavMarks(): NavMarks {
  const { t } = useTranslation('frame');
  const reads = useSession(({ state }) => state?.phase === 'signed_in' || state?.phase === 'bootstrap');
  const schema = usePlatform()?.capabilities.bookkeeping === false;
  const quiet = useQuiet(reads);
  const counts = useCall('registrations.counts', {}, { enabled: quiet, staleTime: 30_000 }).data;
  const tenants = useCall('tenants.viewCounts', {}, { enabled: reads, staleTime: 30_000 }).data?.all;
  const kept = usePlatform()?.capabilities.bookkeeping === true;
  const findings =
    useCall('attention.list', {}, { enabled: quiet && kept, staleTime: 30_000 }).data?.findings.length ?? 0;
  const online = useOnline();
  const running = useLiveOperations().length;
  const waiting = useWaitingOperations().length;
  return {
    tenants:
      tenants === undefined || tenants > largestTotal
        ? undefined
        : { kind: 'count', count: tenants, label: t('nav.tenantCount', { count: tenants }) },
    registrations:
      counts === undefined || counts.open === 0
        ? undefined
        : counts.failed > 0
          ? {
              kind: 'count',
              count: counts.failed,
              tone: 'danger',
              label: t('nav.failedRegistrations', { count: counts.failed }),
            }
          : { kind: 'count', count: counts.open, label: t('nav.openRegistrations', { count: counts.open }) },
    attention:
      findings + waiting > 0
        ? {
            kind: 'count',
            count: findings + waiting,
            tone: 'warn',
            label: t('nav.attentionCount', { count: findings + waiting }),
          }
        : undefined,
    operations:
      running > 0 && online
        ? { kind: 'running', label: t('nav.runningOperations', { count: running }) }
        : waiting > 0
          ? { kind: 'count', count: waiting, tone: 'warn', label: t('nav.waitingOperations', { count: waiting }) }
          : undefined,
    platform: schema ? { kind: 'dot', tone: 'warn', label: t('nav.schemaNeedsUpgrade') } : undefined,
  };
}
