import Box from '@mui/material/Box';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  /** Why it is empty: no data yet, filtered out, no right. */
  readonly title: string;
  readonly body?: ReactNode;
  /** One way forward. */
  readonly action?: ReactNode;
}

export const EmptyState = ({ icon: Icon, title, body, action }: EmptyStateProps) => (
  <Box
    sx={{
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      textAlign: 'center',
      gap: 1,
      px: 5,
      py: 7,
      color: 'ink.tertiary',
    }}
  >
    <Icon size={20} strokeWidth={1.75} aria-hidden />
    <Box sx={{ mt: 1.5, fontSize: 13, fontWeight: 600, color: 'ink.primary' }}>{title}</Box>
    {body !== undefined && (
      <Box sx={{ fontSize: 12, lineHeight: '18px', maxWidth: 420, color: 'ink.secondary' }}>{body}</Box>
    )}
    {action !== undefined && <Box sx={{ mt: 2 }}>{action}</Box>}
  </Box>
);
