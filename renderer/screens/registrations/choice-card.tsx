import Box from '@mui/material/Box';
import { type ReactNode, useId } from 'react';

interface ChoiceCardProps {
  readonly title: string;
  /** What it keeps and what it removes. */
  readonly children: ReactNode;
  readonly action: ReactNode;
}

/** One way on, with what it costs. */
export const ChoiceCard = ({ title, children, action }: ChoiceCardProps) => {
  const id = useId();
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={{
        flex: '1 1 190px',
        minWidth: 0,
        display: 'flex',
        flexDirection: 'column',
        gap: 1,
        p: '12px',
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '6px',
      }}
    >
      <Box id={id} component="h2" sx={{ m: 0, fontSize: 13, lineHeight: '20px', fontWeight: 600 }}>
        {title}
      </Box>
      <Box sx={{ flex: 1, fontSize: 12, lineHeight: '18px', color: 'ink.secondary', overflowWrap: 'anywhere' }}>
        {children}
      </Box>
      <Box sx={{ display: 'flex', gap: 2, mt: 2 }}>{action}</Box>
    </Box>
  );
};

export const ChoiceCards = ({ children }: { readonly children: ReactNode }) => (
  <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '12px' }}>{children}</Box>
);
