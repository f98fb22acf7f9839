import { z } from 'zod';
import { call } from './call.ts';
import * as field from './fields.ts';

export interface SchemaFinding {
  readonly object: string;
  /** `differs`: there, but not as the console needs it. `extra`: ours, and unknown to this version. */
  readonly state: 'present' | 'missing' | 'differs' | 'extra';
  readonly owner: 'source' | 'tenantry';
  readonly found: string | null;
  readonly expected: string | null;
}

export interface DdlStatement {
  readonly sql: string;
  /** For the sentence `platform.ddl.<purpose>`. */
  readonly purpose:
    | 'schema'
    | 'table'
    | 'sequence'
    | 'column'
    | 'index'
    | 'function'
    | 'trigger'
    | 'data'
    | 'extension'
    | 'grant';
  readonly object: string;
}

export interface SchemaReport {
  /** `empty`: nothing of the platform's; `source_only`: readable without an upgrade; `newer`: made by a later version. */
  readonly state: 'empty' | 'foreign' | 'source_only' | 'outdated' | 'current' | 'newer';
  readonly version: number | null;
  readonly target: number;
  readonly findings: ReadonlyArray<SchemaFinding>;
  readonly plan: ReadonlyArray<DdlStatement>;
  /** Names exactly this plan; running asks for it, so that what was shown is what runs. */
  readonly planHash: string;
}

export const platformCalls = {
  'platform.check': call<SchemaReport>()({ input: field.nothing, gate: { permission: 'read' } }),
  /** Runs the plan that was shown: creates the platform schema on an empty database, or upgrades an existing one. */
  'platform.upgrade': call<SchemaReport>()({
    input: z.strictObject({ planHash: z.string().regex(/^[0-9a-f]{64}$/) }),
    gate: { permission: 'platform.upgrade' },
    changes: true,
    withoutBookkeeping: true,
  }),
  'platform.packages': call<ReadonlyArray<{ readonly id: string; readonly name: string }>>()({
    input: field.nothing,
    gate: { permission: 'read' },
  }),
} as const;
