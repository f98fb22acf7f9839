import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { AppPaths } from './paths.ts';
import { isColor, readWindowState, smallest, type WindowState, writeWindowState } from './window-state.ts';

const chrome = { light: '#EBEFF1', dark: '#0B1115' } as const;
const controls = { light: '#41515C', dark: '#A8B6BF' } as const;
const TITLE_BAR = 44;

/** The one place where a window is made. */
export function createWindow(paths: AppPaths): BrowserWindow {
  const state = readWindowState(
    paths.windowState,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  let color = state.color ?? (nativeTheme.shouldUseDarkColors ? chrome.dark : chrome.light);
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Tenantry',
    backgroundColor: color,
    titleBarStyle: 'hidden',
    titleBarOverlay: overlay(color),
    webPreferences: {
      preload: paths.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be fetched from the network.
      spellcheck: false,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.webContents.on('did-change-theme-color', (_event, themeColor) => {
    if (!isColor(themeColor)) return;
    color = themeColor;
    window.setBackgroundColor(color);
    if (process.platform !== 'darwin') window.setTitleBarOverlay(overlay(color));
  });
  remember(window, (current) => writeWindowState(paths.windowState, { ...current, color }));
  reviveAfterCrash(window);
  return window;
}

function remember(window: BrowserWindow, write: (state: Omit<WindowState, 'color'>) => void): void {
  let pending: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(pending);
    write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const soon = (): void => {
    clearTimeout(pending);
    pending = setTimeout(save, 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', save);
  window.on('closed', () => clearTimeout(pending));
}

/** Operations live in main, so a fresh page finds them again. A page that dies at once is left dead. */
function reviveAfterCrash(window: BrowserWindow): void {
  let last = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || performance.now() - last < 10_000) return;
    last = performance.now();
    window.webContents.reload();
  });
}

const overlay = (color: string): Electron.TitleBarOverlayOptions => ({
  color,
  symbolColor: isDark(color) ? controls.dark : controls.light,
  height: TITLE_BAR,
});

function isDark(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
