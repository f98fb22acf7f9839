import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A label above a control that names itself. */
export const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Box sx={{ minWidth: 0 }}>
    <Box aria-hidden sx={{ mb: 1, fontSize: 12, lineHeight: '18px', fontWeight: 500, color: 'ink.secondary' }}>
      {label}
    </Box>
    {children}
  </Box>
);
