import type { ThemeOptions } from '@mui/material/styles';
import { v } from '../tokens.ts';

export const inputComponents: NonNullable<ThemeOptions['components']> = {
  MuiOutlinedInput: {
    styleOverrides: {
      root: {
        height: 32,
        fontSize: 13,
        borderRadius: 6,
        background: v('surface-panel'),
        '& .MuiOutlinedInput-notchedOutline': { borderColor: v('line-control') },
        '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: v('ink-tertiary') },
        '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderColor: v('accent-main'), borderWidth: 2 },
        '&.MuiInputBase-multiline': { height: 'auto', padding: '7px 10px' },
      },
      input: {
        padding: '0 10px',
        height: 32,
        boxSizing: 'border-box',
        'textarea&': { padding: 0, height: 'auto', lineHeight: '20px' },
        '&::placeholder': { color: v('ink-tertiary'), opacity: 1 },
      },
    },
  },
  MuiInputLabel: {
    defaultProps: { shrink: true },
    styleOverrides: {
      root: {
        position: 'static',
        transform: 'none',
        fontSize: 12,
        lineHeight: '18px',
        fontWeight: 500,
        color: v('ink-secondary'),
        marginBottom: 4,
      },
    },
  },
  MuiCheckbox: {
    defaultProps: { size: 'small', disableRipple: true },
    styleOverrides: {
      root: {
        padding: 0,
        color: v('line-control'),
        '&.Mui-checked, &.MuiCheckbox-indeterminate': { color: v('accent-main') },
      },
    },
  },
  MuiRadio: {
    defaultProps: { size: 'small', disableRipple: true },
    styleOverrides: { root: { padding: 0, color: v('line-control') } },
  },
  MuiSwitch: {
    styleOverrides: {
      root: { width: 30, height: 18, padding: 0, display: 'inline-flex', overflow: 'visible' },
      switchBase: {
        padding: 2,
        '&.Mui-checked': {
          transform: 'translateX(12px)',
          color: '#fff',
          '& + .MuiSwitch-track': { backgroundColor: v('accent-main'), opacity: 1, borderColor: v('accent-main') },
        },
        '&.Mui-disabled + .MuiSwitch-track': { opacity: 0.45 },
      },
      thumb: { width: 14, height: 14, boxShadow: '0 1px 2px rgba(0,0,0,.25)', color: '#fff' },
      track: { borderRadius: 9, opacity: 1, backgroundColor: v('line-control'), boxSizing: 'border-box' },
    },
  },
};
