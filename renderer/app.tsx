import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider, useColorScheme } from '@mui/material/styles';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import type { Settings } from '../shared/contract/settings.ts';
import { useSettings } from './ipc/use-settings.ts';
import { createRoutes } from './routes.tsx';
import type { Stores } from './stores/create-stores.ts';
import { StoresContext } from './stores/stores-context.ts';
import { dark } from './theme/dark.ts';
import { light } from './theme/light.ts';
import { createTenantryTheme } from './theme/theme.ts';

interface AppProps {
  readonly stores: Stores;
  readonly queries: QueryClient;
  /** What the colour scheme follows in the first picture; from then on the settings say it. */
  readonly mode: Settings['theme'];
}

export const App = ({ stores, queries, mode }: AppProps) => {
  const { i18n } = useTranslation();
  const language = i18n.language === 'tr' ? 'tr' : 'en';
  const theme = useMemo(() => createTenantryTheme(language), [language]);
  const [router] = useState(createRoutes);
  return (
    <StoresContext value={stores}>
      <QueryClientProvider client={queries}>
        <ThemeProvider theme={theme} defaultMode={mode} storageManager={null} noSsr>
          <CssBaseline enableColorScheme />
          <FollowSettings />
          <RouterProvider router={router} />
        </ThemeProvider>
      </QueryClientProvider>
    </StoresContext>
  );
};

/** Language and colour scheme are settings of this computer, kept by main. */
const FollowSettings = () => {
  const { i18n } = useTranslation();
  const { setMode, colorScheme } = useColorScheme();
  const settings = useSettings();
  useEffect(() => {
    if (settings !== undefined) setMode(settings.theme);
  }, [settings, setMode]);
  useEffect(() => {
    if (settings !== undefined && settings.language !== i18n.language) void i18n.changeLanguage(settings.language);
  }, [settings, i18n]);
  useEffect(() => {
    // The window's own frame and its controls take their colour from here.
    document
      .querySelector('meta[name="theme-color"]')
      ?.setAttribute('content', (colorScheme === 'dark' ? dark : light).surface.chrome);
  }, [colorScheme]);
  return null;
};
