import type { CSSProperties } from 'react';

/** Four roles for each status hue: text on tint/panel, tint, hairline, solid (glyphs, bars, chart marks). */
export interface Tone {
  text: string;
  tint: string;
  line: string;
  solid: string;
}

export interface TenantryPalette {
  surface: {
    /** title bar, nav rail, status bar */ chrome: string;
    /** page background behind panels */ canvas: string;
    /** cards, grids, drawers, dialogs */ panel: string;
    /** table headers, code blocks, wells */ sunken: string;
    /** menus, tooltips-with-content, floating bars */ raised: string;
    hover: string;
    selected: string;
    selectedHover: string;
    scrim: string;
    /** dark ink used by tooltips and the floating bulk bar in both schemes */ ink: string;
    onInk: string;
    onInk2: string;
  };
  ink: { primary: string; secondary: string; tertiary: string; disabled: string };
  line: { subtle: string; default: string; control: string; focus: string };
  /** main: links, selection, focus; fill: the one primary button on a screen */
  accent: { main: string; fill: string; hover: string; on: string; tint: string; text: string };
  status: { ok: Tone; trial: Tone; warn: Tone; danger: Tone; neutral: Tone; info: Tone };
  env: {
    production: { solid: string; on: string; text: string; tint: string };
    staging: { solid: string; on: string; text: string; tint: string };
    demo: { solid: string; on: string; text: string; tint: string };
  };
  /** categorical marks for charts, in this order; each differs in lightness too */
  data: {
    new: string;
    expansion: string;
    contraction: string;
    churn: string;
    net: string;
    muted: string;
    grid: string;
  };
  /** sequential ramp for aging and "versions behind" (0 = current) */
  ramp: { r0: string; r1: string; r2: string; r3: string; r4: string; on: string; on3: string; on4: string };
}

declare module '@mui/material/styles' {
  interface Palette extends TenantryPalette {}
  interface PaletteOptions extends Partial<TenantryPalette> {}
  interface TypographyVariants {
    kpi: CSSProperties;
    mono: CSSProperties;
    label: CSSProperties;
  }
  interface TypographyVariantsOptions {
    kpi?: CSSProperties;
    mono?: CSSProperties;
    label?: CSSProperties;
  }
}
declare module '@mui/material/Typography' {
  interface TypographyPropsVariantOverrides {
    kpi: true;
    mono: true;
    label: true;
  }
}
