import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider, useColorScheme } from '@mui/material/styles';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { useSettings } from './ipc/use-settings.ts';
import { createRoutes } from './routes.tsx';
import type { Stores } from './stores/create-stores.ts';
import { StoresContext } from './stores/stores-context.ts';
import { createTenantryTheme } from './theme/theme.ts';

interface AppProps {
  readonly stores: Stores;
  readonly queries: QueryClient;
}

export const App = ({ stores, queries }: AppProps) => {
  const { i18n } = useTranslation();
  const language = i18n.language === 'tr' ? 'tr' : 'en';
  const theme = useMemo(() => createTenantryTheme(language), [language]);
  const [router] = useState(createRoutes);
  return (
    <StoresContext value={stores}>
      <QueryClientProvider client={queries}>
        <ThemeProvider theme={theme} defaultMode="system" noSsr>
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
  const { setMode } = useColorScheme();
  const settings = useSettings();
  useEffect(() => {
    if (settings !== undefined) setMode(settings.theme);
  }, [settings, setMode]);
  useEffect(() => {
    if (settings !== undefined && settings.language !== i18n.language) void i18n.changeLanguage(settings.language);
  }, [settings, i18n]);
  return null;
};
