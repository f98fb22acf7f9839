import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** One part of a side panel, from edge to edge. */
export const PanelSection = ({ title, children }: { readonly title?: string; readonly children: ReactNode }) => (
  <Box
    component="section"
    sx={{
      mx: '-16px',
      px: '16px',
      py: '12px',
      borderTop: '1px solid',
      borderColor: 'line.subtle',
      '&:first-of-type': { borderTop: 0, pt: 0 },
    }}
  >
    {title !== undefined && (
      <Box component="h3" sx={{ m: 0, mb: 1.5, fontSize: 12.5, lineHeight: '20px', fontWeight: 600 }}>
        {title}
      </Box>
    )}
    {children}
  </Box>
);
