import { type App, type BrowserWindow, dialog } from 'electron';
import type { Console } from './ports.ts';

const PATIENCE_MS = 5_000;

/** Two processes on one user's files would undo each other's writes: the second start shows the first one's window. */
export function showAgainOnSecondStart(app: App, window: BrowserWindow): void {
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
}

/** The window is the app: closing it ends the process, after the console has put its files and connections away. */
export function closeBeforeQuit(app: App, console: Promise<Console>): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    const putAway = console.then((opened) => opened.close()).catch(() => undefined);
    void Promise.race([putAway, patience]).then(() => {
      closed = true;
      app.quit();
    });
  });
}

/** Nothing of the console opened, so there is no window to tell it in and no chosen language. */
export function giveUpWithoutConsole(app: App, console: Promise<Console>): void {
  console.catch(() => {
    const turkish = app.getLocale().startsWith('tr');
    dialog.showErrorBox(
      turkish ? 'Tenantry açılamadı' : 'Tenantry could not open',
      turkish
        ? `Bu bilgisayardaki dosyalar okunamadı. Hiçbir platformda bir şey değişmedi. Klasörün izinlerini ve boş alanı denetleyin: ${app.getPath('userData')}`
        : `Its files on this computer could not be read. Nothing changed on any platform. Check the rights and the free space of this folder: ${app.getPath('userData')}`,
    );
    app.exit(1);
  });
}
