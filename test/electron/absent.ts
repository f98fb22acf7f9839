import type * as Electron from 'electron';
import { notHere } from './subset.ts';

const absent = (name: string): never => {
  const fail = (): never => {
    throw notHere(name);
  };
  return new Proxy(fail, { get: fail, set: fail, apply: fail, construct: fail }) as never;
};

type Names = Exclude<
  keyof typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'nativeTheme' | 'protocol' | 'screen' | 'session'
>;

/** What the `electron` module exports and the stand-in does not have: the compiler holds the list to be complete. */
const names = {
  autoUpdater: absent('autoUpdater'),
  BaseWindow: absent('BaseWindow'),
  BrowserView: absent('BrowserView'),
  clipboard: absent('clipboard'),
  ClipboardItem: absent('ClipboardItem'),
  contentTracing: absent('contentTracing'),
  contextBridge: absent('contextBridge in main'),
  crashReporter: absent('crashReporter'),
  desktopCapturer: absent('desktopCapturer'),
  globalShortcut: absent('globalShortcut'),
  ImageView: absent('ImageView'),
  inAppPurchase: absent('inAppPurchase'),
  ipcRenderer: absent('ipcRenderer in main'),
  IpcMainServiceWorker: absent('IpcMainServiceWorker'),
  LanguageModelUtility: absent('LanguageModelUtility'),
  localAIHandler: absent('localAIHandler'),
  MenuItem: absent('MenuItem'),
  MessageChannelMain: absent('MessageChannelMain'),
  nativeImage: absent('nativeImage'),
  net: absent('net'),
  netLog: absent('netLog'),
  Notification: absent('Notification'),
  parentPort: absent('parentPort'),
  powerMonitor: absent('powerMonitor'),
  powerSaveBlocker: absent('powerSaveBlocker'),
  pushNotifications: absent('pushNotifications'),
  safeStorage: absent('safeStorage'),
  sharedTexture: absent('sharedTexture'),
  ShareMenu: absent('ShareMenu'),
  shell: absent('shell'),
  systemPreferences: absent('systemPreferences'),
  TouchBar: absent('TouchBar'),
  Tray: absent('Tray'),
  utilityProcess: absent('utilityProcess'),
  View: absent('View'),
  webContents: absent('webContents'),
  WebContentsView: absent('WebContentsView'),
  webFrame: absent('webFrame'),
  webFrameMain: absent('webFrameMain'),
  WebSocket: absent('WebSocket'),
  webUtils: absent('webUtils'),
} satisfies Record<Names, never>;

export const {
  autoUpdater,
  BaseWindow,
  BrowserView,
  clipboard,
  ClipboardItem,
  contentTracing,
  contextBridge,
  crashReporter,
  desktopCapturer,
  globalShortcut,
  ImageView,
  inAppPurchase,
  ipcRenderer,
  IpcMainServiceWorker,
  LanguageModelUtility,
  localAIHandler,
  MenuItem,
  MessageChannelMain,
  nativeImage,
  net,
  netLog,
  Notification,
  parentPort,
  powerMonitor,
  powerSaveBlocker,
  pushNotifications,
  safeStorage,
  sharedTexture,
  ShareMenu,
  shell,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  webContents,
  WebContentsView,
  webFrame,
  webFrameMain,
  WebSocket,
  webUtils,
} = names;
