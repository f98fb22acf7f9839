import { createFormats } from '../i18n/format.ts';
import { createDialogsStore } from './dialogs.ts';
import { createFrameStore } from './frame.ts';
import { createNoticesStore } from './notices.ts';
import { createOperationsStore } from './operations.ts';
import { createReachabilityStore } from './reachability.ts';
import { createSessionStore } from './session.ts';
import { createTenantListStore } from './tenant-list.ts';

/** What is truly the window's. Everything else is read through queries. */
export const createStores = () => ({
  session: createSessionStore(),
  reachability: createReachabilityStore(),
  operations: createOperationsStore(),
  notices: createNoticesStore(),
  dialogs: createDialogsStore(),
  frame: createFrameStore(),
  tenantList: createTenantListStore(),
  formats: createFormats(),
  /** This computer's, for what belongs to no platform. */
  ownTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

export type Stores = ReturnType<typeof createStores>;
