import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { ElectronApplication, Page } from 'playwright-core';
import type { AppHalf, Ask } from './halves.ts';
import { createHost } from './host.ts';
import type { Port, Remote } from './link.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const builtMain = path.join(root, 'out/main/index.js');

export interface LaunchOptions {
  /** Launching again with the same folder is what a restart of the app is. */
  readonly userData: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Of the page. Without it: what the app remembers. */
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
  /** Another program in the same shell, to compare with. */
  readonly main?: string;
}

export interface RunningConsole {
  readonly page: Page;
  readonly kind: 'electron' | 'stand-in';
  /** What the app asked of Electron; only the stand-in knows. */
  readonly asked: ReadonlyArray<Ask>;
  readonly cspViolations: ReadonlyArray<string>;
  readonly consoleErrors: ReadonlyArray<string>;
  readonly foreignRequests: ReadonlyArray<string>;
  /** What main has written to its standard output and error. */
  output(): string;
  /** The answer to the next file dialogs: a path, or null for Cancel. */
  answerFileDialogs(file: string | null): Promise<void>;
  /** What the file dialogs were asked with. */
  readonly fileDialogs: ReadonlyArray<{ readonly kind: 'save' | 'open'; readonly defaultPath: string | undefined }>;
  /** Of the page, as the operator pulls at the window's edge. */
  resize(size: { readonly width: number; readonly height: number }): Promise<void>;
  /** As the operator closes the window; resolves when the process has ended. */
  close(): Promise<void>;
  /** As `kill -9`. */
  kill(): Promise<void>;
}

export interface RunningStandIn extends RunningConsole {
  /** The app's own guards and handlers, asked directly. */
  readonly app: Remote<AppHalf>;
  readonly exit: Promise<number | null>;
}

export const launchConsole = (options: LaunchOptions): Promise<RunningConsole> => {
  const electron = electronBinary();
  return electron === null ? launchStandIn(options) : launchElectron(electron, options);
};

/** Where it has been fetched already. Reading its package must not start a download. */
export function electronBinary(): string | null {
  const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = path.join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = path.join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

export async function launchStandIn(options: LaunchOptions): Promise<RunningStandIn> {
  const child = fork(options.main ?? builtMain, [`--user-data-dir=${options.userData}`], {
    execArgv: ['--import', path.join(import.meta.dirname, 'register.mjs')],
    cwd: root,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      STAND_IN_PARENT: '1',
      STAND_IN_COLOR_SCHEME: options.colorScheme ?? 'light',
      STAND_IN_LOCALE: options.locale ?? 'en-US',
      ...options.env,
    },
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => void written.push(text));
  }
  const port: Port = {
    post: (message) => {
      if (child.connected) child.send(message as object, () => undefined);
    },
    listen: (listener) => void child.on('message', listener),
  };
  const dialogs = fileDialogs();
  const { width, height } = options;
  const host = createHost(port, {
    ...(width === undefined || height === undefined ? {} : { size: { width, height } }),
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
    locale: options.locale ?? 'en-US',
    chooseFile: dialogs.choose,
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ended = exit.then(async (code) => {
    await host.dispose();
    return code;
  });
  const died = ended.then((code): never => {
    throw new Error(`the app ended with ${code} before it had a page:\n${written.join('')}`);
  });
  const page = await Promise.race([host.loaded, died]);
  died.catch(() => undefined);
  return {
    ...host,
    page,
    kind: 'stand-in',
    exit: ended,
    output: () => written.join(''),
    answerFileDialogs: dialogs.answer,
    fileDialogs: dialogs.seen,
    close: async () => {
      // It may end before it could answer.
      host.app.close(false).catch(() => undefined);
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

interface AskedDialog {
  readonly kind: 'save' | 'open';
  readonly defaultPath: string | undefined;
}

function fileDialogs() {
  const seen: AskedDialog[] = [];
  let next: string | null = null;
  return {
    seen,
    answer: async (file: string | null) => {
      next = file;
    },
    choose: (kind: AskedDialog['kind'], options: SaveDialogOptions | OpenDialogOptions) => {
      seen.push({ kind, defaultPath: options.defaultPath });
      return next;
    },
  };
}

async function launchElectron(executablePath: string, options: LaunchOptions): Promise<RunningConsole> {
  const { _electron } = await import('playwright-core');
  const app = await _electron.launch({
    executablePath,
    args: [
      options.main ?? root,
      `--user-data-dir=${options.userData}`,
      `--lang=${options.locale ?? 'en-US'}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    colorScheme: options.colorScheme ?? null,
    env: { ...process.env, ...options.env } as Record<string, string>,
  });
  const page = await app.firstWindow();
  const { width, height } = options;
  if (width !== undefined && height !== undefined) await resizeElectron(app, { width, height });
  const consoleErrors: string[] = [];
  const written: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => consoleErrors.push(String(error)));
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => void written.push(text));
  }
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  return {
    page,
    kind: 'electron',
    asked: [],
    // Chromium writes each violation to the console as an error.
    cspViolations: [],
    consoleErrors,
    foreignRequests: [],
    fileDialogs: [],
    output: () => written.join(''),
    answerFileDialogs: (file) => answerInElectron(app, file),
    resize: (size) => resizeElectron(app, size),
    close: async () => {
      if (app.process().exitCode === null && app.process().signalCode === null) await app.close();
    },
    kill: async () => {
      app.process().kill('SIGKILL');
      await ended;
    },
  };
}

const resizeElectron = (
  app: ElectronApplication,
  size: { readonly width: number; readonly height: number },
): Promise<void> =>
  app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);

const answerInElectron = (app: ElectronApplication, file: string | null): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' });
    dialog.showOpenDialog = async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
  }, file);
