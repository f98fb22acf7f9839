import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import type { ServerFacts } from '../layout.ts';
import type { PgServer } from '../pg/connect.ts';
import type { Pools } from '../pg/pools.ts';

/** What a Stocker master is like today: which of the optional tables and columns are there. */
export interface SchemaShape {
  /** `TenantRegistrations.CreatedAt` and so on. */
  hasColumn(table: string, column: string): boolean;
  /** What the console's first version kept is there, and no later version has been: people sign in, lists sort by index. */
  readonly readable: boolean;
  /** The bookkeeping of this version is complete: changes are possible. */
  readonly bookkeeping: boolean;
}

/** What every part of this layout is made from. */
export interface StockerDeps {
  readonly server: PgServer;
  readonly pools: Pools;
  readonly settings: ProfileSettings;
  readonly facts: ServerFacts;
  /** Read once, and again after an upgrade. */
  shape(): Promise<SchemaShape>;
}
