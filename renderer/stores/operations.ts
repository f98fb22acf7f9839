import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { createStore } from 'zustand/vanilla';
import type { OperationId } from '../../shared/domain/ids.ts';
import { isWorkedOn, needsPerson, type OperationView } from '../../shared/domain/operations.ts';
import { useStores } from './stores-context.ts';

/** What main's operations look like now, newest first. Filled once by `operations.list`, then kept by events. */
export interface OperationsMirror {
  readonly list: ReadonlyArray<OperationView>;
  fill(list: ReadonlyArray<OperationView>): void;
  put(operation: OperationView): void;
}

const newestFirst = (a: OperationView, b: OperationView): number => b.createdAt.localeCompare(a.createdAt);

export const createOperationsStore = () =>
  createStore<OperationsMirror>()((set) => ({
    list: [],
    fill: (list) => set({ list: [...list].sort(newestFirst) }),
    put: (operation) =>
      set(({ list }) => ({ list: [operation, ...list.filter(({ id }) => id !== operation.id)].sort(newestFirst) })),
  }));

export const useOperations = <T>(select: (mirror: OperationsMirror) => T): T =>
  useStore(useStores().operations, select);

export const useOperation = (id: OperationId | null): OperationView | null =>
  useOperations(({ list }) => list.find((operation) => operation.id === id) ?? null);

/** Those that somebody's console works on. */
export const useLiveOperations = (): ReadonlyArray<OperationView> =>
  useOperations(useShallow(({ list }) => list.filter(isWorkedOn)));

/** Those that need a person: failed, or interrupted and left. */
export const useWaitingOperations = (): ReadonlyArray<OperationView> =>
  useOperations(useShallow(({ list }) => list.filter(needsPerson)));
