import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { OperationId } from '../../shared/domain/ids.ts';
import { useStores } from './stores-context.ts';

/** What of the window's frame is open. */
export interface FrameState {
  readonly drawerOpen: boolean;
  /** The operation that the drawer shows; null shows the list. */
  readonly drawerOperation: OperationId | null;
  readonly navCollapsed: boolean;
  /** The menu of the connection. */
  readonly switcherOpen: boolean;
  openDrawer(operation: OperationId | null): void;
  closeDrawer(): void;
  toggleDrawer(): void;
  collapseNav(collapsed: boolean): void;
  openSwitcher(): void;
  closeSwitcher(): void;
}

export const createFrameStore = () =>
  createStore<FrameState>()((set) => ({
    drawerOpen: false,
    drawerOperation: null,
    navCollapsed: false,
    switcherOpen: false,
    openDrawer: (drawerOperation) => set({ drawerOpen: true, drawerOperation }),
    closeDrawer: () => set({ drawerOpen: false }),
    toggleDrawer: () =>
      set(({ drawerOpen }) => (drawerOpen ? { drawerOpen: false } : { drawerOpen: true, drawerOperation: null })),
    collapseNav: (navCollapsed) => set({ navCollapsed }),
    openSwitcher: () => set({ switcherOpen: true }),
    closeSwitcher: () => set({ switcherOpen: false }),
  }));

export const useFrame = <T>(select: (frame: FrameState) => T): T => useStore(useStores().frame, select);
