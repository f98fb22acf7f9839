import { app, Menu, session } from 'electron';
import { createFileDialogs } from './app/file-dialogs.ts';
import { createFileServer } from './app/file-server.ts';
import { closeBeforeQuit, giveUpWithoutConsole, showAgainOnSecondStart } from './app/lifecycle.ts';
import { appPaths } from './app/paths.ts';
import type { Console, ConsoleEnvironment } from './app/ports.ts';
import { ORIGIN, registerScheme, serveScheme } from './app/scheme.ts';
import { guardContents, guardSession } from './app/security.ts';
import { createWindow } from './app/window.ts';
import { installIpc } from './ipc/install.ts';

app.enableSandbox();
registerScheme();
guardContents(app);
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  const paths = appPaths(import.meta.dirname, app.getPath('userData'));
  guardSession(session.defaultSession);
  serveScheme(createFileServer(paths.renderer));
  Menu.setApplicationMenu(null);
  const window = createWindow(paths);
  const shown = window.loadURL(`${ORIGIN}/`);
  const console = openConsole({
    userData: app.getPath('userData'),
    appVersion: app.getVersion(),
    shell: `Electron ${process.versions.electron}`,
    dialogs: createFileDialogs(window),
  });
  installIpc({ window, console });
  showAgainOnSecondStart(app, window);
  closeBeforeQuit(app, console);
  giveUpWithoutConsole(app, console);
  await shown;
}

/** Loaded while the window is already coming up: the drivers behind it are most of the program. */
async function openConsole(environment: ConsoleEnvironment): Promise<Console> {
  const { compose } = await import('./compose.ts');
  return compose(environment);
}
