import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { OpenDialogOptions, Rectangle, SaveDialogOptions } from 'electron';
import { type BrowserContext, chromium, type Frame, type Page, type Request, type Route } from 'playwright-core';
import { toApp, toWindow } from './address.ts';
import type { AppHalf, Ask, HostHalf, OpenWindow } from './halves.ts';
import { connect, type Port, type Remote } from './link.ts';
import { bindings, EVENT_INLET, pageScript, type Report } from './page-script.ts';

export interface HostOptions {
  /** Instead of what the app asks for. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
  /** What the operator answers to a file dialog. Without it: the desktop's own, where there is one. */
  readonly chooseFile?: (kind: 'save' | 'open', options: SaveDialogOptions | OpenDialogOptions) => string | null;
}

export interface Host {
  readonly app: Remote<AppHalf>;
  readonly asked: ReadonlyArray<Ask>;
  readonly cspViolations: ReadonlyArray<string>;
  readonly consoleErrors: ReadonlyArray<string>;
  /** Requests to anywhere but the app itself; all were refused. */
  readonly foreignRequests: ReadonlyArray<string>;
  /** Once the app has loaded its page. */
  readonly loaded: Promise<Page>;
  /** As the operator pulls at the window's edge. */
  resize(size: { readonly width: number; readonly height: number }): Promise<void>;
  /** Takes the window away without telling the app. */
  dispose(): Promise<void>;
}

const flags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Not even a name is looked up: all that the page gets comes from the app.
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

/** The half that has the window: a Chromium driven over a pipe, without a port. */
export function createHost(port: Port, options: HostOptions): Host {
  const asked: Ask[] = [];
  const cspViolations: string[] = [];
  const consoleErrors: string[] = [];
  const foreignRequests: string[] = [];
  const ready = Promise.withResolvers<Page>();
  // Whoever does not wait for the page need not hear of its absence.
  ready.promise.catch(() => undefined);
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  let schemes: ReadonlyArray<string> = [];
  let loading = '';

  const report = (json: string): void => {
    const told = JSON.parse(json) as Report;
    if (told.kind === 'csp') cspViolations.push(told.text);
    else if (told.kind === 'color') void app.themeColor(told.color);
    else void app.resized(told.bounds);
  };

  const answer = async (route: Route): Promise<void> => {
    const request = route.request();
    const url = toApp(request.url(), schemes);
    if (request.isNavigationRequest() && request.url() !== loading) {
      const frame = frameOf(request);
      const main = frame === page?.mainFrame();
      if (frame?.page() !== page || !(await app.mayNavigate({ url, main }))) return route.abort('aborted');
    }
    if (url === request.url()) {
      foreignRequests.push(url);
      return route.abort('addressunreachable');
    }
    const { status, headers, body } = await app.serve({ url, method: request.method() });
    await route.fulfill({ status, headers, body: Buffer.from(body) });
  };

  const half: HostHalf = {
    async open(window) {
      schemes = window.schemes;
      const size = options.size ?? window.bounds;
      const blank = `data:text/html,<title>Tenantry</title><body bgcolor="${encodeURIComponent(window.backgroundColor)}">`;
      context = await chromium.launchPersistentContext(path.join(window.userData, 'Chromium'), {
        executablePath: findChromium(),
        headless: false,
        // Chromium's own sandbox refuses to run as root.
        chromiumSandbox: process.getuid?.() !== 0,
        ignoreDefaultArgs: ['--enable-automation'],
        viewport: null,
        colorScheme: options.colorScheme ?? null,
        ...(options.locale ? { locale: options.locale } : {}),
        args: [
          ...flags,
          `--window-size=${size.width},${size.height}`,
          `--window-position=${place(window.bounds)}`,
          `--app=${blank}`,
        ],
      });
      page = context.pages()[0] ?? (await context.waitForEvent('page'));
      await prepare(context, page, window);
      await resize(page, size);
    },
    async load(url) {
      loading = toWindow(url);
      const target = present(page);
      await target.goto(loading, { waitUntil: 'domcontentloaded' });
      ready.resolve(target);
    },
    reload: async () => void (await page?.reload()),
    setBounds: async (bounds) => {
      if (page === null) return;
      if (bounds.width === -1) await windowOf(page, { windowState: 'maximized' });
      else await resize(page, { width: bounds.width ?? 0, height: bounds.height ?? 0 });
    },
    send: (message) => {
      page
        ?.evaluate(([inlet, json]) => Reflect.get(globalThis, inlet)?.(json), [EVENT_INLET, message] as const)
        .catch(
          // Between two pages nobody listens, as in Electron.
          () => undefined,
        );
    },
    theme: async (source) => void (await page?.emulateMedia({ colorScheme: source === 'system' ? null : source })),
    saveFile: async (ask) => (options.chooseFile ? options.chooseFile('save', ask) : desktopDialog(['--save'], ask)),
    openFile: async (ask) => {
      if (options.chooseFile) return options.chooseFile('open', ask);
      return desktopDialog(ask.properties?.includes('openDirectory') ? ['--directory'] : [], ask);
    },
    closeWindow: async () => {
      await context?.close();
      context = null;
    },
    asked: (ask) => void asked.push(ask),
    ended: async () => {
      await context?.close().catch(() => undefined);
    },
  };
  const app = connect<AppHalf>(port, half);

  const prepare = async (opened: BrowserContext, own: Page, window: OpenWindow): Promise<void> => {
    await Promise.all([
      opened.exposeBinding(bindings.invoke, async ({ frame, page: from }, channel: string, args: string) => {
        const caller = { url: toApp(frame.url(), schemes), main: from === own && frame === own.mainFrame() };
        return app.invoke({ caller, channel, args }).then(
          (value) => `{"value":${value}}`,
          (error: Error) => JSON.stringify({ failed: error.message }),
        );
      }),
      opened.exposeBinding(bindings.report, (_source, json: string) => report(json)),
      opened.route('**/*', answer),
      grant(opened, window),
    ]);
    // After the bindings, which it takes away from the page.
    await opened.addInitScript(pageScript(await readFile(window.preload, 'utf8')));
    own.on('popup', (other) => {
      void app.mayOpen(toApp(other.url(), schemes)).then((may) => (may ? undefined : other.close()));
    });
    own.on('console', (message) => {
      if (message.type() === 'error') consoleErrors.push(message.text());
    });
    own.on('pageerror', (error) => consoleErrors.push(String(error)));
    own.on('framenavigated', (frame) => {
      if (frame === own.mainFrame()) void app.navigated(toApp(frame.url(), schemes));
    });
    own.on('crash', () => void app.crashed());
    own.on('close', () => void app.close(true));
  };

  return {
    app,
    asked,
    cspViolations,
    consoleErrors,
    foreignRequests,
    loaded: ready.promise,
    resize: (size) => resize(present(page), size),
    dispose: async () => {
      ready.reject(new Error('the window was taken away'));
      await context?.close().catch(() => undefined);
      context = null;
    },
  };
}

