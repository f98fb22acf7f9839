import { AppError } from '../../../../shared/errors.ts';
import type { CopyNames, CopyState } from '../../roles/copies.ts';
import type { OperationContext } from './context.ts';
import { findCopyRow } from './copy-rows.ts';
import { copyMark, loadedCopyMark } from './marks.ts';
import { isEmpty } from './stamp.ts';
import { closedToUs, type DatabaseRow, invalidLimit, look } from './storage-state.ts';

/** `unmarked`: empty and reserved, as a console leaves it that dies between making a database and marking it. */
export type SeenCopy = CopyState | 'unmarked';

async function isEmptyInside(context: OperationContext, database: string): Promise<boolean> {
  try {
    return await context.tenant.visit(database, isEmpty);
  } catch (error) {
    if (error instanceof AppError && (error.key === 'server.no_database' || closedToUs.has(error.server?.code ?? '')))
      return false;
    throw error;
  }
}

/** What carries no mark is the copy's only by its row, and only as long as nobody has put anything into it. */
async function unmarkedState(context: OperationContext, copy: CopyNames, row: DatabaseRow): Promise<SeenCopy> {
  const reserved = await context.read((runner) => findCopyRow(runner, copy));
  if (reserved?.dropped !== false) return 'foreign';
  if (row.connectionLimit === invalidLimit) return 'invalid';
  if (!row.allowsConnections) return 'foreign';
  const empty = await isEmptyInside(context, copy.database);
  if (!empty) await context.tenant.leave();
  return empty ? 'unmarked' : 'foreign';
}

export async function seeCopy(context: OperationContext, copy: CopyNames): Promise<SeenCopy> {
  const { creating, row } = await look(context, copy.database);
  if (row === undefined) return creating ? 'creating' : 'absent';
  const marked = row.comment === copyMark(copy.id) || row.comment === loadedCopyMark(copy.id);
  if (row.comment !== null && !marked) return 'foreign';
  if (!marked) return unmarkedState(context, copy, row);
  if (row.connectionLimit === invalidLimit) return 'invalid';
  return row.comment === loadedCopyMark(copy.id) ? 'loaded' : 'loading';
}

export async function copyState(context: OperationContext, copy: CopyNames): Promise<CopyState> {
  const seen = await seeCopy(context, copy);
  return seen === 'unmarked' ? 'loading' : seen;
}
