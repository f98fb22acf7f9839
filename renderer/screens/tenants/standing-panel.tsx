import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { isByPlatform, isLive } from '../../../shared/domain/holds.ts';
import { Chip } from '../../components/chip.tsx';
import { Panel } from '../../components/panel.tsx';
import { lifecycleLook } from '../../components/status/lifecycle-look.ts';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { subscriptionLook } from '../../components/status/subscription-look.ts';

const accessGlyph = { full: ['dot', 'ok'], read_only: ['bars', 'warn'], none: ['bars', 'neutral'] } as const;

/** The four machines side by side, and the access that follows from them with its reason. */
export const StandingPanel = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation(['tenants', 'status']);
  const live = tenant.holds.filter(isLive);
  const { access, reasons } = tenant.access;
  const [glyph, tone] = accessGlyph[access];
  const why = reasons.map((reason) =>
    reason.because === 'lifecycle'
      ? t(`status:lifecycle.${reason.lifecycle}`)
      : live.every((hold) => hold.kind !== reason.kind || isByPlatform(hold))
        ? t('tenants:standing.byPlatform')
        : t('tenants:standing.byHold', { kind: t(`status:hold.${reason.kind}`) }),
  );
  return (
    <Panel title={t('tenants:standing.title')}>
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
          gap: '12px',
          '& dt': { fontSize: 12, color: 'ink.secondary', mb: '4px' },
          '& dd': { m: 0 },
        }}
      >
        <div>
          <dt>{t('tenants:standing.lifecycle')}</dt>
          <dd>
            <StatusChip look={lifecycleLook(tenant.lifecycle)} />
          </dd>
        </div>
        <div>
          <dt>{t('tenants:standing.holds')}</dt>
          <dd>
            <Chip
              glyph={live.length === 0 ? 'check' : 'bars'}
              tone={live.length === 0 ? 'ok' : 'neutral'}
              form={live.length === 0 ? 'calm' : 'tinted'}
            >
              {live.length === 0
                ? t('tenants:standing.noHold')
                : t('tenants:standing.holdCount', { count: live.length })}
            </Chip>
          </dd>
        </div>
        <div>
          <dt>{t('tenants:standing.subscription')}</dt>
          <dd>
            {tenant.subscription === null ? (
              <Chip glyph="dash" tone="neutral" form="calm">
                {t('status:subscription.none')}
              </Chip>
            ) : (
              <StatusChip look={subscriptionLook(tenant.subscription)} />
            )}
          </dd>
        </div>
        <div>
          <dt>{t('tenants:standing.access')}</dt>
          <dd>
            <Chip glyph={glyph} tone={tone}>
              {t(`status:access.${access}`)}
            </Chip>
            {why.length > 0 && (
              <Box sx={{ fontSize: 12, color: 'ink.secondary', mt: '4px' }}>{[...new Set(why)].join(', ')}</Box>
            )}
          </dd>
        </div>
      </Box>
    </Panel>
  );
};
