import type { Comparison } from '../../../../shared/domain/inventory.ts';
import { literal, quoteOwnName } from '../../pg/identifiers.ts';
import type { CopyBuilder, CopyNames } from '../../roles/copies.ts';
import type { OperationContext } from './context.ts';
import { adoptCopy } from './copy-adopt.ts';
import { createCopy } from './copy-create.ts';
import { dropCopy, isCopyDropped } from './copy-drop.ts';
import { assertNotDeleted, copiesOf, copyGone, findCopyRow, foreignCopy, insertCopyRow } from './copy-rows.ts';
import { copyState } from './copy-state.ts';
import { isSwapped, swapCopy } from './copy-swap.ts';
import { copyMark, loadedCopyMark } from './marks.ts';
import { databaseRow } from './storage-state.ts';

/** The mark says it to whoever finds the database, the row to whoever looks at the list. */
async function markLoaded(context: OperationContext, copy: CopyNames): Promise<void> {
  const { database, id } = copy;
  const comment = (await databaseRow(context, database))?.comment;
  if (comment === undefined) throw copyGone(copy);
  if (comment !== copyMark(id) && comment !== loadedCopyMark(id)) throw foreignCopy(copy);
  await context.fenced(async (runner) => {
    if ((await findCopyRow(runner, copy))?.dropped !== false) throw copyGone(copy);
    const quoted = quoteOwnName(database, context.deps.settings.database);
    await runner.query({ text: `COMMENT ON DATABASE ${quoted} IS ${literal(loadedCopyMark(id))}` });
    await runner.query({
      text: 'UPDATE tenantry.copies SET loaded_at = coalesce(loaded_at, clock_timestamp()) WHERE id = $1',
      values: [id],
    });
  });
}

async function keepComparison(context: OperationContext, copy: CopyNames, comparison: Comparison): Promise<void> {
  await context.fenced(async (runner) => {
    const rows = await runner.query({
      text: `UPDATE tenantry.copies SET comparison = $2, compared_at = clock_timestamp()
              WHERE id = $1 AND dropped_at IS NULL RETURNING 1`,
      values: [copy.id, JSON.stringify(comparison)],
    });
    if (rows.length === 0) throw copyGone(copy);
  });
}

/** Databases beside the tenants' own. Names are checked before the first statement of each. */
export function copyBuilder(context: OperationContext): CopyBuilder {
  const checked = <T extends CopyNames>(copy: T): T => {
    quoteOwnName(copy.database, context.deps.settings.database);
    return copy;
  };
  return {
    async reserve(copy) {
      checked(copy);
      await context.fenced(async (runner) => {
        await assertNotDeleted(runner, copy);
        await insertCopyRow(context, runner, copy, 'empty');
      });
    },
    state: async (copy) => copyState(context, checked(copy)),
    create: async (copy, signal) => createCopy(context, checked(copy), signal),
    markLoaded: async (copy) => markLoaded(context, checked(copy)),
    keepComparison: async (copy, comparison) => keepComparison(context, checked(copy), comparison),
    async comparison(copy) {
      const [row] = await context.read((runner) =>
        runner.query({ text: 'SELECT comparison FROM tenantry.copies WHERE id = $1', values: [copy.id] }),
      );
      return (row?.['comparison'] as Comparison | null | undefined) ?? undefined;
    },
    drop: async (copy, signal) => dropCopy(context, checked(copy), signal),
    isDropped: async (copy) => isCopyDropped(context, checked(copy)),
    async swap(ask, signal) {
      checked(ask.copy);
      checked(ask.rollback);
      return swapCopy(context, ask, signal);
    },
    isSwapped: async (ask) => isSwapped(context, ask),
    adopt: async (copy, names, signal) => adoptCopy(context, { copy: checked(copy), names }, signal),
    ofTenant: async (tenantId) => context.read((runner) => copiesOf(runner, tenantId)),
  };
}
