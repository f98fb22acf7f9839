import { EventEmitter } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import type { BrowserWindowConstructorOptions, IpcMain, Protocol, Rectangle, Session } from 'electron';
import { appData, readManifest, takeLock, userDataFolder } from './app-paths.ts';
import { emitPreventable, StandInWindow } from './browser-window.ts';
import type { AppHalf, OpenWindow } from './halves.ts';
import { findPeer } from './peer.ts';
import { notHere, recordWith, subset } from './subset.ts';

export * from './absent.ts';

const { name, version } = readManifest();
const userData = userDataFolder(name);
const appEvents = new EventEmitter();
const handlers = new Map<string, Parameters<IpcMain['handle']>[1]>();
const schemes = new Map<string, Parameters<Protocol['handle']>[1]>();
const permissionNames = [
  'clipboard-read',
  'clipboard-sanitized-write',
  'geolocation',
  'media',
  'midi',
  'notifications',
];
let mayRequest: Parameters<Session['setPermissionRequestHandler']>[0] = null;
let mayCheck: Parameters<Session['setPermissionCheckHandler']>[0] = null;
let window: StandInWindow | null = null;
let ending = false;

const mine: AppHalf = {
  async serve({ url, method }) {
    const handler = schemes.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) return { status: 0, headers: {}, body: new Uint8Array() };
    const response = await handler(new Request(url, { method }) as Parameters<typeof handler>[0]);
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  },
  async invoke({ caller, channel, args }) {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const event = { senderFrame: window?.contents.frameOf(caller) ?? null, sender: window?.contents.face };
    const value: unknown = await handler(event as Parameters<typeof handler>[0], ...(JSON.parse(args) as unknown[]));
    return JSON.stringify(value) ?? 'null';
  },
  mayNavigate({ url, main }) {
    if (window === null) return false;
    const { events } = window.contents;
    const kept = emitPreventable(events, 'will-frame-navigate', { url, isMainFrame: main });
    return !(main && emitPreventable(events, 'will-navigate', { url, isMainFrame: true }, url)) && !kept;
  },
  mayOpen: (url) => window?.contents.openHandler?.({ url }).action !== 'deny',
  mayUse: ({ permission, url }) => mayUse(permission, url),
  mayAttachWebview: () =>
    window !== null && !emitPreventable(window.contents.events, 'will-attach-webview', {}, {}, {}),
  navigated(url) {
    if (window !== null) window.contents.url = url;
    window?.contents.events.emit('did-navigate', {}, url, 200, 'OK');
  },
  resized(bounds) {
    if (window !== null) window.bounds = bounds;
    window?.events.emit('resize');
  },
  themeColor: (color) => void window?.contents.events.emit('did-change-theme-color', {}, color),
  crashed: () => void window?.contents.events.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
  close: (already) => window?.close(already),
};

const { host, options: peerOptions } = await findPeer(mine);
recordWith((ask) => void host.asked(ask));

function mayUse(permission: string, url: string): boolean {
  const contents = window?.contents.face as unknown as Electron.WebContents;
  const details = { isMainFrame: true, requestingUrl: url };
  const checked = mayCheck === null || mayCheck(contents, permission as never, url, details as never);
  let granted = mayRequest === null;
  const answer = (answered: boolean): void => {
    granted = answered;
  };
  mayRequest?.(contents, permission as never, answer, details as never);
  return checked && granted;
}

async function end(code: number): Promise<void> {
  await host.ended();
  process.exit(code);
}

function quit(): void {
  if (ending || emitPreventable(appEvents, 'before-quit')) return;
  if (window !== null) {
    window.close(false);
  } else if (!emitPreventable(appEvents, 'will-quit')) {
    ending = true;
    void end(0);
  }
}

const openMain = (opened: Pick<OpenWindow, 'preload' | 'bounds' | 'minimum' | 'backgroundColor'>): Promise<void> => {
  const origins = [...schemes.keys()].map((scheme) => `${scheme}://app/`);
  return host.open({
    ...opened,
    userData,
    schemes: [...schemes.keys()],
    permissions: permissionNames.filter((permission) => origins.some((origin) => mayUse(permission, origin))),
    themeSource: nativeTheme.themeSource,
  });
};

const on = appEvents.on.bind(appEvents) as unknown as Electron.App['on'];

