import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { Glyph } from './status-glyph.tsx';
import { StatusGlyph } from './status-glyph.tsx';

export type MessageTone = 'danger' | 'warn' | 'info' | 'ok';

interface InlineMessageProps {
  readonly tone: MessageTone;
  readonly title: ReactNode;
  readonly body?: ReactNode;
  readonly action?: ReactNode;
}

const glyphs: Readonly<Record<MessageTone, Glyph>> = {
  danger: 'octagon',
  warn: 'triangle',
  info: 'ring-mark',
  ok: 'disc-check',
};

/** Stands at the thing that it is about, until that is solved. */
export const InlineMessage = ({ tone, title, body, action }: InlineMessageProps) => (
  <Box
    role={tone === 'danger' ? 'alert' : 'status'}
    sx={{
      display: 'flex',
      gap: 2,
      alignItems: 'flex-start',
      px: '12px',
      py: '8px',
      borderRadius: '6px',
      border: '1px solid',
      borderColor: `status.${tone}.line`,
      bgcolor: `status.${tone}.tint`,
      color: `status.${tone}.text`,
      '& > svg': { mt: '4px' },
    }}
  >
    <StatusGlyph glyph={glyphs[tone]} tone={tone} />
    <Box sx={{ flex: 1, minWidth: 0 }}>
      <Box sx={{ fontSize: 13, lineHeight: '20px', fontWeight: body === undefined ? 500 : 600 }}>{title}</Box>
      {body !== undefined && <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{body}</Box>}
    </Box>
    {action}
  </Box>
);
