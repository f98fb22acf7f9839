import type { ThemeOptions } from '@mui/material/styles';
import { mono, sans } from './tokens.ts';

export const typography: NonNullable<ThemeOptions['typography']> = {
  fontFamily: sans,
  fontSize: 13,
  htmlFontSize: 16,
  fontWeightRegular: 400,
  fontWeightMedium: 500,
  fontWeightBold: 600,
  h1: { fontSize: 20, lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.014em' },
  h2: { fontSize: 16, lineHeight: '24px', fontWeight: 600, letterSpacing: '-0.010em' },
  h3: { fontSize: 13, lineHeight: '20px', fontWeight: 600, letterSpacing: '-0.004em' },
  h4: { fontSize: 13, lineHeight: '20px', fontWeight: 600 },
  h5: { fontSize: 13, lineHeight: '20px', fontWeight: 600 },
  h6: { fontSize: 13, lineHeight: '20px', fontWeight: 600 },
  subtitle1: { fontSize: 13, lineHeight: '20px', fontWeight: 500 },
  subtitle2: { fontSize: 12, lineHeight: '18px', fontWeight: 500 },
  body1: { fontSize: 13, lineHeight: '20px', letterSpacing: '-0.003em' },
  body2: { fontSize: 12, lineHeight: '18px' },
  caption: { fontSize: 11.5, lineHeight: '16px' },
  overline: { fontSize: 11, lineHeight: '16px', fontWeight: 600, letterSpacing: '0.02em', textTransform: 'none' },
  label: { fontSize: 12, lineHeight: '18px', fontWeight: 500 },
  button: { fontSize: 13, lineHeight: '20px', fontWeight: 500, textTransform: 'none', letterSpacing: 0 },
  kpi: {
    fontSize: 22,
    lineHeight: '28px',
    fontWeight: 600,
    letterSpacing: '-0.018em',
    fontVariantNumeric: 'tabular-nums',
  },
  mono: {
    fontFamily: mono,
    fontSize: 12,
    lineHeight: '18px',
    letterSpacing: '-0.01em',
    fontFeatureSettings: '"calt" 0, "zero" 1',
  },
};
