import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { SchemaReport } from '../../../shared/contract/platform.ts';
import type { PlatformInfo } from '../../../shared/contract/session.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Mono } from '../../components/mono.tsx';
import { type Glyph, StatusGlyph, type StatusTone } from '../../components/status-glyph.tsx';
import { useFormat } from '../../i18n/use-format.ts';

type Told = SchemaReport['state'] | 'stuck';

const looks: Readonly<Record<Told, { readonly glyph: Glyph; readonly tone: StatusTone }>> = {
  empty: { glyph: 'dashed-ring', tone: 'neutral' },
  foreign: { glyph: 'octagon', tone: 'danger' },
  source_only: { glyph: 'arrow-up', tone: 'warn' },
  outdated: { glyph: 'arrow-up', tone: 'warn' },
  stuck: { glyph: 'triangle', tone: 'warn' },
  current: { glyph: 'disc-check', tone: 'ok' },
  newer: { glyph: 'triangle', tone: 'warn' },
};

interface SchemaStateProps {
  readonly report: SchemaReport;
  readonly platform: PlatformInfo;
}

/** In a sentence: what this database is to the console. */
export const SchemaState = ({ report, platform }: SchemaStateProps) => {
  const { t } = useTranslation('platform');
  const format = useFormat();
  const { state, version, target, plan } = report;
  const told: Told = state === 'outdated' && plan.length === 0 ? 'stuck' : state;
  const versions = {
    version: format.number(version ?? 0),
    target: format.number(target),
  };
  return (
    <Box
      component="section"
      aria-label={t('title')}
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) 400px' },
        gap: '12px 28px',
        p: '14px',
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '8px',
      }}
    >
      <Box sx={{ display: 'flex', gap: 2.5, '& > svg': { mt: '5px' } }}>
        <StatusGlyph {...looks[told]} size={14} />
        <Box sx={{ maxWidth: 640 }}>
          <Box component="h2" sx={{ m: 0, fontSize: 16, lineHeight: '24px', fontWeight: 600 }}>
            {t(`state.${told}.title`)}
          </Box>
          <Box sx={{ color: 'ink.secondary' }}>{t(`state.${told}.body`)}</Box>
        </Box>
      </Box>
      <KeyValues
        labelWidth={120}
        rows={[
          { label: t('fact.database'), value: <Mono>{platform.database}</Mono> },
          {
            label: t('fact.version'),
            value:
              version === null
                ? t('fact.versionNone', versions)
                : version === target
                  ? t('fact.versionFits', versions)
                  : t('fact.versionTo', versions),
          },
          {
            label: t('fact.plan'),
            value: plan.length === 0 ? t('fact.nothing') : t('fact.statements', { count: plan.length }),
          },
        ]}
      />
    </Box>
  );
};
