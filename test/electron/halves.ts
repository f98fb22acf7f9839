import type { OpenDialogOptions, Rectangle, SaveDialogOptions } from 'electron';

/** One thing that the app asked of Electron: `session.setPermissionCheckHandler`, `new BrowserWindow`, ... */
export interface Ask {
  readonly what: string;
  /** As plain data; a function is written `[function]`. */
  readonly with: ReadonlyArray<unknown>;
}

export interface OpenWindow {
  readonly userData: string;
  readonly preload: string;
  readonly bounds: Partial<Rectangle> & { readonly width: number; readonly height: number };
  readonly minimum: { readonly width: number; readonly height: number };
  readonly backgroundColor: string;
  /** Of the schemes that the app registered, so that its addresses can be told from others. */
  readonly schemes: ReadonlyArray<string>;
  /** Electron's names of what the app's own handlers let the page use. */
  readonly permissions: ReadonlyArray<string>;
  readonly themeSource: 'system' | 'light' | 'dark';
}

/** Who calls. `parent` and `gone` are what a forged caller differs in. */
export interface Caller {
  readonly url: string;
  readonly main: boolean;
  readonly gone?: boolean;
}

export interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What the half with the window does for the half with the app. */
export interface HostHalf {
  open(window: OpenWindow): Promise<void>;
  load(url: string): Promise<void>;
  reload(): Promise<void>;
  setBounds(bounds: Partial<Rectangle>): Promise<void>;
  /** `message` is JSON: channel and arguments. */
  send(message: string): void;
  theme(source: OpenWindow['themeSource']): Promise<void>;
  saveFile(options: SaveDialogOptions): Promise<string | null>;
  openFile(options: OpenDialogOptions): Promise<string | null>;
  closeWindow(): Promise<void>;
  asked(ask: Ask): void;
  /** The app has ended itself. */
  ended(): Promise<void>;
}

/** What the half with the app does for the half with the window, and for tests that want to try its guards. */
export interface AppHalf {
  serve(request: { readonly url: string; readonly method: string }): Promise<Served>;
  /** Takes and gives JSON. */
  invoke(call: { readonly caller: Caller; readonly channel: string; readonly args: string }): Promise<string>;
  /** Whether the app lets the page go there. */
  mayNavigate(to: { readonly url: string; readonly main: boolean }): boolean;
  mayOpen(url: string): boolean;
  mayUse(use: { readonly permission: string; readonly url: string }): boolean;
  mayAttachWebview(): boolean;
  navigated(url: string): void;
  resized(bounds: Rectangle): void;
  themeColor(color: string): void;
  crashed(): void;
  /** The operator wants to close the window, or has done so. */
  close(already: boolean): void;
}
