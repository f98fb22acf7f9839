import type { TenantryPalette } from './palette.ts';

/** A scheme's tokens as Material UI's palette wants them. */
export const scheme = (p: TenantryPalette, mode: 'light' | 'dark') => ({
  mode,
  ...p,
  DataGrid: { bg: p.surface.panel, headerBg: p.surface.sunken, pinnedBg: p.surface.panel },
  primary: { main: p.accent.main, dark: p.accent.hover, light: p.accent.main, contrastText: p.accent.on },
  error: {
    main: p.status.danger.solid,
    dark: p.status.danger.text,
    light: p.status.danger.solid,
    contrastText: mode === 'light' ? '#FFFFFF' : '#2A0606',
  },
  warning: { main: p.status.warn.solid, contrastText: mode === 'light' ? '#FFFFFF' : '#241703' },
  success: { main: p.status.ok.solid, contrastText: mode === 'light' ? '#FFFFFF' : '#04210F' },
  info: { main: p.status.info.solid, contrastText: mode === 'light' ? '#FFFFFF' : '#04202A' },
  text: { primary: p.ink.primary, secondary: p.ink.secondary, disabled: p.ink.disabled },
  divider: p.line.subtle,
  background: { default: p.surface.canvas, paper: p.surface.panel },
  action: {
    hover: p.surface.hover,
    selected: p.surface.selected,
    active: p.ink.secondary,
    disabled: p.ink.disabled,
    disabledBackground: p.surface.sunken,
    hoverOpacity: 0.04,
  },
});
