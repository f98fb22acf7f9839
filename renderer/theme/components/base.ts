import type { ThemeOptions } from '@mui/material/styles';
import { features, sans, v } from '../tokens.ts';

export const baseComponents: NonNullable<ThemeOptions['components']> = {
  MuiCssBaseline: {
    styleOverrides: {
      html: { fontSize: 16 },
      body: {
        fontFamily: sans,
        fontSize: 13,
        lineHeight: '20px',
        fontFeatureSettings: features,
        WebkitFontSmoothing: 'antialiased',
        background: v('surface-canvas'),
        color: v('ink-primary'),
      },
      '*:focus-visible': { outline: `2px solid ${v('line-focus')}`, outlineOffset: 1 },
      '.n, .MuiDataGrid-cell--textRight': { fontVariantNumeric: 'tabular-nums' },
      'button, input, textarea, select': { font: 'inherit', letterSpacing: 'inherit' },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': { animationDuration: '1ms !important', transitionDuration: '1ms !important' },
      },
      '::selection': { background: v('accent-tint') },
    },
  },
  MuiButtonBase: {
    defaultProps: { disableRipple: true, disableTouchRipple: true },
    styleOverrides: { root: { fontFamily: 'inherit' } },
  },
  MuiTooltip: {
    defaultProps: { arrow: true },
    styleOverrides: {
      tooltip: {
        background: v('surface-ink'),
        color: v('surface-onInk'),
        fontSize: 12,
        lineHeight: '17px',
        fontWeight: 400,
        padding: '7px 10px',
        borderRadius: 6,
        maxWidth: 300,
      },
      arrow: { color: v('surface-ink') },
    },
  },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiDialog: {
    styleOverrides: {
      paper: {
        borderRadius: 10,
        border: `1px solid ${v('line-default')}`,
        boxShadow: '0 24px 64px -12px rgba(8,16,22,.36), 0 4px 12px rgba(8,16,22,.12)',
      },
    },
  },
  MuiBackdrop: {
    styleOverrides: {
      root: { backgroundColor: v('surface-scrim'), '&.MuiBackdrop-invisible': { backgroundColor: 'transparent' } },
    },
  },
  MuiMenu: {
    styleOverrides: {
      paper: {
        borderRadius: 8,
        border: `1px solid ${v('line-default')}`,
        background: v('surface-raised'),
        boxShadow: '0 8px 24px -6px rgba(8,16,22,.22), 0 2px 6px rgba(8,16,22,.08)',
      },
      list: { padding: 4 },
    },
  },
  MuiMenuItem: {
    styleOverrides: {
      root: {
        fontSize: 13,
        minHeight: 30,
        padding: '5px 8px',
        borderRadius: 5,
        gap: 8,
        '&.Mui-focusVisible': { background: v('surface-hover') },
      },
    },
  },
  MuiLinearProgress: {
    styleOverrides: {
      root: { height: 4, borderRadius: 2, background: v('line-default') },
      bar: { borderRadius: 2, background: v('status-info-solid') },
    },
  },
};
