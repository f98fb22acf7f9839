import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface AttentionRowProps {
  readonly chip: ReactNode;
  readonly title: ReactNode;
  readonly evidence: ReactNode;
  readonly since: ReactNode;
  readonly ways: ReactNode;
}

/** One thing that waits for a person: its state, what was seen, since when, and the ways out. */
export const AttentionRow = ({ chip, title, evidence, since, ways }: AttentionRowProps) => (
  <Box
    component="li"
    sx={{
      display: 'grid',
      gridTemplateColumns: '150px minmax(0, 1fr) auto',
      columnGap: 3,
      alignItems: 'start',
      px: '14px',
      py: '10px',
      borderTop: '1px solid',
      borderColor: 'line.subtle',
      '&:first-of-type': { borderTop: 0 },
    }}
  >
    <Box sx={{ pt: '1px', minWidth: 0 }}>{chip}</Box>
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ fontWeight: 500, lineHeight: '22px', overflowWrap: 'anywhere' }}>{title}</Box>
      <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary', overflowWrap: 'anywhere' }}>{evidence}</Box>
      <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.tertiary' }}>{since}</Box>
    </Box>
    <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 2, maxWidth: { xs: 420, md: 560 } }}>
      {ways}
    </Box>
  </Box>
);
