import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import type { LucideIcon } from 'lucide-react';
import { NavLink } from 'react-router';
import { Arc } from '../components/arc.tsx';
import { CountPill } from '../components/count-pill.tsx';
import { StatusGlyph, type StatusTone } from '../components/status-glyph.tsx';
import { v } from '../theme/tokens.ts';

/** What stands at the right edge of a rail's item; in the narrow rail it becomes a dot. */
export type NavMark =
  | { readonly kind: 'count'; readonly count: number; readonly tone?: StatusTone; readonly label: string }
  | { readonly kind: 'running'; readonly label: string }
  | { readonly kind: 'dot'; readonly tone: StatusTone; readonly label: string };

interface NavItemProps {
  readonly to: string;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly mark?: NavMark | undefined;
  readonly collapsed: boolean;
}

const Item = styled(NavLink)({
  position: 'relative',
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  height: 30,
  padding: '0 8px',
  borderRadius: 6,
  border: '1px solid transparent',
  color: v('ink-secondary'),
  fontSize: 13,
  fontWeight: 500,
  textDecoration: 'none',
  '& > svg': { flex: 'none' },
  '&:hover': { background: v('surface-hover'), color: v('ink-primary') },
  '&.active': {
    background: v('surface-panel'),
    borderColor: v('line-default'),
    color: v('ink-primary'),
    fontWeight: 600,
    '& > svg:first-of-type': { color: v('accent-main') },
  },
  '&[data-collapsed="true"]': { justifyContent: 'center', padding: 0, height: 32 },
});

const Corner = styled('span')({ position: 'absolute', top: 4, right: 4 });

const MarkOf = ({ mark }: { readonly mark: NavMark }) => {
  if (mark.kind === 'running') return <Arc />;
  if (mark.kind === 'dot') return <StatusGlyph glyph="dot" tone={mark.tone} />;
  return <CountPill count={mark.count} {...(mark.tone === undefined ? {} : { tone: mark.tone })} />;
};

const toneOf = (mark: NavMark): StatusTone | null =>
  mark.kind === 'running' ? 'info' : mark.kind === 'dot' ? mark.tone : (mark.tone ?? null);

export const NavItem = ({ to, icon: Icon, label, mark, collapsed }: NavItemProps) => {
  const dot = mark === undefined ? null : toneOf(mark);
  const item = (
    <Item to={to} data-collapsed={collapsed} aria-label={mark === undefined ? label : `${label}, ${mark.label}`}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      {!collapsed && (
        <span style={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {label}
        </span>
      )}
      {!collapsed && mark !== undefined && (
        <span aria-hidden>
          <MarkOf mark={mark} />
        </span>
      )}
      {collapsed && dot !== null && (
        <Corner aria-hidden>
          <StatusGlyph glyph="dot" tone={dot} size={10} />
        </Corner>
      )}
    </Item>
  );
  return collapsed ? (
    <Tooltip title={mark === undefined ? label : `${label}, ${mark.label}`} placement="right">
      {item}
    </Tooltip>
  ) : (
    item
  );
};
