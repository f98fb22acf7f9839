import { styled } from '@mui/material/styles';
import { v } from '../theme/tokens.ts';
import type { StatusTone } from './status-glyph.tsx';

interface ProgressBarProps {
  /** 0 to 1. */
  readonly fraction: number;
  readonly label: string;
  readonly tone?: StatusTone;
  readonly width?: number | string;
  readonly height?: number;
}

const Track = styled('span')({
  display: 'inline-block',
  flex: 'none',
  borderRadius: 2,
  overflow: 'hidden',
  background: v('line-default'),
  verticalAlign: 'middle',
  '& > span': {
    display: 'block',
    height: '100%',
    transformOrigin: 'left',
    transition: 'transform 160ms linear',
  },
  '@media (forced-colors: active)': { border: '1px solid', '& > span': { background: 'Highlight' } },
});

/** Known length. Goes to real values only, and never back: that is for who feeds it. */
export const ProgressBar = ({ fraction, label, tone = 'info', width = '100%', height = 4 }: ProgressBarProps) => {
  const share = Math.max(0, Math.min(1, fraction));
  return (
    <Track
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      style={{ width, height }}
    >
      <span style={{ transform: `scaleX(${share})`, background: v(`status-${tone}-solid`) }} />
    </Track>
  );
};
