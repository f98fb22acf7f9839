import Box from '@mui/material/Box';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface Consequence {
  readonly icon: LucideIcon;
  readonly text: ReactNode;
  /** In numbers, at the right edge. */
  readonly amount?: ReactNode;
  /** `lost`: red; `kept`: green; `changed`: grey. */
  readonly kind: 'lost' | 'kept' | 'changed';
}

const colours = { lost: 'status.danger.solid', kept: 'status.ok.solid', changed: 'ink.tertiary' } as const;

/** What an action will do, in numbers. */
export const ConsequenceList = ({ items }: { readonly items: ReadonlyArray<Consequence> }) => (
  <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
    {items.map(({ icon: Icon, text, amount, kind }, index) => (
      <Box
        component="li"
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is written by its dialog and never reordered
        key={index}
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2.5,
          minHeight: 34,
          py: '6px',
          borderTop: index === 0 ? 0 : '1px solid',
          borderColor: 'line.subtle',
          fontSize: 13,
          lineHeight: '20px',
        }}
      >
        <Box component="span" sx={{ display: 'flex', flex: 'none', color: colours[kind] }}>
          <Icon size={14} strokeWidth={1.75} aria-hidden />
        </Box>
        <Box sx={{ flex: 1, minWidth: 0, fontWeight: 500, overflowWrap: 'anywhere' }}>{text}</Box>
        {amount !== undefined && (
          <Box
            className="n"
            sx={{ flex: 'none', maxWidth: '55%', fontSize: 12, color: 'ink.secondary', overflowWrap: 'anywhere' }}
          >
            {amount}
          </Box>
        )}
      </Box>
    ))}
  </Box>
);
