import type { ThemeOptions } from '@mui/material/styles';
import { v } from '../tokens.ts';

export const buttonComponents: NonNullable<ThemeOptions['components']> = {
  MuiButton: {
    defaultProps: { disableElevation: true, size: 'medium', variant: 'outlined', color: 'inherit' },
    styleOverrides: {
      root: {
        minWidth: 0,
        height: 30,
        padding: '0 11px',
        borderRadius: 6,
        whiteSpace: 'nowrap',
        gap: 6,
        '& .MuiButton-startIcon': { margin: 0 },
        '& .MuiButton-endIcon': { margin: 0 },
        '&.Mui-focusVisible': { outline: `2px solid ${v('line-focus')}`, outlineOffset: 1 },
        variants: [
          {
            props: { size: 'small' },
            style: { height: 26, padding: '0 8px', fontSize: 12, lineHeight: '18px', borderRadius: 5, gap: 5 },
          },
          { props: { size: 'large' }, style: { height: 36, padding: '0 14px' } },
          {
            props: { variant: 'outlined', color: 'inherit' },
            style: {
              borderColor: v('line-default'),
              background: v('surface-panel'),
              color: v('ink-primary'),
              boxShadow: '0 1px 0 rgba(17,29,37,.03)',
              '&:hover': { background: v('surface-hover'), borderColor: v('line-control') },
              '&.Mui-disabled': {
                background: 'transparent',
                borderColor: v('line-default'),
                color: v('ink-tertiary'),
                boxShadow: 'none',
              },
            },
          },
          {
            props: { variant: 'text', color: 'inherit' },
            style: {
              color: v('ink-secondary'),
              '&:hover': { background: v('surface-hover'), color: v('ink-primary') },
            },
          },
          {
            props: { variant: 'contained', color: 'primary' },
            style: {
              background: v('accent-fill'),
              color: v('accent-on'),
              '&:hover': { background: v('accent-hover') },
            },
          },
          {
            props: { variant: 'outlined', color: 'error' },
            style: {
              borderColor: v('status-danger-line'),
              color: v('status-danger-text'),
              background: v('surface-panel'),
              '&:hover': { background: v('status-danger-tint'), borderColor: v('status-danger-solid') },
            },
          },
          {
            props: { variant: 'contained', color: 'error' },
            style: { '&.Mui-disabled': { background: v('status-danger-tint'), color: v('status-danger-text') } },
          },
        ],
      },
    },
  },
  MuiIconButton: {
    styleOverrides: {
      root: {
        borderRadius: 6,
        width: 30,
        height: 30,
        padding: 0,
        color: v('ink-secondary'),
        '&:hover': { background: v('surface-hover'), color: v('ink-primary') },
        variants: [{ props: { size: 'small' }, style: { width: 26, height: 26, borderRadius: 5 } }],
      },
    },
  },
  MuiTabs: {
    styleOverrides: {
      root: { minHeight: 36 },
      indicator: { height: 2, background: v('accent-main') },
      list: { gap: 20 },
    },
  },
  MuiTab: {
    styleOverrides: {
      root: {
        minHeight: 36,
        minWidth: 0,
        padding: '0 1px',
        fontSize: 13,
        fontWeight: 500,
        color: v('ink-secondary'),
        '&.Mui-selected': { color: v('ink-primary') },
        '&:hover': { color: v('ink-primary') },
      },
    },
  },
};
