import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { type HoldEffect, holdEffects } from '../../../shared/domain/holds.ts';
import { CheckInput } from '../../components/check-input.tsx';

interface EffectsFieldProps {
  readonly effects: ReadonlyArray<HoldEffect>;
  onChange(effects: ReadonlyArray<HoldEffect>): void;
}

/** What a hold does, one tick for each. */
export const EffectsField = ({ effects, onChange }: EffectsFieldProps) => {
  const { t } = useTranslation(['tenants', 'status']);
  const toggle = (effect: HoldEffect, on: boolean): void =>
    onChange(holdEffects.filter((one) => (one === effect ? on : effects.includes(one))));
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, display: 'grid', gap: 1 }}>
      <Box
        component="legend"
        sx={{ p: 0, mb: 1, fontSize: 12, lineHeight: '18px', fontWeight: 500, color: 'ink.secondary' }}
      >
        {t('tenants:hold.effects')}
      </Box>
      {holdEffects.map((effect) => (
        <CheckInput
          key={effect}
          label={t(`status:holdEffect.${effect}`)}
          checked={effects.includes(effect)}
          onChange={(on) => toggle(effect, on)}
        />
      ))}
    </Box>
  );
};
