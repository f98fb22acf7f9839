import type { ConnectionReport } from '../../shared/contract/connections.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { LayoutKind } from '../../shared/domain/platform.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from './layout.ts';

/** How a profile's platform is reached. The password is in no log and in no error. */
export interface LayoutOptions {
  readonly settings: ProfileSettings;
  readonly password: string | undefined;
  readonly signal?: AbortSignal;
}

/** Drivers are heavy: each layout is loaded when the first platform of its kind is looked at. */
interface LayoutEntry {
  load(): Promise<unknown>;
  open(options: LayoutOptions): Promise<PlatformLayout>;
  probe(options: LayoutOptions & { readonly signal: AbortSignal }): Promise<ConnectionReport>;
  /** What the server stores instead of a tenant role's password. */
  passwordVerifier(password: string): Promise<string>;
}

export interface LayoutRegistry {
  open(options: LayoutOptions): Promise<PlatformLayout>;
  probe(options: LayoutOptions & { readonly signal: AbortSignal }): Promise<ConnectionReport>;
  passwordVerifier(kind: LayoutKind, password: string): Promise<string>;
}

const entries: Readonly<Partial<Record<LayoutKind, LayoutEntry>>> = {
  'postgres-per-tenant': {
    load: () => Promise.all([import('./postgres-per-tenant/probe.ts'), import('./postgres-per-tenant/open.ts')]),
    open: async (options) => (await import('./postgres-per-tenant/open.ts')).openPostgresPerTenant(options),
    probe: async (options) => (await import('./postgres-per-tenant/probe.ts')).probePostgres(options),
    passwordVerifier: async (password) => (await import('./pg/scram.ts')).scramVerifier(password),
  },
};

function entryFor(kind: LayoutKind): LayoutEntry {
  const entry = entries[kind];
  if (entry === undefined) throw new AppError('unsupported', 'platform.unsupported', { params: { layout: kind } });
  return entry;
}

/** The one place that knows which layouts there are. */
export const layoutRegistry: LayoutRegistry = {
  open: async (options) => entryFor(options.settings.layout).open(options),
  probe: async (options) => entryFor(options.settings.layout).probe(options),
  passwordVerifier: async (kind, password) => entryFor(kind).passwordVerifier(password),
};

/** Loads what a platform of this kind will need; a failure is told where it is needed. */
export const prepareLayout = (kind: LayoutKind): void => void entries[kind]?.load().catch(() => undefined);
