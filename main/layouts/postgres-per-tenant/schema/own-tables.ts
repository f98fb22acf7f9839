/**
 * The console's own bookkeeping in the platform's database, schema `tenantry`. Version 1. Statements in order; a later
 * version appends a list of its own and never edits this one.
 */
export interface OwnObject {
  readonly kind: 'schema' | 'extension' | 'table' | 'index' | 'function' | 'trigger' | 'sequence';
  readonly name: string;
  readonly sql: string;
  /** `tenantry` where nothing is said. */
  readonly schema?: 'public';
}

export const table = (name: string, body: string): OwnObject => ({
  kind: 'table',
  name,
  sql: `CREATE TABLE tenantry.${name} (${body})`,
});
export const index = (name: string, on: string, unique = ''): OwnObject => ({
  kind: 'index',
  name,
  sql: `CREATE ${unique}INDEX ${name} ON ${on}`,
});

export const bookkeeping: ReadonlyArray<OwnObject> = [
  { kind: 'schema', name: 'tenantry', sql: 'CREATE SCHEMA tenantry' },
  { kind: 'sequence', name: 'fence_seq', sql: 'CREATE SEQUENCE tenantry.fence_seq' },
  table(
    'schema_version',
    'version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT clock_timestamp(), applied_by text NOT NULL DEFAULT current_user',
  ),
  table(
    'operators',
    `id uuid PRIMARY KEY,
     email text NOT NULL,
     name text NOT NULL,
     role text NOT NULL CHECK (role IN ('super_admin', 'finance', 'support', 'viewer')),
     password_hash text NOT NULL,
     must_change_password boolean NOT NULL DEFAULT false,
     disabled boolean NOT NULL DEFAULT false,
     failed_attempts integer NOT NULL DEFAULT 0,
     locked_until timestamptz,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     created_by text,
     last_sign_in_at timestamptz`,
  ),
  index('operators_email', 'tenantry.operators (lower(email))', 'UNIQUE '),
  table(
    'operation',
    `op_id uuid PRIMARY KEY,
     kind text NOT NULL,
     params jsonb NOT NULL,
     params_hash text NOT NULL,
     idem_key text NOT NULL UNIQUE,
     resource_key text NOT NULL,
     subject jsonb NOT NULL,
     state text NOT NULL CHECK (state IN ('running', 'compensating', 'failed', 'needs_attention', 'succeeded', 'cancelled', 'superseded')),
     actor text NOT NULL,
     attempts integer NOT NULL DEFAULT 0,
     cancel_requested boolean NOT NULL DEFAULT false,
     error jsonb,
     console_id uuid,
     machine text,
     operator text,
     app_version text,
     fence bigint,
     lease_until timestamptz,
     heartbeat_at timestamptz,
     superseded_by uuid,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     ended_at timestamptz`,
  ),
  index(
    'one_live_op',
    "tenantry.operation (resource_key) WHERE state IN ('running', 'compensating', 'failed', 'needs_attention')",
    'UNIQUE ',
  ),
  index('operation_by_resource', 'tenantry.operation (resource_key, created_at DESC)'),
  index('operation_ended', 'tenantry.operation (ended_at DESC) WHERE ended_at IS NOT NULL'),
  table(
    'op_step',
    `op_id uuid NOT NULL REFERENCES tenantry.operation (op_id),
     seq integer NOT NULL,
     name text NOT NULL,
     weight integer NOT NULL,
     state text NOT NULL CHECK (state IN ('pending', 'intent', 'done', 'warned', 'failed', 'undo_intent', 'undone')),
     attempts integer NOT NULL DEFAULT 0,
     fence bigint,
     evidence jsonb,
     error jsonb,
     started_at timestamptz,
     ended_at timestamptz,
     PRIMARY KEY (op_id, seq)`,
  ),
  table(
    'outbox',
    `op_id uuid NOT NULL,
     kind text NOT NULL,
     payload jsonb NOT NULL,
     message_id text NOT NULL UNIQUE,
     sent_at timestamptz,
     PRIMARY KEY (op_id, kind)`,
  ),
  table(
    'holds',
    `id uuid PRIMARY KEY,
     tenant_id uuid NOT NULL,
     kind text NOT NULL CHECK (kind IN ('billing', 'security', 'legal', 'customer_request', 'maintenance')),
     effects text[] NOT NULL CHECK (cardinality(effects) > 0),
     reason text NOT NULL,
     review_on date,
     put_by text NOT NULL,
     put_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     lifted_by text,
     lifted_at timestamptz,
     lift_reason text`,
  ),
  index('holds_by_tenant', 'tenantry.holds (tenant_id, put_at DESC)'),
];
