import type { BoundOperation, OperationDefinition } from '../../main/operations/definition.ts';
import type { OperationJournal } from '../../main/operations/journal.ts';
import type { OperationId } from '../../shared/domain/ids.ts';

export const moments = ['before-intent', 'after-intent', 'after-effect', 'after-done'] as const;
export type Moment = (typeof moments)[number];

/** One place in an operation at which a console may die. */
export interface Point {
  readonly seq: number;
  readonly moment: Moment;
}

/** Tells of every point as it is reached, from outside: the product knows nothing of it. */
export type Watch = (reached: Point, operation: OperationId) => Promise<void>;

export function watchJournal(journal: OperationJournal, watch: Watch): OperationJournal {
  return {
    ...journal,
    async step(id, fence, seq, change) {
      if (change.to === 'intent') await watch({ seq, moment: 'before-intent' }, id);
      await journal.step(id, fence, seq, change);
      if (change.to === 'intent') await watch({ seq, moment: 'after-intent' }, id);
      if (change.to === 'done' || change.to === 'warned') await watch({ seq, moment: 'after-done' }, id);
    },
  };
}

export function watchDefinition(definition: OperationDefinition, watch: Watch): OperationDefinition {
  return {
    ...definition,
    async open(params, lease): Promise<BoundOperation> {
      const operation = await definition.open(params, lease);
      return {
        ...operation,
        steps: operation.steps.map((step, seq) => ({
          ...step,
          async isDone() {
            const evidence = await step.isDone();
            if (evidence !== undefined) await watch({ seq, moment: 'after-effect' }, lease.operationId);
            return evidence;
          },
        })),
      };
    },
  };
}
