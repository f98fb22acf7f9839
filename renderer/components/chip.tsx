import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { v } from '../theme/tokens.ts';
import { type Glyph, StatusGlyph, type StatusTone } from './status-glyph.tsx';

const Root = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 5,
  height: 20,
  padding: '0 6px',
  borderRadius: 4,
  fontSize: 12,
  lineHeight: '18px',
  fontWeight: 500,
  whiteSpace: 'nowrap',
  maxWidth: '100%',
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '@media (forced-colors: active)': { border: '1px solid' },
});

interface ChipProps {
  readonly glyph: Glyph;
  readonly tone: StatusTone;
  /** `tinted` for exceptions and headers; `quiet`: same indent, no tint; `calm`: quiet, with grey text for what is normal. */
  readonly form?: 'tinted' | 'quiet' | 'calm';
  readonly children: ReactNode;
}

/** Never without a glyph. */
export const Chip = ({ glyph, tone, form = 'tinted', children }: ChipProps) => (
  <Root
    style={
      form === 'calm'
        ? { color: v('ink-secondary'), fontWeight: 400 }
        : { color: v(`status-${tone}-text`), ...(form === 'tinted' ? { background: v(`status-${tone}-tint`) } : {}) }
    }
  >
    <StatusGlyph glyph={glyph} tone={tone} />
    <span>{children}</span>
  </Root>
);
