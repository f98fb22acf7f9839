import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { OperatorInfo, PlatformInfo, SessionState } from '../../shared/contract/session.ts';
import type { Permission } from '../../shared/domain/permissions.ts';
import { useStores } from './stores-context.ts';

/** A mirror of main's session. Null until main has answered for the first time. */
export interface SessionMirror {
  readonly state: SessionState | null;
  put(state: SessionState): void;
}

export const createSessionStore = () =>
  createStore<SessionMirror>()((set, get) => ({
    state: null,
    put: (state) => {
      // A change is told twice, by its event and by its call's answer: the second one must not draw the window again.
      if (JSON.stringify(get().state) !== JSON.stringify(state)) set({ state });
    },
  }));

export const useSession = <T>(select: (session: SessionMirror) => T): T => useStore(useStores().session, select);

/** The platform that is open, or null before sign-in. */
export const usePlatform = (): PlatformInfo | null =>
  useSession(({ state }) => (state === null || state.phase === 'signed_out' ? null : state.platform));

/** Who is signed in; null before sign-in and on a platform without operators. */
export const useOperator = (): OperatorInfo | null =>
  useSession(({ state }) => (state?.phase === 'signed_in' || state?.phase === 'locked' ? state.operator : null));

const nothing: ReadonlyArray<Permission> = [];

/** What whoever sits here may do; nothing before sign-in. */
export const usePermissions = (): ReadonlyArray<Permission> =>
  useSession(({ state }) => (state === null || state.phase === 'signed_out' ? nothing : state.permissions));
