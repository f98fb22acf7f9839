import type { z } from 'zod';
import type { AppErrorData } from '../errors.ts';
import { archiveCalls, copyCalls } from './archives.ts';
import { attentionCalls } from './attention.ts';
import { connectionCalls } from './connections.ts';
import { domainCalls } from './domains.ts';
import type { EventName, Events } from './events.ts';
import { flagCalls } from './flags.ts';
import { lifecycleCalls } from './lifecycle.ts';
import { logCalls } from './log.ts';
import { moduleCalls } from './modules.ts';
import { operationCalls } from './operations.ts';
import { operatorCalls } from './operators.ts';
import { packageCalls } from './packages.ts';
import { platformCalls } from './platform.ts';
import { registrationCalls } from './registrations.ts';
import { sessionCalls } from './session.ts';
import { settingsCalls } from './settings.ts';
import { setupCalls } from './setup.ts';
import { subscriptionCalls } from './subscriptions.ts';
import { tenantSettingsCalls } from './tenant-settings.ts';
import { tenantCalls } from './tenants.ts';
import { userCalls } from './users.ts';

/** Every call that the window can make. What is not here does not exist. */
export const calls = {
  ...sessionCalls,
  ...connectionCalls,
  ...platformCalls,
  ...registrationCalls,
  ...operationCalls,
  ...tenantCalls,
  ...lifecycleCalls,
  ...domainCalls,
  ...userCalls,
  ...moduleCalls,
  ...flagCalls,
  ...archiveCalls,
  ...copyCalls,
  ...attentionCalls,
  ...logCalls,
  ...operatorCalls,
  ...settingsCalls,
  ...packageCalls,
  ...tenantSettingsCalls,
  ...subscriptionCalls,
  ...setupCalls,
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
/** What a caller gives, before defaults and transforms. */
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>;
/** What a handler gets, after parsing. */
export type CallParsed<N extends CallName> = z.output<Calls[N]['input']>;
export type CallOutput<N extends CallName> = Calls[N]['output'];

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppErrorData };

/** What the preload bundle puts on `window.tenantry`, and all of it. */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>;
  /** Returns what ends the subscription. */
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void;
}
