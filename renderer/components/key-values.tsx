import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export interface KeyValue {
  readonly label: string;
  readonly value: ReactNode;
}

interface KeyValuesProps {
  readonly rows: ReadonlyArray<KeyValue>;
  readonly labelWidth?: number;
}

/** Facts, 28 px a row. */
export const KeyValues = ({ rows, labelWidth = 110 }: KeyValuesProps) => (
  <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: `${labelWidth}px minmax(0, 1fr)` }}>
    {rows.map(({ label, value }) => (
      <Box key={label} sx={{ display: 'contents' }}>
        <Box
          component="dt"
          sx={{ minHeight: 28, py: '4px', pr: '8px', fontSize: 12, lineHeight: '20px', color: 'ink.tertiary' }}
        >
          {label}
        </Box>
        <Box
          component="dd"
          sx={{
            m: 0,
            minHeight: 28,
            py: '4px',
            minWidth: 0,
            overflowWrap: 'anywhere',
            fontSize: 13,
            lineHeight: '20px',
          }}
        >
          {value}
        </Box>
      </Box>
    ))}
  </Box>
);
