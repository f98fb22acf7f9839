import Box from '@mui/material/Box';
import { type ReactNode, useId } from 'react';

interface FormPartProps {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

/** One part of a long form, under its heading. */
export const FormPart = ({ title, note, children }: FormPartProps) => {
  const id = useId();
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={{ px: '16px', py: '14px', '& + section': { borderTop: '1px solid', borderColor: 'line.subtle' } }}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: '10px' }}>
        <Box component="h2" id={id} sx={{ m: 0, fontSize: 13, lineHeight: '20px', fontWeight: 600 }}>
          {title}
        </Box>
        {note !== undefined && <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{note}</Box>}
      </Box>
      {children}
    </Box>
  );
};

export const columns = (count: number) => ({
  display: 'grid',
  gridTemplateColumns: `repeat(${count}, minmax(0, 1fr))`,
  gap: '12px',
  alignItems: 'start',
});
