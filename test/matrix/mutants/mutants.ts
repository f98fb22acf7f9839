import type { OperationKind } from '../../../shared/domain/operations.ts';

/** One rule of the product, taken out. The product holds no switch for it: its source is changed as it is loaded. */
export interface Mutant {
  readonly changes: ReadonlyArray<{ readonly file: string; readonly from: string; readonly to: string }>;
  /** Enough points to see that the rule is missing. */
  readonly check: {
    readonly matrix: 'crash' | 'pause' | 'compensate' | 'foreign';
    readonly kinds: ReadonlyArray<OperationKind>;
    fits(point: string): boolean;
  };
}

const inLayout = (file: string): string => `main/layouts/postgres-per-tenant/${file}`;
const heldStill = 'AND fence = $2::bigint AND lease_until > clock_timestamp()';

export const mutants = {
  /** The journal is told before the effect happened. */
  'done-before-effect': {
    changes: [
      {
        file: 'main/operations/run-steps.ts',
        from: 'const evidence = await withRetries(signal, io.pause, () => reach(step, stepIo));',
        to: `await io.record(seq, { to: 'done', evidence: {} });
             const evidence = await withRetries(signal, io.pause, () => reach(step, stepIo));`,
      },
    ],
    check: { matrix: 'crash', kinds: ['provision'], fits: (point) => point.includes('after-done') },
  },
  /** A step acts without having looked whether it was done before. */
  'no-verify-before-do': {
    changes: [
      {
        file: 'main/operations/run-steps.ts',
        from: 'if (already !== undefined) return already;',
        to: '',
      },
    ],
    check: { matrix: 'crash', kinds: ['provision'], fits: (point) => point.includes('after-effect') },
  },
  /** A database is anybody's who knows its name. */
  'no-ownership-check': {
    changes: [
      {
        file: inLayout('operation/storage-state.ts'),
        from: "if (stamp?.tenantId === tenantId) return { kind: 'ours' };",
        to: "return { kind: 'ours' };",
      },
      {
        file: inLayout('operation/context.ts'),
        from: 'if (stamp === undefined) throw',
        to: 'if (false) throw',
      },
      {
        file: inLayout('operation/context.ts'),
        from: 'if (stamp.tenantId !== tenantId) throw',
        to: 'if (false) throw',
      },
    ],
    check: { matrix: 'foreign', kinds: [], fits: () => true },
  },
  /** Nobody who lost an operation is kept from going on with it: not by a number, not by ending his sessions. */
  'no-fencing': {
    changes: [
      {
        file: inLayout('fence.ts'),
        from: `WHERE op_id = \${id}::uuid AND fence = \${fence}::bigint AND lease_until > clock_timestamp() FOR KEY SHARE`,
        to: `WHERE op_id = \${id}::uuid AND \${fence}::bigint IS NOT NULL FOR KEY SHARE`,
      },
      { file: inLayout('journal/changes.ts'), from: heldStill, to: 'AND $2::bigint IS NOT NULL' },
      { file: inLayout('operation/stamp.ts'), from: 'AND fence <= $1 ', to: '' },
      { file: inLayout('journal/evict.ts'), from: 'left.length > 0; left =', to: 'false && left.length > 0; left =' },
      {
        file: 'main/operations/keep-lease.ts',
        from: "lost.abort(new AppError('lost', 'operation.lost', { retry: true }))",
        to: 'undefined',
      },
    ],
    check: { matrix: 'compensate', kinds: ['provision'], fits: (point) => point.includes('after-intent') },
  },
} as const satisfies Record<string, Mutant>;

export type MutantName = keyof typeof mutants;
export const mutantNames = Object.keys(mutants) as ReadonlyArray<MutantName>;
