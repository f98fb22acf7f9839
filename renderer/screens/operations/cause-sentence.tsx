import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { StatusGlyph, type StatusTone } from '../../components/status-glyph.tsx';

interface CauseSentenceProps {
  readonly tone: StatusTone;
  readonly title: ReactNode;
  readonly body?: ReactNode;
}

/** What happened in one plain sentence, and below it whether anything changed and what to do next. */
export const CauseSentence = ({ tone, title, body }: CauseSentenceProps) => (
  <Box sx={{ display: 'flex', gap: 2.5, '& > svg': { mt: '4px' } }}>
    <StatusGlyph glyph={tone === 'danger' ? 'octagon' : 'triangle'} tone={tone} size={14} />
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ fontSize: 14, lineHeight: '22px', fontWeight: 600, overflowWrap: 'anywhere' }}>{title}</Box>
      {body !== undefined && body !== '' && (
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{body}</Box>
      )}
    </Box>
  </Box>
);
