import { listFunctions } from '../tenant-list/list-functions.ts';
import { listIndexes, listTable, sourceIndexes } from '../tenant-list/list-table.ts';
import { listTriggers } from '../tenant-list/list-triggers.ts';
import type { OwnObject } from './own-tables.ts';

/**
 * The denormalised tenant list. Made after `bookkeeping` and the added columns, in this order. The triggers lock out
 * writers until the upgrade commits, so that the backfill after them misses nothing.
 */
export const listObjects: ReadonlyArray<OwnObject> = [
  { kind: 'extension', name: 'pg_trgm', sql: 'CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA tenantry' },
  listTable,
  ...sourceIndexes,
  ...listFunctions,
  ...listTriggers,
  ...listIndexes,
];

/** Fills the list; again at any time makes it anew. */
export const listBackfill = 'SELECT tenantry.rebuild_list()';
