import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useStores } from './stores-context.ts';

/** The dialogs that belong to the window and not to a screen. */
export interface Dialogs {
  readonly stepUp: { readonly answer: (given: boolean) => void } | null;
  readonly unlockWrites: boolean;
  readonly shortcuts: boolean;
  /** Asks for the password again; true when main accepted it. */
  askStepUp(): Promise<boolean>;
  openUnlockWrites(): void;
  closeUnlockWrites(): void;
  openShortcuts(): void;
  closeShortcuts(): void;
  /** Ends all of them, so that none outlives the session it was asked in. */
  closeAll(): void;
}

export const createDialogsStore = () =>
  createStore<Dialogs>()((set, get) => ({
    stepUp: null,
    unlockWrites: false,
    shortcuts: false,
    askStepUp: () =>
      new Promise((resolve) => {
        get().stepUp?.answer(false);
        const answer = (given: boolean): void => {
          set({ stepUp: null });
          resolve(given);
        };
        set({ stepUp: { answer } });
      }),
    openUnlockWrites: () => set({ unlockWrites: true }),
    closeUnlockWrites: () => set({ unlockWrites: false }),
    openShortcuts: () => set({ shortcuts: true }),
    closeShortcuts: () => set({ shortcuts: false }),
    closeAll: () => {
      get().stepUp?.answer(false);
      set({ unlockWrites: false, shortcuts: false });
    },
  }));

export const useDialogs = <T>(select: (dialogs: Dialogs) => T): T => useStore(useStores().dialogs, select);
