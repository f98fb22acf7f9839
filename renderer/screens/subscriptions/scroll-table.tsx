import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { PlainTable } from '../../components/plain-table.tsx';

interface ScrollTableProps {
  readonly label: string;
  readonly head: ReadonlyArray<string>;
  readonly children: ReactNode;
}

/** A list in a dialog that may be longer than the dialog. */
export const ScrollTable = ({ label, head, children }: ScrollTableProps) => (
  <Box
    // What scrolls can be scrolled by keys.
    tabIndex={0}
    role="group"
    aria-label={label}
    sx={{ maxHeight: 200, overflow: 'auto', border: '1px solid', borderColor: 'line.default', borderRadius: '6px' }}
  >
    <PlainTable aria-label={label}>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </PlainTable>
  </Box>
);
