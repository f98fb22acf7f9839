import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { ActivityRow } from '../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { logLook } from '../../components/status/log-look.ts';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useActionName } from '../log/action-name.ts';

/** What was done with a tenant, by whom, newest first; all of it, or the newest few. */
export const ActivityList = ({ tenantId, most }: { readonly tenantId: TenantId; readonly most?: number }) => {
  const { t } = useTranslation('tenants');
  const { data, error, refetch } = useCall('tenants.activity', { id: tenantId });
  if (error !== null && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Skeletons>
        <SkeletonRows rows={most ?? 8} height={40} />
      </Skeletons>
    );
  }
  if (data.length === 0) return <Box sx={{ p: '14px', color: 'ink.secondary' }}>{t('activity.none')}</Box>;
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {data.slice(0, most).map((row) => (
        <Entry key={`${row.source} ${row.at} ${row.action}`} row={row} wide={most === undefined} />
      ))}
    </Box>
  );
};

const Entry = ({ row, wide }: { readonly row: ActivityRow; readonly wide: boolean }) => {
  const format = useFormat();
  const actionName = useActionName();
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'baseline',
        gap: 3,
        px: '14px',
        py: '7px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: wide ? 500 : 400 }}>{actionName(row.action)}</Box>
        <Box sx={{ fontSize: 12, color: 'ink.secondary', overflowWrap: 'anywhere' }}>
          {[row.who, ...(row.note === null ? [] : [row.note])].join(' · ')}
        </Box>
      </Box>
      {(wide || row.outcome !== 'succeeded') && <StatusChip look={logLook(row.outcome)} form="quiet" />}
      <Box className="n" sx={{ fontSize: 12, color: 'ink.tertiary', flex: 'none' }}>
        {format.moment(row.at)}
      </Box>
    </Box>
  );
};
