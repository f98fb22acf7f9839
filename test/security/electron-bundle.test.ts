import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const out = path.resolve(import.meta.dirname, '../../out');
const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(path.join(out, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
const read = (folder: string): string =>
  filesIn(folder)
    .filter((file) => /\.(c?js|html|css)$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

const main = read('main');
const preload = read('preload');
const renderer = read('renderer');
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Outside of comments, which the packages' own documentation fills. */
const lines = (text: string, pattern: RegExp): ReadonlyArray<string> =>
  text.split('\n').filter((line) => pattern.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line));

/** The bundler writes above each module where it is from. */
const modules: Readonly<Record<string, string>> = Object.fromEntries(
  main
    .split(/^\/\/ (?=(?:node_modules|main|shared)\/)/m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('\n')), text]),
);
const unchecked = Object.entries(modules)
  .filter(([, text]) => lines(text, /rejectUnauthorized["']?\s*[:=]\s*(false|!1)/).length > 0)
  .map(([name]) => name);

/** Names of vocabularies and of documentation, and the router's base for addresses without one: never fetched. */
const justNames =
  /http:\/\/localhost(?=["'`])|https?:\/\/(?:www\.w3\.org|mui\.com|react\.dev|reactjs\.org|nodejs\.org|nodemailer\.com|tools\.ietf\.org|fb\.me|git\.io|redux\.js\.org|errors\.pub|json-schema\.org)/g;
const addresses = (text: string): ReadonlyArray<string> =>
  text.replaceAll(justNames, '').match(/\b(?:http|ws):\/\/[a-z0-9.-]+/gi) ?? [];

describe('what is built', () => {
  it('is all there', () => {
    expect(filesIn('main').length).toBeGreaterThan(1);
    expect(filesIn('preload').map((file) => path.basename(file))).toEqual(['index.cjs']);
    expect(filesIn('renderer').map((file) => path.basename(file))).toContain('index.html');
  });

  it('carries no source map, key or environment file', () => {
    const stowaways = ['main', 'preload', 'renderer']
      .flatMap(filesIn)
      .filter((file) => /\.(map|env|pem|key|db|ts|tsx)$/.test(file));
    expect(stowaways).toEqual([]);
  });

  it('makes one window and handles one channel', () => {
    expect(count(main, /new BrowserWindow\(/g)).toBe(1);
    expect(count(main, /ipcMain\.(handle|on|once|handleOnce)\(/g)).toBe(1);
  });

  it('opens one address, no file, nothing outside, and knows no development server', () => {
    expect(main.match(/\.load(?:URL|File)\([^)]*\)/g)).toEqual([`.loadURL(\`\${ORIGIN}/\`)`]);
    const words = ['file:///', 'openExternal', 'ELECTRON_RENDERER_URL', 'localhost:', 'commandLine.appendSwitch'];
    expect(words.filter((word) => main.includes(word))).toEqual([]);
  });

  it('names no address without encryption', () => {
    expect({ main: addresses(main), preload: addresses(preload), renderer: addresses(renderer) }).toEqual({
      main: [],
      preload: [],
      renderer: [],
    });
  });

  it('gives its page no unsafe source and its servers no unchecked certificate', () => {
    expect(lines(main, /unsafe-|NODE_TLS_REJECT_UNAUTHORIZED/)).toEqual([]);
    expect(Object.keys(modules)).toContain('main/layouts/pg/connect.ts');
    // `pg` has a word for it in connection strings and in the environment; neither is read when `ssl` is given.
    expect(unchecked.filter((module) => !/^node_modules\/pg(-connection-string)?\//.test(module))).toEqual([]);
    expect(modules['main/layouts/pg/connect.ts']).not.toMatch(/connectionString|PGSSLMODE/);
    expect(modules['main/layouts/pg/connect.ts']).toMatch(/\bssl: /);
  });

  it('has a preload that forwards two things and hands out nothing of Electron', () => {
    expect(count(preload, /exposeInMainWorld\(/g)).toBe(1);
    expect(preload.match(/ipcRenderer\.\w+\(["'][^"']+["']/g)).toEqual([
      'ipcRenderer.on("tenantry:event"',
      'ipcRenderer.invoke("tenantry:call"',
    ]);
    expect(count(preload, /require\(/g)).toBe(1);
  });
});
