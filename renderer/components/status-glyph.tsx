import { keyframes, styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { assertNever } from '../../shared/assert-never.ts';
import type { TenantryPalette } from '../theme/palette.ts';
import { v } from '../theme/tokens.ts';

export type StatusTone = keyof TenantryPalette['status'];

/** Named by outline: no two states that can stand side by side share one. */
export type Glyph =
  | 'dot'
  | 'half'
  | 'triangle'
  | 'bars'
  | 'slash'
  | 'arc'
  | 'arc-back'
  | 'octagon'
  | 'ring-mark'
  | 'check'
  | 'disc-check'
  | 'arrow-up'
  | 'dashed-ring'
  | 'plane'
  | 'ring'
  | 'clock'
  | 'dash'
  | 'small-dot';

const turn = keyframes({ to: { transform: 'rotate(360deg)' } });

const Svg = styled('svg')({
  flex: 'none',
  display: 'block',
  overflow: 'visible',
  '& .turns': { transformOrigin: '6px 6px', animation: `${turn} 900ms linear infinite` },
  '& .turns-back': { transformOrigin: '6px 6px', animation: `${turn} 1800ms linear infinite reverse` },
  '@media (prefers-reduced-motion: reduce)': { '& .turns, & .turns-back': { animation: 'none' } },
});

const line = { fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
const on = { fill: 'none', stroke: v('surface-panel'), strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

function outline(glyph: Glyph): ReactNode {
  switch (glyph) {
    case 'dot':
      return <circle cx="6" cy="6" r="3.25" fill="currentColor" />;
    case 'small-dot':
      return <circle cx="6" cy="6" r="1.75" fill="currentColor" />;
    case 'half':
      return (
        <>
          <circle cx="6" cy="6" r="4.6" {...line} strokeWidth="1.5" />
          <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor" />
        </>
      );
    case 'triangle':
      return (
        <>
          <path
            d="M6 1.2 11.2 10.6H.8z"
            fill="currentColor"
            stroke="currentColor"
            strokeWidth="1.2"
            strokeLinejoin="round"
          />
          <path d="M6 4.4v3M6 9.1v.1" {...on} strokeWidth="1.4" />
        </>
      );
    case 'bars':
      return (
        <>
          <rect x="1" y="1" width="10" height="10" rx="2.5" fill="currentColor" />
          <path d="M4.6 4v4M7.4 4v4" {...on} strokeWidth="1.5" />
        </>
      );
    case 'slash':
      return (
        <>
          <circle cx="6" cy="6" r="4.6" {...line} strokeWidth="1.5" />
          <path d="m3 9 6-6" {...line} strokeWidth="1.5" />
        </>
      );
    case 'arc':
      return (
        <>
          <circle cx="6" cy="6" r="4.6" {...line} strokeWidth="1.6" opacity="0.28" />
          <path className="turns" d="M6 1.4A4.6 4.6 0 1 1 1.4 6" {...line} strokeWidth="1.8" />
        </>
      );
    case 'arc-back':
      return (
        <g className="turns-back">
          <path d="M6 1.6A4.4 4.4 0 1 1 1.9 4.4" {...line} strokeWidth="1.6" />
          <path d="M1.2 1.6v3.2h3.2" {...line} strokeWidth="1.5" />
        </g>
      );
    case 'octagon':
      return (
        <>
          <path d="M3.8.8h4.4l3 3v4.4l-3 3H3.8l-3-3V3.8z" fill="currentColor" />
          <path d="m4.3 4.3 3.4 3.4m0-3.4L4.3 7.7" {...on} strokeWidth="1.5" />
        </>
      );
    case 'ring-mark':
      return (
        <>
          <circle cx="6" cy="6" r="4.6" {...line} strokeWidth="1.4" />
          <path d="M6 3.6v2.8M6 8.4v.1" {...line} strokeWidth="1.4" />
        </>
      );
    case 'check':
      return <path d="m1.8 6.6 2.7 2.7 5.7-6.4" {...line} strokeWidth="1.8" />;
    case 'disc-check':
      return (
        <>
          <circle cx="6" cy="6" r="5.2" fill="currentColor" />
          <path d="m3.6 6.2 1.7 1.7 3.1-3.6" {...on} strokeWidth="1.5" />
        </>
      );
    case 'arrow-up':
      return <path d="M6 10.4V1.8M2.6 5.2 6 1.8l3.4 3.4" {...line} strokeWidth="1.7" />;
    case 'dashed-ring':
      return (
        <circle cx="6" cy="6" r="4.6" {...line} strokeWidth="1.5" strokeLinecap="butt" strokeDasharray="2.2 1.4" />
      );
    case 'plane':
      return <path d="M11 1 .9 5.3l3.9 1.5zM11 1 6.7 11.1 4.8 6.8z" fill="currentColor" />;
    case 'ring':
      return <circle cx="6" cy="6" r="3.6" {...line} strokeWidth="1.5" />;
    case 'clock':
      return (
        <>
          <circle cx="6" cy="6" r="4.8" {...line} strokeWidth="1.5" />
          <path d="M6 3.4V6l1.8 1.2" {...line} strokeWidth="1.5" />
        </>
      );
    case 'dash':
      return <path d="M2.2 6h7.6" {...line} strokeWidth="1.7" />;
    default:
      return assertNever(glyph);
  }
}

interface StatusGlyphProps {
  readonly glyph: Glyph;
  readonly tone: StatusTone;
  readonly size?: number;
  /** Only where no word stands beside it. */
  readonly label?: string;
}

/** One state, told by its outline first. Decoration for assistive technology unless it has a label. */
export const StatusGlyph = ({ glyph, tone, size = 12, label }: StatusGlyphProps) => (
  <Svg
    width={size}
    height={size}
    viewBox="0 0 12 12"
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    style={{ color: v(`status-${tone}-solid`) }}
  >
    {outline(glyph)}
  </Svg>
);
