import { type BrowserWindow, ipcMain, type WebFrameMain } from 'electron';
import type { Result } from '../../shared/contract/contract.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { Console } from '../app/ports.ts';
import { isOurs } from '../app/scheme.ts';

const refused = (error: AppError): Result<never> => ({ ok: false, error: error.toData() });

/**
 * The only way between the window and main: one channel in, one channel out. Calls that come before the console has
 * opened its files wait for it.
 */
export function installIpc(options: { readonly window: BrowserWindow; readonly console: Promise<Console> }): void {
  const { window, console } = options;
  const contents = window.webContents;
  let page = new AbortController();
  const leave = (): void => {
    page.abort();
    page = new AbortController();
  };
  contents.on('did-navigate', leave);
  contents.on('render-process-gone', leave);
  window.on('closed', leave);

  /** By identity as well as by address: a frame that is gone, nested, or merely says that it is ours is nobody. */
  const isOurWindow = (frame: WebFrameMain | null): boolean =>
    frame !== null &&
    !window.isDestroyed() &&
    frame === contents.mainFrame &&
    frame.parent === null &&
    isOurs(frame.url);

  ipcMain.handle('tenantry:call', async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isOurWindow(event.senderFrame)) return refused(new AppError('forbidden', 'call.foreign_sender'));
    if (typeof name !== 'string') return refused(new AppError('invalid_input', 'call.unknown'));
    const { signal } = page;
    try {
      return await (await console).dispatch(name, input, { signal });
    } catch (error) {
      return refused(toAppError(error));
    }
  });

  const forward = async (): Promise<void> => {
    const { events } = await console;
    const stop = events.subscribe((name, payload) => {
      if (!window.isDestroyed()) contents.send('tenantry:event', name, payload);
    });
    window.on('closed', stop);
  };
  // The caller waits for the same promise and tells the operator when it fails.
  forward().catch(() => undefined);
}
