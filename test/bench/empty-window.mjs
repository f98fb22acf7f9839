// What `startup` compares with: the same shell, one window, an empty page from an own scheme. Nothing else.
import path from 'node:path';
import { app, BrowserWindow, protocol, session } from 'electron';

const page = '<!doctype html><html lang="en"><title>Empty</title><body></body></html>';

protocol.registerSchemesAsPrivileged([{ scheme: 'empty', privileges: { standard: true, secure: true } }]);
await app.whenReady();
protocol.handle('empty', () => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
app.on('window-all-closed', () => app.quit());
const window = new BrowserWindow({
  width: 1440,
  height: 900,
  webPreferences: {
    preload: path.resolve(import.meta.dirname, '../../out/preload/index.cjs'),
    contextIsolation: true,
    sandbox: true,
  },
});
await window.loadURL('empty://app/');