/** Chromium's names of what the app lets its page do; naming some denies all others. */
async function grant(context: BrowserContext, { permissions, schemes }: OpenWindow): Promise<void> {
  const known: Readonly<Record<string, string>> = { 'clipboard-sanitized-write': 'clipboard-write' };
  const granted = permissions.map((name) => known[name] ?? name);
  for (const scheme of schemes) await context.grantPermissions(granted, { origin: `https://app.${scheme}.invalid` });
}

/** Electron draws the page under the title bar, so the app's size is the page's; Chromium's includes a bar of its own. */
async function resize(page: Page, size: { readonly width: number; readonly height: number }): Promise<void> {
  const frame = await page.evaluate(() => ({ x: outerWidth - innerWidth, y: outerHeight - innerHeight }));
  await windowOf(page, { width: size.width + frame.x, height: size.height + frame.y });
}

/** Null for a window that is only about to be. */
function frameOf(request: Request): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

type WindowBounds = Partial<Rectangle> & { readonly windowState?: 'maximized' | 'normal' };

async function windowOf(page: Page, bounds: WindowBounds): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds });
  await session.detach();
}

const place = ({ x, y }: OpenWindow['bounds']): string => (x === undefined || y === undefined ? '0,0' : `${x},${y}`);

function present<T>(value: T | null): T {
  if (value === null) throw new Error('there is no window');
  return value;
}

function findChromium(): string {
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = process.env['CHROMIUM'] ?? places.find(existsSync);
  if (found === undefined) throw new Error(`no Chromium found; tried ${places.join(', ')}. CHROMIUM can name one.`);
  return found;
}

/** Null where there is no desktop to ask, as if the operator had cancelled. */
function desktopDialog(words: ReadonlyArray<string>, ask: { readonly title?: string; readonly defaultPath?: string }) {
  const start = ask.defaultPath ?? os.homedir();
  const { status, stdout, error } = spawnSync(
    'zenity',
    ['--file-selection', ...words, `--title=${ask.title ?? ''}`, `--filename=${start}`],
    { encoding: 'utf8' },
  );
  if (error) process.stderr.write('The stand-in has no file dialog without "zenity": answered as cancelled.\n');
  return status === 0 ? stdout.trim() : null;
}
