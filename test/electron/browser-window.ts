import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  Rectangle,
  WebContents,
  WebFrameMain,
  WindowOpenHandlerResponse,
} from 'electron';
import type { Caller, OpenWindow } from './halves.ts';
import { record, subset } from './subset.ts';

export interface Ground {
  readonly open: (window: Pick<OpenWindow, 'preload' | 'bounds' | 'minimum' | 'backgroundColor'>) => Promise<void>;
  readonly load: (url: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  readonly setBounds: (bounds: Partial<Rectangle>) => Promise<void>;
  readonly send: (message: string) => void;
  readonly close: () => Promise<void>;
  readonly made: (window: StandInWindow) => void;
  readonly gone: () => void;
}

const emitters = ['on', 'once', 'off'] as const;
type Emitter<T extends { on: unknown; once: unknown; off: unknown }> = Pick<T, (typeof emitters)[number]>;

/** The overloads of `on` are hundreds of lines of Electron's types; behind them is one emitter. */
const emitterOf = <T extends { on: unknown; once: unknown; off: unknown }>(events: EventEmitter): Emitter<T> =>
  ({
    on: events.on.bind(events),
    once: events.once.bind(events),
    off: events.off.bind(events),
  }) as unknown as Emitter<T>;

type Contents = Pick<
  WebContents,
  | 'on'
  | 'once'
  | 'off'
  | 'send'
  | 'getURL'
  | 'reload'
  | 'mainFrame'
  | 'setWindowOpenHandler'
  | 'isDestroyed'
  | 'setWebRTCIPHandlingPolicy'
>;

/** A prevented event is one on which somebody called `preventDefault`. */
export function emitPreventable(events: EventEmitter, name: string, details: object = {}, ...rest: unknown[]): boolean {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  events.emit(name, event, ...rest);
  return event.defaultPrevented;
}

export class StandInContents {
  readonly events = new EventEmitter();
  readonly mainFrame: { url: string; origin: string; parent: WebFrameMain | null };
  openHandler: ((details: { url: string }) => WindowOpenHandlerResponse) | null = null;
  url = '';
  readonly face: Contents;
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.mainFrame = { url: '', origin: '', parent: null };
    this.face = subset('webContents', {
      ...emitterOf<WebContents>(this.events),
      send: (channel: string, ...args: unknown[]) => ground.send(JSON.stringify([channel, ...args])),
      getURL: () => this.url,
      reload: () => void this.#ground.reload(),
      mainFrame: this.mainFrame as unknown as WebFrameMain,
      isDestroyed: () => false,
      setWebRTCIPHandlingPolicy: () => undefined,
      setWindowOpenHandler: (handler: Parameters<WebContents['setWindowOpenHandler']>[0]) => {
        this.openHandler = handler as typeof this.openHandler;
      },
    } satisfies Contents);
  }

  /** The same object for the page's own frame each time, a stranger's for each other frame, none for one that is gone. */
  frameOf(caller: Caller): WebFrameMain | null {
    if (caller.gone) return null;
    if (caller.main) {
      this.mainFrame.url = caller.url;
      return this.face.mainFrame;
    }
    return { url: caller.url, parent: this.mainFrame } as unknown as WebFrameMain;
  }
}

type Window = Pick<
  Electron.BrowserWindow,
  | (typeof emitters)[number]
  | 'webContents'
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'maximize'
  | 'restore'
  | 'close'
  | 'isMaximized'
  | 'isMinimized'
  | 'isDestroyed'
  | 'getNormalBounds'
  | 'setBackgroundColor'
  | 'setTitleBarOverlay'
>;

export class StandInWindow {
  readonly events = new EventEmitter();
  readonly contents: StandInContents;
  readonly face: Window;
  readonly #ground: Ground;
  readonly #opened: Promise<void>;
  bounds: Rectangle;
  #destroyed = false;
  #maximized = false;

  constructor(options: BrowserWindowConstructorOptions, ground: Ground) {
    record('new BrowserWindow', [options]);
    const { x, y, width = 800, height = 600, minWidth = 0, minHeight = 0 } = options;
    this.#ground = ground;
    this.bounds = { x: x ?? 0, y: y ?? 0, width, height };
    this.contents = new StandInContents(ground);
    this.face = subset('BrowserWindow', this.#members());
    ground.made(this);
    this.#opened = ground.open({
      preload: options.webPreferences?.preload ?? '',
      bounds: x === undefined || y === undefined ? { width, height } : this.bounds,
      minimum: { width: minWidth, height: minHeight },
      backgroundColor: options.backgroundColor ?? '#ffffff',
    });
  }

  #members(): Window {
    return {
      ...emitterOf<Electron.BrowserWindow>(this.events),
      webContents: this.contents.face as WebContents,
      loadURL: async (url: string) => {
        this.contents.url = url;
        await this.#opened;
        await this.#ground.load(url);
        this.events.emit('ready-to-show');
      },
      show: () => undefined,
      focus: () => undefined,
      restore: () => undefined,
      maximize: () => {
        this.#maximized = true;
        void this.#opened.then(() => this.#ground.setBounds({ width: -1, height: -1 }));
      },
      isMaximized: () => this.#maximized,
      isMinimized: () => false,
      isDestroyed: () => this.#destroyed,
      getNormalBounds: () => this.bounds,
      setBackgroundColor: () => undefined,
      setTitleBarOverlay: () => undefined,
      close: () => this.close(false),
    };
  }

  close(already: boolean): void {
    if (this.#destroyed) return;
    const kept = emitPreventable(this.events, 'close');
    if (kept && !already) return;
    this.#destroyed = true;
    void (already ? Promise.resolve() : this.#ground.close()).then(() => {
      this.events.emit('closed');
      this.#ground.gone();
    });
  }
}
