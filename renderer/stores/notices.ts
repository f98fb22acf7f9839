import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AppError } from '../../shared/errors.ts';
import { useStores } from './stores-context.ts';

export interface SuccessNotice {
  readonly id: number;
  readonly text: string;
}

export interface ErrorNotice {
  readonly id: number;
  readonly error: AppError;
  readonly retry: (() => void) | null;
}

/** A success passes by itself; an error without a place of its own stays until it is answered. */
export interface Notices {
  readonly success: SuccessNotice | null;
  readonly errors: ReadonlyArray<ErrorNotice>;
  succeed(text: string): void;
  dismissSuccess(id: number): void;
  present(notice: Omit<ErrorNotice, 'id'>): void;
  dismissError(id: number): void;
}

export const createNoticesStore = () => {
  let last = 0;
  const next = (): number => {
    last += 1;
    return last;
  };
  return createStore<Notices>()((set) => ({
    success: null,
    errors: [],
    succeed: (text) => set({ success: { id: next(), text } }),
    dismissSuccess: (id) => set(({ success }) => (success?.id === id ? { success: null } : {})),
    present: (notice) =>
      set(({ errors }) => ({
        errors: [...errors.filter(({ error }) => error.key !== notice.error.key).slice(-2), { ...notice, id: next() }],
      })),
    dismissError: (id) => set(({ errors }) => ({ errors: errors.filter((notice) => notice.id !== id) })),
  }));
};

export const useNotices = <T>(select: (notices: Notices) => T): T => useStore(useStores().notices, select);

/** `succeed('3 tenants exported')`: a toast that says what was just done. */
export const useSucceed = (): Notices['succeed'] => useNotices(({ succeed }) => succeed);
