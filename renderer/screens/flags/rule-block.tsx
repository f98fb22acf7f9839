import Box from '@mui/material/Box';
import { type ReactNode, useId } from 'react';

interface RuleBlockProps {
  readonly number: number;
  readonly title: string;
  readonly note: ReactNode;
  readonly children: ReactNode;
}

/** One rule, at its place in the order. */
export const RuleBlock = ({ number, title, note, children }: RuleBlockProps) => {
  const id = useId();
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={{ display: 'flex', gap: 3.5, py: '12px', borderTop: '1px solid', borderColor: 'line.subtle' }}
    >
      <Box
        aria-hidden
        className="n"
        sx={{
          flex: 'none',
          width: 20,
          height: 20,
          borderRadius: '10px',
          border: '1px solid',
          borderColor: 'line.control',
          display: 'grid',
          placeItems: 'center',
          fontSize: 12,
          color: 'ink.secondary',
        }}
      >
        {number}
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', gap: 2 }}>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2.5, flexWrap: 'wrap' }}>
          <Box component="h3" id={id} sx={{ m: 0, fontSize: 13, lineHeight: '20px', fontWeight: 600 }}>
            {title}
          </Box>
          <Box component="span" className="n" sx={{ fontSize: 12, color: 'ink.secondary' }}>
            {note}
          </Box>
        </Box>
        {children}
      </Box>
    </Box>
  );
};
