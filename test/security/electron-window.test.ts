import { describe, expect, it } from 'vitest';
import type { Ask } from '../electron/halves.ts';
import { openWindow } from './open-window.ts';

const opened = openWindow();
const asks = (what: string): ReadonlyArray<Ask['with']> =>
  opened()
    .asked.filter((ask) => ask.what === what)
    .map((ask) => ask.with);

describe('the window that the app asks for', () => {
  it('is one, with its page locked away from node', () => {
    const webPreferences = {
      preload: expect.stringMatching(/out\/preload\/index\.cjs$/),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    };
    const frame = { show: false, minWidth: 1100, minHeight: 700, titleBarStyle: 'hidden' };
    expect(asks('new BrowserWindow')).toEqual([[expect.objectContaining({ ...frame, webPreferences })]]);
  });

  it('comes after the sandbox, the scheme and the guards', () => {
    const order = opened().asked.map((ask) => ask.what);
    const window = order.indexOf('new BrowserWindow');
    for (const before of [
      'app.enableSandbox',
      'protocol.registerSchemesAsPrivileged',
      'session.setPermissionRequestHandler',
      'session.setPermissionCheckHandler',
      'session.setDevicePermissionHandler',
      'session.setDisplayMediaRequestHandler',
      'protocol.handle',
    ]) {
      expect(order.indexOf(before), before).toBeGreaterThanOrEqual(0);
      expect(order.indexOf(before), before).toBeLessThan(window);
    }
    expect(order.indexOf('app.enableSandbox')).toBeLessThan(order.indexOf('app.whenReady'));
    expect(order.indexOf('protocol.registerSchemesAsPrivileged')).toBeLessThan(order.indexOf('app.whenReady'));
  });

  it('has a scheme of its own that bypasses nothing', () => {
    expect(asks('protocol.registerSchemesAsPrivileged')).toEqual([
      [[{ scheme: 'tenantry', privileges: { standard: true, secure: true, codeCache: true } }]],
    ]);
    expect(asks('BrowserWindow.loadURL')).toEqual([['tenantry://app/']]);
  });

  it('has no menu, whose shortcuts would reload and zoom', () => {
    expect(asks('Menu.setApplicationMenu')).toEqual([[null]]);
  });

  it('is the only one on its files', () => {
    expect(asks('app.requestSingleInstanceLock')).toHaveLength(1);
  });

  it('listens on one channel', () => {
    expect(asks('ipcMain.handle')).toEqual([['tenantry:call', '[function]']]);
  });
});

describe('the page', () => {
  it('loads without one refusal, error or request to elsewhere', () => {
    const { cspViolations, consoleErrors, foreignRequests } = opened();
    expect({ cspViolations, consoleErrors, foreignRequests }).toEqual({
      cspViolations: [],
      consoleErrors: [],
      foreignRequests: [],
    });
  });

  it('sees nothing of node or of Electron', async () => {
    const seen = await opened().page.evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'exports', 'global', 'electron', 'ipcRenderer', '__dirname'].filter(
        (name) => Reflect.get(globalThis, name) !== undefined,
      ),
    );
    expect(seen).toEqual([]);
  });

  it('is given call and on, and can change neither', async () => {
    const bridge = await opened().page.evaluate(() => {
      const given = Reflect.get(globalThis, 'tenantry');
      const { writable, configurable } = Object.getOwnPropertyDescriptor(globalThis, 'tenantry') ?? {};
      const kinds = Object.getOwnPropertyNames(given).map((key) => `${key}: ${typeof Reflect.get(given, key)}`);
      return { kinds: kinds.sort(), frozen: Object.isFrozen(given), writable, configurable };
    });
    expect(bridge).toEqual({
      kinds: ['call: function', 'on: function'],
      frozen: true,
      writable: false,
      configurable: false,
    });
  });

  it('can not bend the bridge by changing what its own world is made of', async () => {
    const answer = await opened().page.evaluate(async () => {
      const kept = { push: Array.prototype.push, call: Function.prototype.call, has: Map.prototype.has };
      const bend = (): never => {
        throw new Error('bent');
      };
      Array.prototype.push = bend;
      Function.prototype.call = bend;
      Map.prototype.has = bend;
      const answered = Reflect.get(globalThis, 'tenantry').call('settings.get', {});
      Array.prototype.push = kept.push;
      Function.prototype.call = kept.call;
      Map.prototype.has = kept.has;
      return answered;
    });
    expect(answer).toMatchObject({ ok: true, value: { theme: expect.any(String) } });
  });
});
