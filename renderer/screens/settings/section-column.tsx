import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Narrow enough that a setting's value stands near its name. */
export const SectionColumn = ({ children }: { readonly children: ReactNode }) => (
  <Box sx={{ display: 'flex', flexDirection: 'column', gap: '12px', maxWidth: 880 }}>{children}</Box>
);
