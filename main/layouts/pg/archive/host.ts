import type { AppError } from '../../../../shared/errors.ts';
import type { PgServer } from '../connect.ts';

/** Where databases are copied from and to, and in whose name. */
export interface ArchiveHost {
  readonly server: PgServer;
  /** What every session is called on the server, a tool's too, so that a successor finds and ends it. */
  readonly application: string;
  /** Throws once somebody else goes on with the work. */
  assertHeld(): Promise<void>;
}

/** What a database is copied with. */
export interface Tool {
  readonly dump: string;
  readonly restore: string;
  /** As in `18.4`. */
  readonly version: string;
  readonly major: number;
}

export type ToolChoice = { readonly tool: Tool } | { readonly tool: null; readonly problem: AppError };
