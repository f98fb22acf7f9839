/** A palette token as a CSS variable: `v('ink-primary')`. */
export const v = (path: string): string => `var(--tn-palette-${path})`;

export const sans = '"Inter Variable", Inter, system-ui, "Segoe UI", sans-serif';
export const mono = '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, Consolas, monospace';

/**
 * cv05 gives "l" a tail, so that I, l and ı differ (Ilgaz, Ihlamur, Isıl). Tabular figures are not here: they widen
 * hyphens, so only numeric cells and the class `n` have them.
 */
export const features = '"cv05" 1, "calt" 1';
export const monoFeatures = '"calt" 0, "zero" 1';

export const layout = {
  titleBar: 44,
  navRail: 208,
  navRailCollapsed: 52,
  statusBar: 26,
  pageX: 20,
  pageY: 16,
  gutter: 12,
  banner: 46,
  drawer: 480,
  sidePanel: 376,
  dialog: 580,
} as const;

export const rowHeights = { compact: 32, default: 36, relaxed: 44 } as const;

export const shadows = {
  menu: '0 8px 24px -6px rgba(8,16,22,.22), 0 2px 6px rgba(8,16,22,.08)',
  drawer: '-18px 0 48px -16px rgba(8,16,22,.28)',
  dialog: '0 24px 64px -12px rgba(8,16,22,.36), 0 4px 12px rgba(8,16,22,.12)',
} as const;
