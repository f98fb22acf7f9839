export const layoutKinds = ['postgres-per-tenant', 'mongo-per-tenant', 'postgres-shared'] as const;
export type LayoutKind = (typeof layoutKinds)[number];

/** The layouts that this version can open. The others are shown, and refused in words. */
export const servedLayouts: ReadonlyArray<LayoutKind> = ['postgres-per-tenant'];

export const environments = ['production', 'staging', 'demo'] as const;
export type Environment = (typeof environments)[number];

/** What a platform can do as it is now, computed from the live server and from our rights there. */
export interface Capabilities {
  /** The console's own bookkeeping is there and current: changes are possible. */
  readonly bookkeeping: boolean;
  readonly createDatabases: boolean;
  readonly tenantRoles: boolean;
  readonly endSessions: boolean;
  /** The denormalised list that sorts and searches by index. */
  readonly indexedList: boolean;
}
export type Capability = keyof Capabilities;

export type Engine = 'postgresql' | 'mongodb';
export const engineOf = (layout: LayoutKind): Engine => (layout === 'mongo-per-tenant' ? 'mongodb' : 'postgresql');

export type Language = 'en' | 'tr';
