import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import type { MouseEvent, ReactNode } from 'react';
import { v } from '../theme/tokens.ts';

const Root = styled('span')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  padding: '0 10px',
  border: 0,
  margin: 0,
  background: 'none',
  color: 'inherit',
  font: 'inherit',
  fontSize: 12,
  position: 'relative',
  '& + &::before, button + &::before': {
    content: '""',
    position: 'absolute',
    left: 0,
    top: 7,
    bottom: 7,
    width: 1,
    background: v('line-default'),
  },
  'button&': { cursor: 'pointer', '&:hover': { background: v('surface-hover'), color: v('ink-primary') } },
  '&[data-tone="warn"]': { background: v('status-warn-tint'), color: v('status-warn-text'), fontWeight: 500 },
  '&[data-tone="danger"]': { background: v('status-danger-tint'), color: v('status-danger-text'), fontWeight: 500 },
  '&[data-narrow="hide"]': { [theme.breakpoints.down('md')]: { display: 'none' } },
}));

interface SegmentProps {
  readonly icon?: ReactNode;
  readonly tone?: 'warn' | 'danger' | undefined;
  /** What it is, where its words alone do not say. */
  readonly hint?: string;
  readonly narrow?: 'hide';
  /** Announced when it changes: the connection only. */
  readonly live?: boolean;
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void;
  readonly children: ReactNode;
}

/** One fact in the status bar; a button where it has something to open. */
export const Segment = ({ icon, tone, hint, narrow, live = false, onClick, children }: SegmentProps) => {
  const body = (
    <Root
      {...(onClick === undefined ? {} : { as: 'button', onClick, type: 'button' })}
      data-tone={tone}
      data-narrow={narrow}
    >
      {icon}
      {live ? <span role="status">{children}</span> : children}
    </Root>
  );
  return hint === undefined ? (
    body
  ) : (
    <Tooltip title={hint} placement="top" describeChild>
      {body}
    </Tooltip>
  );
};
