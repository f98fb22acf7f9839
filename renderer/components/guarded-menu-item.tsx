import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Guard } from './guard.ts';
import { GuardReason } from './guarded-button.tsx';

interface GuardedMenuItemProps {
  readonly guard: Guard;
  readonly icon: ReactNode;
  /** It removes something. */
  readonly danger?: boolean;
  /** Given by the menu: which item has the focus when it opens. */
  readonly autoFocus?: boolean;
  readonly children: ReactNode;
  readonly onClick: () => void;
}

/** A menu's change that may not be possible now: a lock in its icon's place, and the reason on hover and focus. */
export const GuardedMenuItem = ({ guard, icon, danger = false, children, onClick, ...menu }: GuardedMenuItemProps) => {
  const blocked = !guard.allowed;
  const item = (
    <MenuItem
      {...menu}
      aria-disabled={blocked}
      onClick={() => {
        if (!blocked) onClick();
      }}
      sx={
        blocked
          ? { color: 'ink.tertiary', cursor: 'default' }
          : danger
            ? { color: 'status.danger.text', '& svg': { color: 'status.danger.solid' } }
            : {}
      }
    >
      <Box component="span" sx={{ display: 'flex', flex: 'none', width: 14 }}>
        {blocked ? <Lock size={13} strokeWidth={1.75} aria-hidden /> : icon}
      </Box>
      {children}
    </MenuItem>
  );
  return guard.why === null ? (
    item
  ) : (
    <Tooltip title={<GuardReason why={guard.why} />} placement="left" describeChild>
      {item}
    </Tooltip>
  );
};
