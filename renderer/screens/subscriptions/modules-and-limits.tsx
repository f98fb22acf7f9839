import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { TenantSubscription } from '../../../shared/contract/subscriptions.ts';
import type { EffectiveLimit } from '../../../shared/domain/limits.ts';
import { Meter } from '../../components/meter.tsx';
import { Panel } from '../../components/panel.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { limitAmount } from './limit-amount.ts';

const row = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  minHeight: 33,
  px: '14px',
  py: '4px',
  borderTop: '1px solid',
  borderColor: 'line.subtle',
  '&:first-of-type': { borderTop: 0 },
} as const;

export const SubscribedModules = ({ modules }: Pick<TenantSubscription, 'modules'>) => {
  const { t } = useTranslation('subscriptions');
  return (
    <Panel title={t('modules.title')} padding="none">
      {modules.length === 0 ? (
        <Box sx={{ ...row, color: 'ink.secondary' }}>{t('modules.noneBody')}</Box>
      ) : (
        <Box component="ul" aria-label={t('modules.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {modules.map(({ code, name, maxEntities }) => (
            <Box component="li" key={code} sx={row}>
              <Box component="span" lang="tr" sx={{ flex: 1, minWidth: 0 }}>
                {name}
              </Box>
              <Box component="span" className="n" sx={{ fontSize: 12, color: 'ink.secondary' }}>
                {maxEntities === null ? t('modules.unlimited') : t('modules.upTo', { count: maxEntities })}
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
};

export const SubscribedLimits = ({ limits }: Pick<TenantSubscription, 'limits'>) => {
  const { t } = useTranslation('subscriptions');
  return (
    <Panel title={t('limits.title')} padding="none">
      <Box component="ul" aria-label={t('limits.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {limits.map((limit) => (
          <Box component="li" key={limit.key} sx={row}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              {t(`limit.${limit.key}`)}
              <Origin origin={limit.origin} />
            </Box>
            <Used limit={limit} />
          </Box>
        ))}
      </Box>
    </Panel>
  );
};

const Origin = ({ origin }: Pick<EffectiveLimit, 'origin'>) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  if (origin.from !== 'override') return null;
  const { by, until } = origin;
  return (
    <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>
      {until === null
        ? t('limits.byOverride', { who: by })
        : t('limits.byOverrideUntil', { who: by, date: format.day(until) })}
    </Box>
  );
};

const Used = ({ limit: { key, value, used } }: { readonly limit: EffectiveLimit }) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const over = value !== null && used !== null && used > value;
  const amount = limitAmount(format, key);
  const words =
    value === null
      ? used === null
        ? t('limits.unlimited')
        : t('limits.usedUnlimited', { used: amount(used) })
      : used === null
        ? amount(value)
        : t('limits.of', { used: amount(used), limit: amount(value) });
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
      <Box component="span" className="n" sx={over ? { color: 'status.danger.text', fontWeight: 600 } : {}}>
        {words}
        {over && ` (${t('limits.over')})`}
      </Box>
      {value !== null && used !== null && (
        <Meter used={used} limit={value} label={`${t(`limit.${key}`)}: ${words}`} width={64} />
      )}
    </Box>
  );
};
