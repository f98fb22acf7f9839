import '@fontsource-variable/jetbrains-mono/wght.css';
import './theme/fonts.css';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { config } from 'zod';
import { App } from './app.tsx';
import { createI18n } from './i18n/create-i18n.ts';
import { call } from './ipc/client.ts';
import { followEvents } from './ipc/events.ts';
import { createQueryClient } from './ipc/query-client.ts';
import { callKey } from './ipc/use-call.ts';
import { readNonce } from './nonce.ts';
import { createStores } from './stores/create-stores.ts';

/** What the window needs before its first picture, in one go: settings, session, version. */
async function start(root: HTMLElement): Promise<void> {
  // Zod probes `new Function('')` unless told not to; under our policy the probe is reported as a violation.
  config({ jitless: true });
  const queries = createQueryClient();
  const stores = createStores();
  const [settings, session] = await Promise.all([call('settings.get', {}), call('session.current', {})]);
  const i18n = await createI18n(settings.language);
  queries.setQueryData(callKey('settings.get', {}), settings);
  stores.session.getState().put(session);
  stores.frame.getState().collapseNav(settings.navCollapsed);
  followEvents(stores, queries);
  const cache = createCache({ key: 'tn', nonce: readNonce(), prepend: true });
  createRoot(root).render(
    <StrictMode>
      <CacheProvider value={cache}>
        <I18nextProvider i18n={i18n}>
          <App stores={stores} queries={queries} />
        </I18nextProvider>
      </CacheProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('no #root');
void start(root);
