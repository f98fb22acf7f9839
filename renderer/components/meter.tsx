import { styled } from '@mui/material/styles';
import { v } from '../theme/tokens.ts';

const Track = styled('span')({
  display: 'inline-block',
  flex: 'none',
  height: 4,
  borderRadius: 2,
  overflow: 'hidden',
  background: v('line-default'),
  '& > span': { display: 'block', height: '100%', transformOrigin: 'left' },
  '@media (forced-colors: active)': { border: '1px solid', '& > span': { background: 'CanvasText' } },
});

interface MeterProps {
  readonly used: number;
  readonly limit: number;
  readonly label: string;
  readonly width?: number | string;
}

/** Use against a limit: amber from nine tenths, red above it. The numbers stand beside it. */
export const Meter = ({ used, limit, label, width = 36 }: MeterProps) => {
  const share = limit === 0 ? 1 : used / limit;
  const tone = share > 1 ? 'danger' : share >= 0.9 ? 'warn' : 'neutral';
  return (
    <Track
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(limit, used)}
      aria-valuenow={used}
      style={{ width }}
    >
      <span style={{ transform: `scaleX(${Math.min(1, share)})`, background: v(`status-${tone}-solid`) }} />
    </Track>
  );
};
