import { describe, expect, it } from 'vitest';
import { HOME, openWindow } from './open-window.ts';

const opened = openWindow();

const elsewhere = [
  'https://tenantry.evil/',
  'https://app.evil/',
  'tenantry://app@evil/',
  'tenantry://app.evil/',
  'tenantry://other/',
  'tenantry:app',
  'tenantry://app/assets/index.js',
  'http://127.0.0.1/',
  'javascript:alert(1)',
  'data:text/html,<h1>x</h1>',
  'blob:tenantry://app/1',
  'file:///etc/passwd',
  'about:blank',
  '//evil/',
  '\\\\smb\\share',
  '',
];

describe('the guards of the app', () => {
  it.each(elsewhere)('let the page not go to %s', async (url) => {
    expect(await opened().app.mayNavigate({ url, main: true })).toBe(false);
    expect(await opened().app.mayNavigate({ url, main: false })).toBe(false);
  });

  it('let the page itself be loaded again, in its own frame only', async () => {
    expect(await opened().app.mayNavigate({ url: HOME, main: true })).toBe(true);
    expect(await opened().app.mayNavigate({ url: HOME, main: false })).toBe(false);
  });

  it.each([...elsewhere, HOME])('open no window for %s', async (url) => {
    expect(await opened().app.mayOpen(url)).toBe(false);
  });

  it('attach no webview', async () => {
    expect(await opened().app.mayAttachWebview()).toBe(false);
  });

  it.each([
    ...['clipboard-read', 'display-capture', 'fileSystem', 'fullscreen', 'geolocation', 'hid', 'idle-detection'],
    ...['keyboardLock', 'media', 'mediaKeySystem', 'midi', 'midiSysex', 'notifications', 'openExternal', 'pointerLock'],
    ...['serial', 'speaker-selection', 'storage-access', 'top-level-storage-access', 'usb', 'window-management'],
    ...['unknown', 'something-new'],
  ])('grant nobody %s', async (permission) => {
    expect(await opened().app.mayUse({ permission, url: HOME })).toBe(false);
  });

  it('grant the page, and nobody else, to put text on the clipboard', async () => {
    const permission = 'clipboard-sanitized-write';
    expect(await opened().app.mayUse({ permission, url: HOME })).toBe(true);
    expect(await opened().app.mayUse({ permission, url: 'tenantry://app@evil/' })).toBe(false);
    expect(await opened().app.mayUse({ permission, url: 'https://evil.example/' })).toBe(false);
  });
});

const escapes: Readonly<Record<string, string>> = {
  'by its location': `location.href = 'https://evil.example/'`,
  'to a data address': `location.href = 'data:text/html,gone'`,
  'to a file': `location.href = 'file:///etc/passwd'`,
  'by a link': `(() => { const a = document.createElement('a'); a.href = 'https://evil.example/'; document.body.append(a); a.click(); })()`,
  'by a link to a new window': `(() => { const a = document.createElement('a'); a.href = 'https://evil.example/'; a.target = '_blank'; document.body.append(a); a.click(); })()`,
  'by a refresh': `(() => { const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=https://evil.example/'; document.head.append(m); })()`,
  'by a new window': `void window.open('https://evil.example/')`,
  'by an empty new window': `void window.open('about:blank')`,
};

describe('a page that tries to leave', () => {
  it.each(Object.entries(escapes))('%s stays where it is', async (_name, code) => {
    const { page, foreignRequests } = opened();
    await page.evaluate((mark) => Reflect.set(globalThis, 'mark', mark), code);
    await page.evaluate(code);
    // Two answered calls later, whatever was to come of it has come.
    for (let turn = 0; turn < 2; turn += 1) {
      await page.evaluate(() => Reflect.get(globalThis, 'tenantry').call('settings.get', {}));
    }
    expect(await page.evaluate(() => Reflect.get(globalThis, 'mark'))).toBe(code);
    expect(page.url()).toMatch(/^https:\/\/app\.tenantry\.invalid\/(#|$)/);
    expect(foreignRequests).toEqual([]);
    await expect.poll(() => page.context().pages().length).toBe(1);
  });
});
