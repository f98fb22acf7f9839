import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantSettings } from '../../../shared/contract/tenant-settings.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { EffectiveLimit } from '../../../shared/domain/limits.ts';
import { type Guard, useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Meter } from '../../components/meter.tsx';
import { Panel } from '../../components/panel.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { Unseen } from '../../components/unseen.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { ClearDialog } from './clear-dialog.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { useLimitWords } from './use-limit-words.ts';

interface LimitsPanelProps {
  readonly tenant: TenantDetail;
  readonly settings: TenantSettings;
}

const columns = ['limit', 'value', 'used', 'origin', 'actions'] as const;

/** Each limit as it holds today, what is used of it, and where it comes from. */
export const LimitsPanel = ({ tenant, settings }: LimitsPanelProps) => {
  const { t } = useTranslation('tenant-settings');
  const guard = useGuard({ call: 'tenantSettings.setOverride' });
  const [asked, setAsked] = useState<{ readonly limit: EffectiveLimit; readonly clear: boolean } | null>(null);
  return (
    <Panel title={t('limits.title')} note={usePackageNote(settings)} padding="none">
      <Box sx={{ overflowX: 'auto' }}>
        <PlainTable aria-label={t('limits.title')} sx={{ '& td': { verticalAlign: 'middle' } }}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`limits.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {settings.limits.map((limit) => (
              <LimitRow
                key={limit.key}
                limit={limit}
                guard={guard}
                onSet={() => setAsked({ limit, clear: false })}
                onClear={() => setAsked({ limit, clear: true })}
              />
            ))}
          </tbody>
        </PlainTable>
      </Box>
      <Expired settings={settings} />
      {asked !== null && !asked.clear && (
        <OverrideDialog tenant={tenant} limit={asked.limit} today={settings.today} onClose={() => setAsked(null)} />
      )}
      {asked?.clear === true && <ClearDialog tenant={tenant} limit={asked.limit} onClose={() => setAsked(null)} />}
    </Panel>
  );
};

function usePackageNote({ package: bought }: TenantSettings): string {
  const { t } = useTranslation('tenant-settings');
  if (bought === null) return t('limits.noPackage');
  return bought.sold === bought.version ? t('limits.package', bought) : t('limits.packageOld', bought);
}

/** Overrides whose last day is over: nobody wonders where they went. */
const Expired = ({ settings }: { readonly settings: TenantSettings }) => {
  const { t } = useTranslation('tenant-settings');
  const format = useFormat();
  const words = useLimitWords();
  const over = settings.overrides.flatMap((one) =>
    one.until === null || one.until >= settings.today ? [] : [{ ...one, until: one.until }],
  );
  return over.map(({ key, value, until }) => (
    <Box
      key={key}
      sx={{
        px: '14px',
        py: '8px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        fontSize: 12,
        color: 'ink.tertiary',
      }}
    >
      {t('limits.expired', { name: words.name(key), value: words.amount(key, value), until: format.day(until) })}
    </Box>
  ));
};

interface LimitRowProps {
  readonly limit: EffectiveLimit;
  readonly guard: Guard;
  onSet(): void;
  onClear(): void;
}

const LimitRow = ({ limit, guard, onSet, onClear }: LimitRowProps) => {
  const { t } = useTranslation('tenant-settings');
  const words = useLimitWords();
  const { key, value, origin } = limit;
  const name = words.name(key);
  const overridden = origin.from === 'override';
  return (
    <tr>
      <td>
        <Box sx={{ fontWeight: 500 }}>{name}</Box>
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.tertiary' }}>{words.unit(key)}</Box>
      </td>
      <td className="n">{words.amount(key, value)}</td>
      <td>
        <Used limit={limit} />
      </td>
      <Box component="td" sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
        {words.origin(limit)}
        {overridden && (
          <Box sx={{ color: 'ink.tertiary', overflowWrap: 'anywhere' }}>
            {origin.reason}, {t('limits.instead', { value: words.amount(key, origin.packageValue) })}
          </Box>
        )}
      </Box>
      <Box component="td" sx={{ width: 190 }}>
        <Box sx={{ display: 'flex', gap: 1 }}>
          <GuardedButton guard={guard} size="small" onClick={onSet}>
            <span aria-hidden>{t(overridden ? 'limits.change' : 'limits.set')}</span>
            <Unseen>{t(overridden ? 'limits.changeNamed' : 'limits.setNamed', { name })}</Unseen>
          </GuardedButton>
          {overridden && guard.allowed && (
            <GuardedButton guard={guard} size="small" variant="text" onClick={onClear}>
              <span aria-hidden>{t('limits.clear')}</span>
              <Unseen>{t('limits.clearNamed', { name })}</Unseen>
            </GuardedButton>
          )}
        </Box>
      </Box>
    </tr>
  );
};

const Used = ({ limit }: { readonly limit: EffectiveLimit }) => {
  const { t } = useTranslation('tenant-settings');
  const words = useLimitWords();
  const { key, used, value } = limit;
  if (used === null)
    return (
      <Box component="span" sx={{ fontSize: 12, color: 'ink.tertiary' }}>
        {t('limits.unknown')}
      </Box>
    );
  const excess = words.excess(limit);
  const shown = words.amount(key, used);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, whiteSpace: 'nowrap' }}>
      {value !== null && (
        <Meter
          used={used}
          limit={value}
          width={64}
          label={t('limits.usedOf', { name: words.name(key), used: shown, limit: words.amount(key, value) })}
        />
      )}
      <Box component="span" className="n" sx={excess === null ? {} : { color: 'status.danger.text', fontWeight: 500 }}>
        {shown}
      </Box>
      {excess !== null && (
        <Box sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, fontSize: 12, color: 'status.danger.text' }}>
          <StatusGlyph glyph="triangle" tone="danger" />
          {excess}
        </Box>
      )}
    </Box>
  );
};
