import { styled } from '@mui/material/styles';
import { v } from '../theme/tokens.ts';

/** A short table that is read as a whole; lists that are paged and sorted are `DataTable`. */
export const PlainTable = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 13,
  '& th': {
    textAlign: 'left',
    fontSize: 12,
    fontWeight: 500,
    color: v('ink-secondary'),
    background: v('surface-sunken'),
    height: 34,
    padding: '0 14px',
    whiteSpace: 'nowrap',
  },
  '& td': { minHeight: 33, padding: '6px 14px', borderTop: `1px solid ${v('line-subtle')}`, verticalAlign: 'top' },
  '& .right': { textAlign: 'right' },
});
