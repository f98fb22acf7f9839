import Box from '@mui/material/Box';
import Button, { type ButtonProps } from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { Lock } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { Arc } from './arc.tsx';
import type { Guard } from './guard.ts';

interface GuardedButtonProps {
  readonly guard: Guard;
  readonly icon?: ReactNode;
  readonly variant?: 'contained' | 'outlined' | 'text';
  readonly color?: 'primary' | 'inherit' | 'error';
  readonly size?: 'small' | 'medium' | 'large';
  /** It is being done. */
  readonly busy?: boolean;
  readonly type?: 'button' | 'submit';
  readonly children: ReactNode;
  readonly onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
}

export const GuardReason = ({ why }: { readonly why: NonNullable<Guard['why']> }) => (
  <>
    <Box component="span" sx={{ display: 'block', fontWeight: why.body === '' ? 400 : 600 }}>
      {why.title}
    </Box>
    {why.body !== '' && (
      <Box component="span" sx={{ display: 'block', color: 'surface.onInk2' }}>
        {why.body}
      </Box>
    )}
  </>
);

/** A change that may not be possible now: then it shows a lock, stays in the tab order, and says why on hover and focus. */
export const GuardedButton = ({ guard, icon, busy = false, onClick, children, ...rest }: GuardedButtonProps) => {
  const blocked = !guard.allowed;
  const start: ButtonProps['startIcon'] = blocked ? (
    <Lock size={13} strokeWidth={1.75} aria-hidden />
  ) : busy ? (
    <Arc />
  ) : (
    icon
  );
  const button = (
    <Button
      {...rest}
      {...(blocked ? { variant: rest.variant === 'text' ? 'text' : 'outlined', color: 'inherit', type: 'button' } : {})}
      startIcon={start}
      aria-disabled={blocked || busy}
      onClick={(event) => {
        if (blocked || busy) event.preventDefault();
        else onClick?.(event);
      }}
      sx={
        blocked
          ? { color: 'ink.tertiary', cursor: 'default', background: 'transparent', boxShadow: 'none' }
          : busy
            ? { cursor: 'progress' }
            : {}
      }
    >
      {children}
    </Button>
  );
  return guard.why === null ? (
    button
  ) : (
    <Tooltip title={<GuardReason why={guard.why} />} describeChild>
      {button}
    </Tooltip>
  );
};
