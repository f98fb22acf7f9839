import type { App, Session, WebContents } from 'electron';
import { isOurs } from './scheme.ts';

/** The only thing beyond itself that the page may use: to write text to the clipboard, for its copy buttons. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(allowed.has(permission) && isOurs(contents.getURL())),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed.has(permission) && isOurs(origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}

/** A reload of the page itself is all the moving that a page may do. */
const isHome = (url: string, isMainFrame: boolean): boolean =>
  isMainFrame && isOurs(url) && new URL(url).pathname === '/';

/** Every page that is ever made in this process is kept where it is. */
export function guardContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => guard(contents));
}

function guard(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!isHome(event.url, event.isMainFrame)) event.preventDefault();
  });
  contents.on('will-navigate', (event) => {
    if (!isHome(event.url, event.isMainFrame)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  // The one way out that no content policy covers.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
