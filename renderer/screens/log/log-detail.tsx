import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import type { LogDetail } from '../../../shared/contract/log.ts';
import { AppError } from '../../../shared/errors.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { logLook } from '../../components/status/log-look.ts';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useActionName } from './action-name.ts';
import { Changes } from './changes.tsx';

/** One entry beside the list: who, why, with what, and what it changed. */
export const LogDetailPanel = ({ seq, onClose }: { readonly seq: number; onClose(): void }) => {
  const { t } = useTranslation('log');
  const actionName = useActionName();
  const { data, error, refetch } = useCall('log.get', { seq });
  return (
    <SidePanel
      inset
      title={data === undefined ? t('entry', { seq }) : actionName(data.action)}
      sub={data === undefined ? undefined : t('entry', { seq })}
      foot={
        data === undefined ? undefined : (
          <CopyButton text={JSON.stringify(data, null, 2)} label={t('entry', { seq })} words={t('copyJson')} />
        )
      }
      onClose={onClose}
    >
      {error !== null && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && (
        <Skeletons>
          <SkeletonRows rows={7} />
        </Skeletons>
      )}
      {data !== undefined && <Entry entry={data} />}
    </SidePanel>
  );
};

/** Where the thing itself is, as far as its action says of what kind it is. */
function placeOf({ action, subjectId }: LogDetail): string | null {
  if (subjectId === null) return null;
  if (action.startsWith('tenants.')) return `/tenants/${subjectId}`;
  return action.startsWith('users.') ? `/users?open=${subjectId}` : null;
}

const Entry = ({ entry }: { readonly entry: LogDetail }) => {
  const { t } = useTranslation(['log', 'status']);
  const format = useFormat();
  const on = entry.subject ?? <Missing />;
  const subjectAt = placeOf(entry);
  return (
    <Box sx={{ display: 'grid', gap: '14px' }}>
      <Box>
        <StatusChip look={logLook(entry.outcome)} />
      </Box>
      <KeyValues
        rows={[
          {
            label: t('log:column.on'),
            value:
              subjectAt !== null ? (
                <Link component={RouterLink} to={subjectAt}>
                  {on}
                </Link>
              ) : (
                on
              ),
          },
          {
            label: t('log:column.operator'),
            value: entry.role === null ? entry.operator : `${entry.operator}, ${t(`status:role.${entry.role}`)}`,
          },
          { label: t('log:column.time'), value: `${format.date(entry.at)} ${format.timeWithSeconds(entry.at)}` },
          {
            label: t('log:column.duration'),
            value: entry.durationMs === null ? <Missing /> : format.duration(entry.durationMs),
          },
          { label: t('log:platform'), value: entry.platform ?? <Missing /> },
          { label: t('log:from'), value: `${entry.osUser}@${entry.machine}, ${entry.appVersion}` },
          { label: t('log:reason'), value: entry.reason ?? <Missing /> },
          { label: t('log:call'), value: <Mono>{entry.action}</Mono> },
          ...(entry.operationId === null
            ? []
            : [
                {
                  label: t('log:operation'),
                  value: <Mono sx={{ overflowWrap: 'anywhere' }}>{entry.operationId}</Mono>,
                },
              ]),
        ]}
      />
      {entry.error !== null && <InlineError error={AppError.from(entry.error)} />}
      <Changes before={entry.before} after={entry.after} />
      <Box>
        <Box component="h3" sx={{ fontSize: 12, fontWeight: 600, m: 0, mb: '6px' }}>
          {t('log:parameters')}
        </Box>
        <Box
          component="pre"
          tabIndex={0}
          sx={{
            m: 0,
            p: '10px',
            borderRadius: '6px',
            bgcolor: 'surface.sunken',
            fontFamily: 'mono.fontFamily',
            typography: 'mono',
            overflow: 'auto',
            maxHeight: 260,
          }}
        >
          {JSON.stringify(entry.parameters, null, 2)}
        </Box>
      </Box>
    </Box>
  );
};
