import type { Result } from '../../shared/contract/contract.ts';
import type { EventName, Events } from '../../shared/contract/events.ts';

/** Files are chosen in main, by the system's own dialog: the window never names a path. Null: the operator cancelled. */
export interface FileDialogs {
  saveFile(ask: {
    readonly title: string;
    readonly suggestedName: string;
    readonly extension: string;
  }): Promise<string | null>;
  openFile(ask: { readonly title: string; readonly extension: string }): Promise<string | null>;
  openFolder(ask: { readonly title: string }): Promise<string | null>;
}

export interface ConsoleEnvironment {
  /** The folder of this computer's own files. */
  readonly userData: string;
  readonly appVersion: string;
  /** As in `Electron 45.4.1`. */
  readonly shell: string;
  readonly dialogs: FileDialogs;
}

export interface CallContext {
  /** Aborted when the window that asked is gone or was reloaded: nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export type EventListener = <N extends EventName>(name: N, payload: Events[N]) => void;

/** What `compose()` gives: everything behind the one door, knowing nothing of windows. */
export interface Console {
  dispatch(name: string, input: unknown, context: CallContext): Promise<Result<unknown>>;
  readonly events: { subscribe(listener: EventListener): () => void };
  close(): Promise<void>;
}

export type Compose = (environment: ConsoleEnvironment) => Promise<Console>;
