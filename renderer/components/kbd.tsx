import { styled } from '@mui/material/styles';
import { v } from '../theme/tokens.ts';

/** One key. */
export const Kbd = styled('kbd')({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  minWidth: 18,
  height: 18,
  padding: '0 4px',
  borderRadius: 4,
  border: `1px solid ${v('line-default')}`,
  background: v('surface-panel'),
  color: v('ink-secondary'),
  fontFamily: 'inherit',
  fontSize: 11,
  lineHeight: '16px',
});
