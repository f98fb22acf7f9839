import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { CountPill } from '../../components/count-pill.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { ArchiveActions } from './archive-actions.tsx';
import { backupsOf, exportsOf } from './archive-facts.ts';
import { ArchiveList } from './archive-list.tsx';
import { CopiesPanel } from './copies-panel.tsx';
import { NewestPanel } from './newest-panel.tsx';
import { type TenantBusy, useTenantBusy } from './tenant-busy.ts';

/** What a tenant can be brought back from, and the databases that were brought back. */
export const BackupsTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('archives');
  const { data, error, refetch } = useCall('archives.list', { tenantId: tenant.id });
  const busy = useTenantBusy(tenant);
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return (
      <Skeletons>
        <SkeletonRows rows={8} />
      </Skeletons>
    );
  }
  const backups = backupsOf(data);
  const exported = exportsOf(data);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px' }}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      <NewestPanel tenant={tenant} newest={backups[0]} busy={busy} />
      <CopiesPanel tenant={tenant} archives={data} busy={busy} />
      {backups.length > 0 && <BackupsPanel backups={backups} busy={busy} />}
      <Panel title={t('export.listTitle')} note={<CountPill count={exported.length} />} padding="none">
        {exported.length === 0 ? (
          <Box sx={{ p: '14px', color: 'ink.secondary' }}>{t('export.none')}</Box>
        ) : (
          <ArchiveList label={t('export.listTitle')} archives={exported} />
        )}
      </Panel>
    </Box>
  );
};

/** As many as are read without looking for one. */
const shownAtFirst = 10;

const BackupsPanel = ({
  backups,
  busy,
}: {
  readonly backups: ReadonlyArray<ArchiveRow>;
  readonly busy: TenantBusy;
}) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? backups : backups.slice(0, shownAtFirst);
  return (
    <Panel
      title={t('list.title')}
      note={<CountPill count={backups.length} />}
      padding="none"
      actions={
        shown.length < backups.length ? (
          <Button size="small" variant="text" onClick={() => setAll(true)}>
            {t('list.showAll', { count: backups.length, amount: format.number(backups.length) })}
          </Button>
        ) : undefined
      }
    >
      <ArchiveList
        label={t('list.title')}
        archives={shown}
        actions={(archive) => <ArchiveActions archive={archive} busy={busy} />}
      />
    </Panel>
  );
};
