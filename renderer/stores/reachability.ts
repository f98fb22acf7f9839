import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Reachability } from '../../shared/contract/session.ts';
import { useStores } from './stores-context.ts';

export interface ReachabilityMirror {
  readonly state: Reachability | null;
  put(state: Reachability | null): void;
}

export const createReachabilityStore = () =>
  createStore<ReachabilityMirror>()((set) => ({ state: null, put: (state) => set({ state }) }));

export const useReachability = <T>(select: (mirror: ReachabilityMirror) => T): T =>
  useStore(useStores().reachability, select);

/** False only when main has said so: before the first answer nothing is known against it. */
export const useOnline = (): boolean => useReachability(({ state }) => state?.online !== false);
