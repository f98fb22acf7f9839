/** In the order in which a database is made. Rows come before the first that could refuse or change one. */
export const phases = [
  'schema',
  'extension',
  'object',
  'rows',
  'position',
  'key',
  'late_object',
  'default',
  'constraint',
  'index',
  'foreign_key',
  'refresh',
  'trigger',
  'policy',
  'comment',
] as const;
export type Phase = (typeof phases)[number];

/** One statement that makes one thing. */
export interface Piece {
  readonly phase: Exclude<Phase, 'rows'>;
  /** Whose it is; null for what is in no schema. */
  readonly schema: string | null;
  readonly sql: string;
  /** A function's body is what somebody wrote; everything else the server writes anew from what it parsed. */
  readonly verbatim?: boolean;
  /** Of an object that others may need before them. */
  readonly node?: string;
}

export const nodeOf = (kind: 'class' | 'type' | 'proc', oid: unknown): string => `${kind} ${String(oid)}`;
