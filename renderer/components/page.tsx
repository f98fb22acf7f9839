import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A page's content that scrolls under its head: panels, 12 apart. Lists with a grid bring their own scrolling instead. */
export const Page = ({ children }: { readonly children: ReactNode }) => (
  <Box
    // What scrolls can be scrolled by keys, also where nothing in it takes the focus.
    tabIndex={0}
    sx={{
      outlineOffset: -2,
      flex: 1,
      minHeight: 0,
      overflow: 'auto',
      px: '20px',
      py: '12px',
      display: 'flex',
      flexDirection: 'column',
      gap: '12px',
      '& > *': { flex: 'none' },
    }}
  >
    {children}
  </Box>
);
