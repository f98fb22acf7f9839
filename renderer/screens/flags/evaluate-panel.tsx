import Box from '@mui/material/Box';
import { keepPreviousData } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FlagEvaluation, FlagRulesInput } from '../../../shared/contract/flags.ts';
import { flagRuleNames } from '../../../shared/domain/flags.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { onLook } from './flag-look.ts';
import { type PickedTenant, TenantPicker } from './tenant-picker.tsx';
import { useFlagWords } from './use-flag-words.ts';

interface EvaluatePanelProps {
  readonly flagKey: string;
  /** Null: as they are saved. */
  readonly rules: FlagRulesInput | null;
  readonly stopped: boolean;
  readonly tenant: PickedTenant | null;
  onTenant(tenant: PickedTenant): void;
}

/** Whether one tenant has it, and the way to the rule that says so. */
export const EvaluatePanel = ({ flagKey, rules, stopped, tenant, onTenant }: EvaluatePanelProps) => {
  const { t } = useTranslation('flags');
  return (
    <Panel title={t('evaluate.title')} padding="none">
      <Box sx={{ p: '12px 14px' }}>
        <TenantPicker label={t('evaluate.tenant')} value={tenant} onPick={onTenant} />
        {tenant === null && (
          <Box sx={{ mt: 2, fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{t('evaluate.choose')}</Box>
        )}
      </Box>
      {tenant !== null && <Evaluated flagKey={flagKey} rules={rules} stopped={stopped} tenant={tenant} />}
    </Panel>
  );
};

type EvaluatedProps = Omit<EvaluatePanelProps, 'onTenant' | 'tenant'> & { readonly tenant: PickedTenant };

const Evaluated = ({ flagKey, rules, stopped, tenant }: EvaluatedProps) => {
  const { data, error, refetch } = useCall(
    'flags.evaluate',
    { key: flagKey, tenantId: tenant.id, rules },
    { placeholderData: keepPreviousData },
  );
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows rows={3} />;
  return <Verdict evaluation={data} unsaved={rules !== null} stopped={stopped} />;
};

interface VerdictProps {
  readonly evaluation: FlagEvaluation;
  readonly unsaved: boolean;
  readonly stopped: boolean;
}

const Verdict = ({ evaluation, unsaved, stopped }: VerdictProps) => {
  const { t } = useTranslation('flags');
  const words = useFlagWords();
  const { decision, saved } = evaluation;
  const deciding = flagRuleNames.indexOf(decision.by);
  const { glyph, tone } = onLook(decision.on);
  return (
    <>
      <Box role="status" sx={{ px: '14px', pb: '12px' }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <StatusGlyph glyph={glyph} tone={tone} size={16} />
          <Box component="span" sx={{ flex: 1, fontSize: 20, lineHeight: '28px', fontWeight: 600 }}>
            {t(decision.on ? 'evaluate.on' : 'evaluate.off')}
          </Box>
          {unsaved && (
            <Box component="span" sx={{ fontSize: 12, color: 'ink.secondary' }}>
              {t('evaluate.unsaved')}
            </Box>
          )}
        </Box>
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
          {t('evaluate.decides', { number: deciding + 1, why: words.why({ ...evaluation, stopped }) })}
          {saved.on !== decision.on && (
            <> {t('evaluate.before', { state: t(saved.on ? 'evaluate.on' : 'evaluate.off') })}</>
          )}
        </Box>
      </Box>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {flagRuleNames.map((rule, at) => {
          const decides = at === deciding;
          return (
            <Box
              component="li"
              key={rule}
              {...(decides ? { 'aria-current': 'step' } : {})}
              sx={{
                display: 'flex',
                gap: 2.5,
                px: '14px',
                py: '6px',
                fontSize: 12,
                lineHeight: '20px',
                borderTop: '1px solid',
                borderColor: 'line.subtle',
                bgcolor: decides ? 'surface.selected' : 'transparent',
                fontWeight: decides ? 600 : 400,
                color: at > deciding ? 'ink.tertiary' : 'ink.primary',
              }}
            >
              <Box component="span" className="n" sx={{ width: 14, flex: 'none' }}>
                {at + 1}
              </Box>
              <Box component="span" sx={{ flex: 'none' }}>
                {t(`rule.${rule}`)}
              </Box>
              <Box component="span" className="n" sx={{ flex: 1, textAlign: 'right', overflowWrap: 'anywhere' }}>
                {at > deciding && rule !== 'rollout' ? t('path.notReached') : words.step(rule, evaluation)}
              </Box>
            </Box>
          );
        })}
      </Box>
    </>
  );
};
