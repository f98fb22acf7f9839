import type { Case } from './case.ts';
import { foreignCases } from './foreign.ts';
import { networkBlackHole, networkCut } from './network.ts';
import type { Plan } from './plan.ts';
import { compensate, crash, pause } from './processes.ts';

export interface Matrix {
  readonly atOnce: number;
  /** From what each kind of operation does. */
  cases?(plan: Plan): ReadonlyArray<Case>;
  /** Those that are no point of one. */
  readonly more?: ReadonlyArray<Case>;
}

export const matrices = {
  crash: { atOnce: 12, cases: crash },
  pause: { atOnce: 12, cases: pause },
  compensate: { atOnce: 12, cases: compensate },
  'network-before': { atOnce: 12, cases: networkCut('before') },
  'network-after': { atOnce: 12, cases: networkCut('after') },
  'network-hole': { atOnce: 16, cases: networkBlackHole },
  foreign: { atOnce: 8, more: foreignCases },
} as const satisfies Record<string, Matrix>;

export type MatrixName = keyof typeof matrices;
