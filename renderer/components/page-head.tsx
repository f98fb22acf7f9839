import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface PageHeadProps {
  readonly title: string;
  /** Beside the title: a date, a chip. */
  readonly sub?: ReactNode;
  /** Above the title. */
  readonly crumbs?: ReactNode;
  /** At most one primary button. */
  readonly actions?: ReactNode;
}

export const PageHead = ({ title, sub, crumbs, actions }: PageHeadProps) => (
  <Box component="header" sx={{ px: '20px', pt: '14px', pb: '8px', flex: 'none' }}>
    {crumbs}
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, minHeight: 32 }}>
      <Typography variant="h1" noWrap>
        {title}
      </Typography>
      {sub !== undefined && (
        <Box sx={{ color: 'ink.tertiary', fontSize: 13, minWidth: 0, display: 'flex', alignItems: 'center' }}>
          {sub}
        </Box>
      )}
      <Box sx={{ flex: 1 }} />
      {actions !== undefined && <Box sx={{ display: 'flex', gap: 2, flex: 'none' }}>{actions}</Box>}
    </Box>
  </Box>
);
