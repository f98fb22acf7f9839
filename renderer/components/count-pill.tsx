import { styled } from '@mui/material/styles';
import { useFormat } from '../i18n/use-format.ts';
import { v } from '../theme/tokens.ts';
import type { StatusTone } from './status-glyph.tsx';

const Root = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  minWidth: 18,
  height: 18,
  padding: '0 5px',
  borderRadius: 9,
  fontSize: 12,
  lineHeight: '18px',
  fontVariantNumeric: 'tabular-nums',
});

interface CountPillProps {
  readonly count: number;
  /** With a tone someone must act; without one it only tells the size. */
  readonly tone?: StatusTone;
}

export const CountPill = ({ count, tone }: CountPillProps) => {
  const format = useFormat();
  return (
    <Root
      style={
        tone === undefined
          ? { color: v('ink-tertiary'), padding: 0 }
          : { color: v(`status-${tone}-text`), background: v(`status-${tone}-tint`), fontWeight: 600 }
      }
    >
      {format.number(count)}
    </Root>
  );
};
