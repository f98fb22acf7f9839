import '@fontsource-variable/jetbrains-mono/wght.css';
import './theme/fonts.css';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { SessionState } from '../shared/contract/session.ts';
import type { Settings } from '../shared/contract/settings.ts';
import { toAppError } from '../shared/errors.ts';
import { App } from './app.tsx';
import { createI18n } from './i18n/create-i18n.ts';
import { askWhenSignedIn } from './ipc/ask-ahead.ts';
import { answered } from './ipc/client.ts';
import { followEvents } from './ipc/events.ts';
import { createQueryClient } from './ipc/query-client.ts';
import { callKey } from './ipc/use-call.ts';
import type { Asked } from './main.tsx';
import { readNonce } from './nonce.ts';
import { createStores } from './stores/create-stores.ts';

const asTheSystemIs = (): Settings => ({
  language: navigator.language.startsWith('tr') ? 'tr' : 'en',
  theme: 'system',
  density: 'compact',
  navCollapsed: false,
  autoLockMinutes: 15,
  lastProfileId: null,
  lastEmail: '',
  columns: {},
});

/** So that the first picture is a whole one where the answers are quick; a keychain that asks a question is not waited for. */
const waitAtMost = 250;

/** What the window needs before its first picture, in one go: settings, session, connections, version. */
export async function start(root: HTMLElement, asked: Asked): Promise<void> {
  const queries = createQueryClient();
  const stores = createStores();
  // Neither may keep the window from opening: without settings it opens as the system is, without a session at sign-in.
  const present = (error: unknown): void =>
    stores.notices.getState().present({ error: toAppError(error), retry: null });
  const shown = Promise.all([
    queries.prefetchQuery({
      queryKey: callKey('connections.list', {}),
      queryFn: () => asked.connections.then(answered),
    }),
    queries.prefetchQuery({ queryKey: callKey('settings.info', {}), queryFn: () => asked.info.then(answered) }),
  ]);
  const [settings, session] = await Promise.all([
    asked.settings.then(answered).catch((error: unknown) => {
      present(error);
      return asTheSystemIs();
    }),
    asked.session.then(answered).catch((error: unknown): SessionState => {
      present(error);
      return { phase: 'signed_out' };
    }),
  ]);
  const i18n = await createI18n(settings.language);
  queries.setQueryData(callKey('settings.get', {}), settings);
  stores.session.getState().put(session);
  stores.frame.getState().collapseNav(settings.navCollapsed);
  followEvents(stores, queries);
  askWhenSignedIn(stores, queries);
  if (session.phase === 'signed_out')
    await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, waitAtMost))]);
  const cache = createCache({ key: 'tn', nonce: readNonce(), prepend: true });
  createRoot(root).render(
    <StrictMode>
      <CacheProvider value={cache}>
        <I18nextProvider i18n={i18n}>
          <App stores={stores} queries={queries} mode={settings.theme} />
        </I18nextProvider>
      </CacheProvider>
    </StrictMode>,
  );
}
