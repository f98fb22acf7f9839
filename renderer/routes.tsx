import { createHashRouter, Navigate } from 'react-router';
import { Crash } from './frame/crash.tsx';
import { Frame } from './frame/frame.tsx';
import { NotFound } from './frame/not-found.tsx';
import { screens } from './screens/screens.tsx';

const first = '#/tenants';

export const createRoutes = () => {
  // Where a fresh window begins, said before the router looks: a redirect would draw everything once more.
  if (window.location.hash === '') window.location.replace(first);
  return createHashRouter([
    {
      path: '/',
      Component: Frame,
      ErrorBoundary: Crash,
      children: [
        { index: true, element: <Navigate to="/tenants" replace /> },
        {
          ErrorBoundary: Crash,
          children: [
            { path: 'tenants', Component: screens.tenants.Screen },
            { path: 'tenants/:id/:tab?', Component: screens.tenant.Screen },
            { path: 'registrations', Component: screens.registrations.Screen },
            { path: 'attention', Component: screens.attention.Screen },
            { path: 'packages/:id?', Component: screens.packages.Screen },
            { path: 'subscriptions', Component: screens.subscriptions.Screen },
            { path: 'operations', Component: screens.operations.Screen },
            { path: 'modules', Component: screens.modules.Screen },
            { path: 'backups', Component: screens.backups.Screen },
            { path: 'domains', Component: screens.domains.Screen },
            { path: 'users', Component: screens.users.Screen },
            { path: 'flags/:key?', Component: screens.flags.Screen },
            { path: 'log', Component: screens.log.Screen },
            { path: 'operators', Component: screens.operators.Screen },
            { path: 'settings/:section?', Component: screens.settings.Screen },
            { path: 'platform', Component: screens.platform.Screen },
            { path: '*', Component: NotFound },
          ],
        },
      ],
    },
  ]);
};
