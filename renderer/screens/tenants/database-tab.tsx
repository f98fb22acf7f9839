import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { DatabaseZap, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantDatabaseInfo, TenantDetail } from '../../../shared/contract/tenants.ts';
import { Chip } from '../../components/chip.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { DatabaseTables } from './database-tables.tsx';

/** The tenant's own database as it is at this moment: asked of the server when the tab opens, never from memory. */
export const DatabaseTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('tenants');
  const { data, error, refetch, isFetching } = useCall('tenants.database', { id: tenant.id }, { staleTime: 0 });
  if (tenant.databaseName === null)
    return <EmptyState icon={DatabaseZap} title={t('database.none')} body={t('database.noneBody')} />;
  if (error !== null && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Skeletons what={tenant.databaseName}>
        <SkeletonRows rows={8} />
      </Skeletons>
    );
  }
  return (
    <Box sx={{ display: 'grid', gap: '12px' }}>
      <Warnings database={data} />
      <Connection database={data} checking={isFetching} onCheck={() => void refetch()} />
      <DatabaseTables database={data} />
    </Box>
  );
};

const Connection = ({
  database,
  checking,
  onCheck,
}: {
  readonly database: TenantDatabaseInfo;
  readonly checking: boolean;
  onCheck(): void;
}) => {
  const { t } = useTranslation('tenants');
  const connectionRows = useConnectionRows(database);
  const roleRows = useRoleRows(database);
  return (
    <Panel
      title={t('database.connection')}
      actions={
        <Button
          size="small"
          startIcon={<RefreshCw size={13} strokeWidth={1.75} aria-hidden />}
          disabled={checking}
          onClick={onCheck}
        >
          {t('database.again')}
        </Button>
      }
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '28px' }}>
        <KeyValues rows={connectionRows} labelWidth={140} />
        <KeyValues rows={roleRows} labelWidth={160} />
      </Box>
    </Panel>
  );
};

const Warnings = ({ database }: { readonly database: TenantDatabaseInfo }) => {
  const { t } = useTranslation('tenants');
  const { name, stamp } = database;
  if (!database.exists)
    return <InlineMessage tone="danger" title={t('database.absent', { name })} body={t('database.absentBody')} />;
  if (database.invalid)
    return <InlineMessage tone="danger" title={t('database.invalid', { name })} body={t('database.invalidBody')} />;
  if (stamp.state === 'foreign')
    return (
      <InlineMessage
        tone="danger"
        title={t('database.foreign')}
        body={t('database.foreignBody', { tenant: stamp.tenantId ?? '' })}
      />
    );
  if (stamp.state === 'missing')
    return <InlineMessage tone="warn" title={t('database.unstamped')} body={t('database.unstampedBody')} />;
  if (database.publicCanConnect)
    return <InlineMessage tone="warn" title={t('database.public')} body={t('database.publicBody')} />;
  return null;
};

/** An identifier that people paste elsewhere; as high as the lines beside it. */
const Copied = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, minWidth: 0, my: '-4px' }}>
    <Mono sx={{ overflowWrap: 'anywhere' }}>{text}</Mono>
    <CopyButton text={text} label={label} />
  </Box>
);

function useConnectionRows(database: TenantDatabaseInfo): ReadonlyArray<KeyValue> {
  const { t } = useTranslation(['tenants', 'common']);
  const format = useFormat();
  const { stamp } = database;
  const stampTone = {
    ours: ['check', 'ok'],
    missing: ['triangle', 'warn'],
    foreign: ['octagon', 'danger'],
    unreadable: ['ring-mark', 'neutral'],
  } as const;
  const [glyph, tone] = stampTone[stamp.state];
  return [
    { label: t('tenants:database.isolation'), value: t('tenants:database.perTenant') },
    { label: t('tenants:database.engine'), value: database.server },
    { label: t('tenants:database.host'), value: <Mono>{database.host}</Mono> },
    {
      label: t('tenants:column.database'),
      value: <Copied text={database.name} label={t('tenants:column.database')} />,
    },
    { label: t('tenants:database.size'), value: database.bytes === null ? <Missing /> : format.bytes(database.bytes) },
    {
      label: t('tenants:database.latency'),
      value: database.latencyMs === null ? <Missing /> : format.latency(database.latencyMs),
    },
    {
      label: t('tenants:database.stamp'),
      value: (
        // A quiet chip is indented for lists; here it stands in a line of its own.
        <Box component="span" sx={{ display: 'inline-flex', ml: '-6px' }}>
          <Chip glyph={glyph} tone={tone} form="quiet">
            {t(`tenants:database.stamps.${stamp.state}`)}
          </Chip>
        </Box>
      ),
    },
  ];
}

function useRoleRows(database: TenantDatabaseInfo): ReadonlyArray<KeyValue> {
  const { t } = useTranslation(['tenants', 'common']);
  const format = useFormat();
  const { role, sessions, connectionLimit } = database;
  const yesNo = (value: boolean | null) => (value === null ? <Missing /> : t(value ? 'common:yes' : 'common:no'));
  return [
    {
      label: t('tenants:database.role'),
      value: role === null ? <Missing /> : <Copied text={role.name} label={t('tenants:database.role')} />,
    },
    { label: t('tenants:database.roleExists'), value: role === null ? <Missing /> : yesNo(role.exists) },
    {
      label: t('tenants:database.canLogin'),
      value: role === null || !role.exists ? <Missing /> : yesNo(role.canLogin),
    },
    {
      label: t('tenants:database.password'),
      value: t(database.passwordKept ? 'tenants:database.passwordKept' : 'tenants:database.passwordNotKept'),
    },
    { label: t('tenants:database.publicConnect'), value: yesNo(database.publicCanConnect) },
    { label: t('tenants:database.accepts'), value: yesNo(database.allowsConnections) },
    {
      label: t('tenants:database.sessions'),
      value:
        connectionLimit < 0
          ? format.number(sessions.length)
          : t('tenants:database.sessionsOf', { count: sessions.length, limit: connectionLimit }),
    },
  ];
}
