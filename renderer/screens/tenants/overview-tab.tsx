import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Meter } from '../../components/meter.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TenantFlagsPanel } from '../flags/tenant-flags-panel.tsx';
import { LifecyclePanel } from '../lifecycle/lifecycle-panel.tsx';
import { SetupNote } from '../setup/setup-note.tsx';
import { ActivityList } from './activity-list.tsx';
import { HoldsPanel } from './holds-panel.tsx';
import { StandingPanel } from './standing-panel.tsx';

/** Four facts, the four states with the access that follows, the holds, and who they are. */
export const OverviewTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('tenants');
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) 330px' },
        gap: '12px',
        alignItems: 'start',
      }}
    >
      <Box sx={{ display: 'grid', gap: '12px', minWidth: 0 }}>
        {!tenant.setupCompleted && tenant.lifecycle === 'active' && <SetupNote tenant={tenant} />}
        <Facts tenant={tenant} />
        <StandingPanel tenant={tenant} />
        <HoldsPanel tenant={tenant} />
        <LifecyclePanel tenant={tenant} />
      </Box>
      <Box sx={{ display: 'grid', gap: '12px', minWidth: 0 }}>
        <Identity tenant={tenant} />
        {tenant.lifecycle !== 'deleting' && tenant.lifecycle !== 'deleted' && <TenantFlagsPanel tenantId={tenant.id} />}
        <Panel title={t('activity.recent')} padding="none">
          <ActivityList tenantId={tenant.id} most={5} />
        </Panel>
      </Box>
    </Box>
  );
};

const Facts = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation(['tenants', 'status']);
  const format = useFormat();
  const { mrr, users, maxUsers, periodEndsAt, trialEndsAt, subscription, price, billingPeriod } = tenant;
  const ends = subscription === 'trial' ? trialEndsAt : periodEndsAt;
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '8px',
        '& > *:not(:first-of-type)': { borderLeft: '1px solid', borderColor: 'line.subtle' },
      }}
    >
      <Fact
        label={t('tenants:column.mrr')}
        value={mrr === null || mrr.minor === 0 ? <Missing /> : format.money(mrr, { whole: true })}
      >
        {price === null || billingPeriod === null
          ? t('tenants:fact.noPrice')
          : t(`tenants:fact.${billingPeriod}`, { price: format.money(price) })}
      </Fact>
      <Fact label={t('tenants:fact.subscription')} value={t(`status:subscription.${subscription ?? 'none'}`)}>
        {ends === null
          ? t('tenants:fact.noEnd')
          : t(subscription === 'trial' ? 'tenants:fact.trialEnds' : 'tenants:fact.periodEnds', {
              date: format.date(ends),
            })}
      </Fact>
      <Fact
        label={t('tenants:column.users')}
        value={
          <>
            {format.number(users)}
            {maxUsers !== null && (
              <Box component="span" sx={{ fontSize: 13, fontWeight: 400, color: 'ink.tertiary' }}>
                {' '}
                / {format.number(maxUsers)}
              </Box>
            )}
          </>
        }
      >
        {maxUsers === null ? (
          t('tenants:fact.noLimit')
        ) : (
          <Meter
            used={users}
            limit={maxUsers}
            label={t('tenants:usersOf', { used: users, limit: maxUsers })}
            width="100%"
          />
        )}
      </Fact>
      <Fact label={t('tenants:fact.modules')} value={format.number(tenant.modules.length)}>
        {tenant.modules.length === 0 ? t('tenants:fact.noModules') : tenant.modules.map(({ name }) => name).join(', ')}
      </Fact>
    </Box>
  );
};

const Fact = ({
  label,
  value,
  children,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly children: ReactNode;
}) => (
  <Box sx={{ p: '12px 14px', minWidth: 0 }}>
    <Box component="dt" sx={{ fontSize: 12, color: 'ink.secondary' }}>
      {label}
    </Box>
    <Box component="dd" sx={{ m: 0 }}>
      <Typography variant="kpi" component="div" noWrap>
        {value}
      </Typography>
      <Box
        sx={{
          fontSize: 12,
          color: 'ink.secondary',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {children}
      </Box>
    </Box>
  </Box>
);

const Identity = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation(['tenants', 'common']);
  const format = useFormat();
  const { owner } = tenant;
  return (
    <Panel title={t('tenants:identity.title')}>
      <KeyValues
        rows={[
          { label: t('tenants:column.name'), value: <span lang="tr">{tenant.name}</span> },
          { label: t('tenants:column.code'), value: <Mono>{tenant.code}</Mono> },
          { label: t('tenants:identity.owner'), value: owner === null ? <Missing /> : owner.username },
          {
            label: t('tenants:identity.email'),
            value:
              owner === null ? (
                <Missing />
              ) : (
                <Box
                  component="span"
                  sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, minWidth: 0, overflowWrap: 'anywhere' }}
                >
                  {owner.email}
                  <CopyButton text={owner.email} label={t('tenants:identity.email')} />
                </Box>
              ),
          },
          {
            label: t('tenants:identity.emailVerified'),
            value: owner === null ? <Missing /> : t(owner.emailVerified ? 'common:yes' : 'common:no'),
          },
          {
            label: t('tenants:identity.setup'),
            value:
              tenant.setupCompletedAt === null
                ? t(tenant.setupCompleted ? 'tenants:identity.setupDone' : 'tenants:identity.setupOpen')
                : format.date(tenant.setupCompletedAt),
          },
          {
            label: t('tenants:column.database'),
            value: tenant.databaseName === null ? <Missing /> : <Mono>{tenant.databaseName}</Mono>,
          },
        ]}
      />
    </Panel>
  );
};
