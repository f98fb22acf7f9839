import Box from '@mui/material/Box';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';

interface Column<R> {
  readonly head: string;
  readonly right?: true;
  cell(row: R): ReactNode;
}

interface ReadTableProps<R> {
  readonly query: UseQueryResult<ReadonlyArray<R>, AppError>;
  readonly label: string;
  readonly columns: ReadonlyArray<Column<R>>;
  readonly empty: ReactNode;
}

/** A short list that is read and not worked on. */
export const ReadTable = <R,>({ query, label, columns, empty }: ReadTableProps<R>) => {
  const { data: rows, error, refetch } = query;
  if (error !== null && rows === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Box
      sx={{
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '8px',
        overflow: 'hidden',
      }}
    >
      {rows === undefined ? (
        <Skeletons>
          <SkeletonRows rows={4} />
        </Skeletons>
      ) : rows.length === 0 ? (
        <Box sx={{ py: '28px' }}>{empty}</Box>
      ) : (
        <PlainTable aria-label={label}>
          <thead>
            <tr>
              {columns.map(({ head, right }) => (
                <th key={head} scope="col" className={right ? 'right' : ''}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole, and its rows hold no state
              <tr key={index}>
                {columns.map(({ head, right, cell }) => (
                  <td key={head} className={right ? 'right n' : ''}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
    </Box>
  );
};
