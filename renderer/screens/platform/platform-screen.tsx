import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { DatabaseZap, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemaReport } from '../../../shared/contract/platform.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Page } from '../../components/page.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { callKey, useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { usePlatform, useSession } from '../../stores/session.ts';
import { FindingsPanel } from './findings-panel.tsx';
import { FirstOperatorForm } from './first-operator-form.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { ReadOnlyNote } from './read-only-note.tsx';
import { ReadyNote } from './ready-note.tsx';
import { SchemaState } from './schema-state.tsx';
import { SetUpSteps } from './set-up-steps.tsx';
import { UpgradeDialog } from './upgrade-dialog.tsx';

/** What the platform's database is to the console, and the one change of it that the console makes. */
export const PlatformScreen = () => {
  const { t } = useTranslation('platform');
  const format = useFormat();
  const platform = usePlatform();
  const check = useCall('platform.check', {});
  const guard = useGuard({ call: 'platform.upgrade' });
  const { asking, ask, ended, dialog, planChanged } = useUpgrade(check.data, () => void check.refetch());
  const report = check.data;
  const mayRun = report !== undefined && report.plan.length > 0;
  return (
    <>
      <PageHead
        title={t('title')}
        sub={report && t('checked', { when: format.time(new Date(check.dataUpdatedAt).toISOString()) })}
        actions={
          <>
            <Button
              startIcon={<RefreshCw size={14} strokeWidth={1.75} aria-hidden />}
              disabled={check.isFetching}
              onClick={() => void check.refetch()}
            >
              {t('again')}
            </Button>
            {mayRun && !guard.forbidden && (
              <GuardedButton
                guard={guard}
                variant="contained"
                color="primary"
                icon={<DatabaseZap size={14} strokeWidth={1.75} aria-hidden />}
                onClick={ask}
              >
                {t(report.state === 'empty' ? 'create' : 'upgrade')}
              </GuardedButton>
            )}
          </>
        }
      />
      <Page>
        {report === undefined || platform === null ? (
          check.error === null ? (
            <Skeletons what={t('reading')}>
              <SkeletonRows rows={12} />
            </Skeletons>
          ) : (
            <ErrorState error={check.error} onRetry={() => void check.refetch()} />
          )
        ) : (
          <>
            {check.error !== null && <InlineError error={check.error} />}
            <SetUp report={report} />
            {ended !== null && (
              <InlineMessage
                tone="ok"
                title={t('done', { count: ended.statements, version: format.number(ended.version) })}
                body={t('doneBody')}
              />
            )}
            {planChanged !== null && <InlineError error={planChanged} />}
            <SchemaState report={report} platform={platform} />
            {mayRun && <ReadOnlyNote guard={guard} />}
            <Box
              sx={{
                display: 'grid',
                gap: '12px',
                alignItems: 'start',
                gridTemplateColumns:
                  report.state === 'empty' || !mayRun ? '1fr' : { xs: '1fr', md: 'minmax(0, 5fr) minmax(0, 7fr)' },
              }}
            >
              {report.state !== 'empty' && <FindingsPanel report={report} />}
              {mayRun && <PlanPanel plan={report.plan} />}
            </Box>
          </>
        )}
      </Page>
      {asking && report !== undefined && <UpgradeDialog report={report} {...dialog} />}
    </>
  );
};

/** Running the plan that is shown; another plan by then is read again, and shown before anything runs. */
function useUpgrade(report: SchemaReport | undefined, readAgain: () => void) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [ended, setEnded] = useState<{ readonly statements: number; readonly version: number } | null>(null);
  const upgrade = useChange('platform.upgrade', {
    errors: 'here',
    onDone: (after) => {
      setAsking(false);
      setEnded({ statements: report?.plan.length ?? 0, version: after.version ?? after.target });
      queries.setQueryData(callKey('platform.check', {}), after);
      // With its new columns the platform answers everything else anew.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'platform.check' });
    },
  });
  const changed = upgrade.error?.key === 'platform.plan_changed' ? upgrade.error : null;
  return {
    asking,
    ended,
    planChanged: changed,
    ask(): void {
      upgrade.reset();
      setEnded(null);
      setAsking(true);
    },
    dialog: {
      busy: upgrade.isPending,
      error: upgrade.error,
      onClose: () => setAsking(false),
      onConfirm(): void {
        if (report === undefined) return;
        upgrade.mutate(
          { planHash: report.planHash },
          {
            onError: ({ key }) => {
              if (key !== 'platform.plan_changed') return;
              setAsking(false);
              readAgain();
            },
          },
        );
      },
    },
  };
}

/** The way of a platform without operators; it ends when the first one is signed in. */
const SetUp = ({ report }: { readonly report: SchemaReport }) => {
  const bootstrap = useSession(({ state }) => state?.phase === 'bootstrap');
  const bookkeeping = usePlatform()?.capabilities.bookkeeping === true;
  const [created, setCreated] = useState(false);
  if (report.state === 'foreign' || report.state === 'newer' || (!bootstrap && !created)) return null;
  const at = created ? 'ready' : bookkeeping ? 'operator' : 'schema';
  return (
    <>
      <SetUpSteps at={at} readable={report.state !== 'empty'} />
      {at === 'operator' && <FirstOperatorForm onCreated={() => setCreated(true)} />}
      {at === 'ready' && <ReadyNote />}
    </>
  );
};
