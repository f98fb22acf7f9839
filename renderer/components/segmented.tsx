import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { type ReactNode, useId } from 'react';
import { v } from '../theme/tokens.ts';

interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly options: ReadonlyArray<{ readonly value: V; readonly label: ReactNode }>;
  readonly value: V;
  onChange(value: NoInfer<V>): void;
}

const Option = styled('label')({
  position: 'relative',
  display: 'inline-flex',
  alignItems: 'center',
  gap: 5,
  height: 26,
  padding: '0 10px',
  borderRadius: 5,
  border: '1px solid transparent',
  fontSize: 12,
  fontWeight: 500,
  color: v('ink-secondary'),
  cursor: 'pointer',
  '&:has(:checked)': { background: v('surface-panel'), borderColor: v('line-default'), color: v('ink-primary') },
  '&:has(:focus-visible)': { outline: `2px solid ${v('line-focus')}`, outlineOffset: 1 },
  '& input': { position: 'absolute', inset: 0, opacity: 0, margin: 0, cursor: 'pointer' },
});

/** Up to five exclusive choices; more belong in a menu. */
export const Segmented = <V extends string>({ label, options, value, onChange }: SegmentedProps<V>) => {
  const name = useId();
  return (
    <Box
      role="radiogroup"
      aria-label={label}
      sx={{ display: 'inline-flex', gap: '2px', p: '2px', borderRadius: '7px', bgcolor: 'surface.chrome' }}
    >
      {options.map((option) => (
        <Option key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </Option>
      ))}
    </Box>
  );
};
