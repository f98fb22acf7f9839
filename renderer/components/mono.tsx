import { styled } from '@mui/material/styles';
import { mono, monoFeatures } from '../theme/tokens.ts';

/** Identifiers only: short names, databases, roles, versions, hashes, times in logs. Never amounts. */
export const Mono = styled('span')({
  fontFamily: mono,
  fontSize: 12,
  letterSpacing: '-0.01em',
  fontFeatureSettings: monoFeatures,
});
