import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileDialogs } from '../../main/app/ports.ts';
import { compose } from '../../main/compose.ts';
import type { CallInput, CallName, CallOutput, Result } from '../../shared/contract/contract.ts';
import type { EventName, Events } from '../../shared/contract/events.ts';

export interface TestConsole {
  readonly userData: string;
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** The answer as it crosses to the window. */
  answer(name: CallName, input: unknown): Promise<Result<unknown>>;
  /** Resolves with the first such event from now on that fits. */
  event<N extends EventName>(name: N, fits: (payload: Events[N]) => boolean): Promise<Events[N]>;
  close(): Promise<void>;
}

export interface TestConsoleOptions {
  /** An existing folder, left where it is. */
  readonly userData?: string;
  readonly dialogs?: Partial<FileDialogs>;
}

/** The whole of main, composed as the program composes it, with files in a folder of its own. */
export async function startConsole(options: TestConsoleOptions = {}): Promise<TestConsole> {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'tenantry-console-'));
  const composed = await compose({
    userData,
    appVersion: '0.0.0-test',
    shell: 'test',
    dialogs: {
      saveFile: async () => null,
      openFile: async () => null,
      openFolder: async () => null,
      ...options.dialogs,
    },
  });
  const signal = new AbortController().signal;
  const answer = (name: CallName, input: unknown) => composed.dispatch(name, input, { signal });
  return {
    userData,
    answer,
    async call(name, input) {
      const result = await answer(name, input);
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
      return result.value as CallOutput<typeof name>;
    },
    event: (name, fits) =>
      new Promise((resolve) => {
        const stop = composed.events.subscribe((happened, payload) => {
          // The listener is told of every event; what is asked for is known by its name.
          const asked = payload as unknown as Events[typeof name];
          if ((happened as string) !== name || !fits(asked)) return;
          stop();
          resolve(asked);
        });
      }),
    async close() {
      await composed.close();
      if (options.userData === undefined) rmSync(userData, { recursive: true, force: true });
    },
  };
}
