import { trTR } from '@mui/material/locale';
import { createTheme, type Theme } from '@mui/material/styles';
import type { Language } from '../../shared/domain/platform.ts';
import { baseComponents } from './components/base.ts';
import { buttonComponents } from './components/buttons.ts';
import { dataGridComponents } from './components/data-grid.ts';
import { inputComponents } from './components/inputs.ts';
import { dark } from './dark.ts';
import { light } from './light.ts';
import { scheme } from './scheme.ts';
import { typography } from './typography.ts';

/** Both schemes in one theme: `data-scheme` on the root element decides, nothing renders again. */
export const createTenantryTheme = (language: Language): Theme =>
  createTheme(
    {
      cssVariables: { cssVarPrefix: 'tn', colorSchemeSelector: '[data-scheme="%s"]' },
      colorSchemes: { light: { palette: scheme(light, 'light') }, dark: { palette: scheme(dark, 'dark') } },
      defaultColorScheme: 'light',
      spacing: 4,
      shape: { borderRadius: 6 },
      breakpoints: { values: { xs: 0, sm: 1100, md: 1240, lg: 1440, xl: 1760 } },
      transitions: {
        duration: {
          shortest: 80,
          shorter: 100,
          short: 120,
          standard: 160,
          complex: 200,
          enteringScreen: 180,
          leavingScreen: 120,
        },
        easing: {
          easeInOut: 'cubic-bezier(.3,0,.2,1)',
          easeOut: 'cubic-bezier(.16,1,.3,1)',
          easeIn: 'cubic-bezier(.4,0,1,1)',
          sharp: 'cubic-bezier(.4,0,.6,1)',
        },
      },
      typography,
      components: { ...baseComponents, ...buttonComponents, ...inputComponents, ...dataGridComponents },
    },
    language === 'tr' ? trTR : {},
  );
