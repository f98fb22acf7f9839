import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import Slider from '@mui/material/Slider';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RuleBlock } from './rule-block.tsx';
import { useFlagWords } from './use-flag-words.ts';

interface RolloutRuleProps {
  readonly number: number;
  readonly value: number;
  readonly editable: boolean;
  /** The stage lets the rollout decide. */
  readonly asked: boolean;
  onChange(value: number): void;
}

const marks = [0, 25, 50, 75, 100].map((value) => ({ value }));

export const RolloutRule = ({ number, value, editable, asked, onChange }: RolloutRuleProps) => {
  const { t } = useTranslation('flags');
  const { share } = useFlagWords();
  // While it is dragged only the picture follows; what it would do is counted when it is let go.
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? value;
  const help =
    shown === 0 ? t('rolloutNone') : shown === 100 ? t('rolloutAll') : t('rolloutHelp', { share: share(shown) });
  return (
    <RuleBlock number={number} title={t('rule.rollout')} note={t('rolloutNote')}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: '16px', pl: '8px' }}>
        <Slider
          aria-label={t('rule.rollout')}
          value={shown}
          marks={marks}
          disabled={!editable}
          getAriaValueText={share}
          onChange={(_event, next) => setDragged(next as number)}
          onChangeCommitted={(_event, next) => {
            setDragged(null);
            onChange(next as number);
          }}
          sx={{
            flex: 1,
            height: 4,
            py: '10px',
            color: 'accent.main',
            '& .MuiSlider-rail': { bgcolor: 'line.control', opacity: 0.5 },
            '& .MuiSlider-track': { border: 0 },
            '& .MuiSlider-mark': { width: '2px', height: 10, bgcolor: 'line.control', opacity: 1 },
            '& .MuiSlider-thumb': {
              width: 16,
              height: 16,
              bgcolor: 'surface.panel',
              border: '2px solid',
              borderColor: 'accent.main',
              boxShadow: 'none',
              '&::before': { boxShadow: 'none' },
              '&.Mui-focusVisible': { outline: '2px solid', outlineColor: 'line.focus', outlineOffset: 1 },
            },
          }}
        />
        <OutlinedInput
          type="number"
          value={shown}
          disabled={!editable}
          onChange={(event) => {
            const next = Math.trunc(Number(event.target.value));
            if (Number.isFinite(next)) onChange(Math.max(0, Math.min(100, next)));
          }}
          endAdornment={
            <Box component="span" aria-hidden sx={{ fontSize: 12, color: 'ink.secondary' }}>
              %
            </Box>
          }
          slotProps={{ input: { min: 0, max: 100, step: 1, inputMode: 'numeric', 'aria-label': t('rolloutNumber') } }}
          sx={{
            width: 74,
            flex: 'none',
            '& input': {
              textAlign: 'right',
              fontVariantNumeric: 'tabular-nums',
              px: '6px',
              MozAppearance: 'textfield',
            },
            // The slider is beside it, and there is no room for both.
            '& input::-webkit-inner-spin-button': { appearance: 'none', m: 0 },
          }}
        />
      </Box>
      <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{asked ? help : t('rolloutNotAsked')}</Box>
    </RuleBlock>
  );
};
