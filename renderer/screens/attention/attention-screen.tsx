import Box from '@mui/material/Box';
import { CircleCheck, DatabaseZap, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Arc } from '../../components/arc.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { Page } from '../../components/page.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { FindingPanel } from './finding-panel.tsx';
import { groupFindings } from './group-findings.ts';
import { StoppedOperations } from './stopped-operations.tsx';
import { useAttention } from './use-attention.ts';

/** Everything that waits for a person, in one place, each with what was seen and the safe ways out. */
export const AttentionScreen = () => {
  const { t } = useTranslation('attention');
  const format = useFormat();
  const guard = useGuard({ call: 'attention.look' });
  const { report, look, stopped } = useAttention();
  const { data, error } = report;
  const groups = groupFindings(data?.findings ?? []);
  const deep = look.isPending && look.variables.deep;
  const looking = look.isPending || data?.looking === true;
  return (
    <>
      <PageHead
        title={t('title')}
        sub={
          data === undefined ? undefined : data.lookedAt === null ? (
            t('neverLooked')
          ) : (
            <span title={t('databases', { count: data.databases })}>
              {t('lookedAt', { when: format.moment(data.lookedAt) })}
            </span>
          )
        }
        actions={
          <>
            <GuardedButton
              guard={guard}
              icon={<DatabaseZap size={14} strokeWidth={1.75} aria-hidden />}
              busy={deep}
              onClick={() => look.mutate({ deep: true })}
            >
              {t('lookDeep')}
            </GuardedButton>
            <GuardedButton
              guard={guard}
              icon={<RefreshCw size={14} strokeWidth={1.75} aria-hidden />}
              busy={looking && !deep}
              onClick={() => look.mutate({ deep: false })}
            >
              {t('look')}
            </GuardedButton>
          </>
        }
      />
      <Page>
        <Box role="status" sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
          {looking ? (
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
              <Arc />
              {deep ? t('lookingDeep', { count: data?.databases ?? 0 }) : t('looking')}
            </Box>
          ) : (
            t('lookNote')
          )}
        </Box>
        <InlineError error={look.error} />
        {data === undefined &&
          (error === null ? (
            <SkeletonRows rows={6} height={44} />
          ) : (
            <ErrorState error={error} onRetry={() => void report.refetch()} />
          ))}
        {stopped.length > 0 && <StoppedOperations operations={stopped} />}
        {groups.map((group) => (
          <FindingPanel key={group.kind} group={group} />
        ))}
        {data !== undefined && stopped.length === 0 && groups.length === 0 && (
          <EmptyState
            icon={CircleCheck}
            title={t('empty')}
            body={data.lookedAt === null ? t('emptyNever') : t('emptyBody')}
          />
        )}
      </Page>
    </>
  );
};