export const app = subset('app', {
  on,
  once: appEvents.once.bind(appEvents) as unknown as Electron.App['once'],
  isPackaged: false,
  enableSandbox: () => undefined,
  requestSingleInstanceLock: () => takeLock(userData),
  whenReady: async () => undefined,
  quit,
  exit: (code?: number) => void end(code ?? 0),
  getName: () => name,
  getVersion: () => version,
  getLocale: () => peerOptions.locale,
  getPath: (which) => {
    if (which === 'userData' || which === 'sessionData') return userData;
    if (which === 'appData') return appData();
    if (which === 'home') return os.homedir();
    if (which === 'temp') return os.tmpdir();
    if (which === 'documents') return path.join(os.homedir(), 'Documents');
    throw notHere(`app.getPath('${which}')`);
  },
} satisfies Pick<
  Electron.App,
  | ('on' | 'once' | 'isPackaged' | 'enableSandbox' | 'requestSingleInstanceLock' | 'whenReady' | 'quit' | 'exit')
  | ('getName' | 'getVersion' | 'getLocale' | 'getPath')
>);

export const protocol = subset('protocol', {
  registerSchemesAsPrivileged: () => undefined,
  handle: (scheme, handler) => void schemes.set(scheme, handler),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>);

export const session = {
  defaultSession: subset('session', {
    setPermissionRequestHandler: (handler) => {
      mayRequest = handler;
    },
    setPermissionCheckHandler: (handler) => {
      mayCheck = handler;
    },
    setDevicePermissionHandler: () => undefined,
    setDisplayMediaRequestHandler: () => undefined,
  } satisfies Pick<
    Session,
    | ('setPermissionRequestHandler' | 'setPermissionCheckHandler')
    | ('setDevicePermissionHandler' | 'setDisplayMediaRequestHandler')
  >),
};

export const ipcMain = subset('ipcMain', {
  handle: (channel, handler) => void handlers.set(channel, handler),
} satisfies Pick<IpcMain, 'handle'>);

export const Menu = subset('Menu', {
  setApplicationMenu: () => undefined,
} satisfies Pick<typeof Electron.Menu, 'setApplicationMenu'>);

export const nativeTheme = subset('nativeTheme', {
  themeSource: 'system' as Electron.NativeTheme['themeSource'],
  shouldUseDarkColors: peerOptions.dark,
} satisfies Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>);

const screenArea: Rectangle = { x: 0, y: 0, width: 1920, height: 1200 };
export const screen = subset('screen', {
  getAllDisplays: () => [{ workArea: screenArea, bounds: screenArea } as Electron.Display],
} satisfies Pick<Electron.Screen, 'getAllDisplays'>);

/** With or without a window in front, as Electron's dialogs take it. */
const lastOf = <T>(args: ReadonlyArray<unknown>): T => args[args.length - 1] as T;

export const dialog = subset('dialog', {
  showSaveDialog: async (...args: ReadonlyArray<unknown>) => {
    const filePath = await host.saveFile(lastOf(args));
    return { canceled: filePath === null, filePath: filePath ?? '' };
  },
  showOpenDialog: async (...args: ReadonlyArray<unknown>) => {
    const file = await host.openFile(lastOf(args));
    return { canceled: file === null, filePaths: file === null ? [] : [file] };
  },
  showErrorBox: (title, content) => void process.stderr.write(`${title}\n${content}\n`),
} satisfies Pick<Electron.Dialog, 'showSaveDialog' | 'showOpenDialog' | 'showErrorBox'>);

export const BrowserWindow = function openWindow(options: BrowserWindowConstructorOptions = {}) {
  if (window !== null) throw notHere('a second BrowserWindow');
  const made = new StandInWindow(options, {
    open: openMain,
    load: host.load,
    reload: host.reload,
    setBounds: host.setBounds,
    send: (message) => void host.send(message),
    close: host.closeWindow,
    made: (self) => {
      window = self;
      appEvents.emit('web-contents-created', {}, self.contents.face);
    },
    gone: () => {
      window = null;
      if (ending) return;
      if (appEvents.listenerCount('window-all-closed') === 0) quit();
      else appEvents.emit('window-all-closed');
    },
  });
  return made.face;
} as unknown as new (
  options?: BrowserWindowConstructorOptions,
) => StandInWindow['face'];
