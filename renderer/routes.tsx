import { createHashRouter, Navigate } from 'react-router';
import { Crash } from './frame/crash.tsx';
import { Frame } from './frame/frame.tsx';
import { NotFound } from './frame/not-found.tsx';

/** Every screen is its own chunk: the window paints its frame before a screen's code has arrived. */
export const createRoutes = () =>
  createHashRouter([
    {
      path: '/',
      Component: Frame,
      ErrorBoundary: Crash,
      HydrateFallback: () => null,
      children: [
        { index: true, element: <Navigate to="/tenants" replace /> },
        {
          ErrorBoundary: Crash,
          children: [
            {
              path: 'tenants',
              lazy: async () => ({ Component: (await import('./screens/tenants/tenants-screen.tsx')).TenantsScreen }),
            },
            {
              path: 'tenants/:id/:tab?',
              lazy: async () => ({ Component: (await import('./screens/tenants/tenant-screen.tsx')).TenantScreen }),
            },
            {
              path: 'registrations',
              lazy: async () => ({
                Component: (await import('./screens/registrations/registrations-screen.tsx')).RegistrationsScreen,
              }),
            },
            {
              path: 'operations',
              lazy: async () => ({
                Component: (await import('./screens/operations/operations-screen.tsx')).OperationsScreen,
              }),
            },
            {
              path: 'log',
              lazy: async () => ({ Component: (await import('./screens/log/log-screen.tsx')).LogScreen }),
            },
            {
              path: 'operators',
              lazy: async () => ({
                Component: (await import('./screens/operators/operators-screen.tsx')).OperatorsScreen,
              }),
            },
            {
              path: 'settings/:section?',
              lazy: async () => ({
                Component: (await import('./screens/settings/settings-screen.tsx')).SettingsScreen,
              }),
            },
            {
              path: 'platform',
              lazy: async () => ({
                Component: (await import('./screens/platform/platform-screen.tsx')).PlatformScreen,
              }),
            },
            { path: '*', Component: NotFound },
          ],
        },
      ],
    },
  ]);
