import { describe, expect, it } from 'vitest';
import { HOME, openWindow } from './open-window.ts';

const opened = openWindow();
const serve = (url: string, method = 'GET') => opened().app.serve({ url, method });

describe("the app's own scheme", () => {
  it('serves the page, and tells no browser to guess what it is', async () => {
    const { status, headers } = await serve(HOME);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
  });

  it('serves the files that the page names', async () => {
    const html = Buffer.from((await serve(HOME)).body).toString('utf8');
    const names = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect((await serve(HOME + name)).status, name).toBe(200);
  });

  it.each([
    'tenantry://app/../../package.json',
    'tenantry://app/%2e%2e/%2e%2e/package.json',
    'tenantry://app/%2e%2e%2f%2e%2e%2fpackage.json',
    'tenantry://app/..%2f..%2fpackage.json',
    'tenantry://app/..%5c..%5cpackage.json',
    'tenantry://app/assets/..%2f..%2fmain/index.js',
    'tenantry://app/%252e%252e%252fpackage.json',
    'tenantry://app/%c0%ae%c0%ae/package.json',
    'tenantry://app/index.html%00.js',
    'tenantry://app//etc/passwd',
    'tenantry://app/%2fetc%2fpasswd',
    'tenantry://app/etc/passwd',
    'tenantry://app/../main/index.js',
    'tenantry://app/C:/Windows/win.ini',
    'tenantry://app/index.html.map',
    'tenantry://app/assets',
    'tenantry://app/assets/',
    'tenantry://app/.vite/manifest.json',
    'tenantry://other/index.html',
    'tenantry://app.evil/index.html',
    'tenantry://app@evil/index.html',
    'tenantry://user:secret@app/index.html',
    'tenantry://app:8080/index.html',
    'tenantry:app/index.html',
  ])('gives nothing for %s', async (url) => {
    const { status, body } = await serve(url).catch(() => ({ status: 400, body: new Uint8Array() }));
    expect([400, 404]).toContain(status);
    expect(body).toHaveLength(0);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD'])('does not answer to %s', async (method) => {
    expect((await serve(HOME, method)).status).toBe(400);
  });
});
