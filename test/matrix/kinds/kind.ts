import type { OperationId } from '../../../shared/domain/ids.ts';
import type { OperationKind } from '../../../shared/domain/operations.ts';
import type { MatrixConsole } from '../console.ts';
import type { Stage } from '../stage.ts';

/** What a case stands on, as plain data: it crosses to a console in another process. */
export interface Arranged {
  /** Codes and ids by which everything that belongs to this case is found on the server. */
  readonly marks: ReadonlyArray<string>;
}

/** `forward`: it was gone on with. `undone`: as if it had never been tried. */
export type End = 'forward' | 'undone';

/** One kind of operation: how it comes to be wanted, how it is begun, and what must be there afterwards. */
export interface Scenario<A extends Arranged = Arranged> {
  readonly kind: OperationKind;
  /** Where one kind is wanted in several ways. */
  readonly variant?: string;
  arrange(stage: Stage): Promise<A>;
  start(console: MatrixConsole, arranged: A): Promise<OperationId>;
  /** Read on the server itself; nothing, when all is well. What the journal says is looked at for every kind alike. */
  problems(stage: Stage, arranged: A, end: End, operation: OperationId): Promise<ReadonlyArray<string>>;
  /** What the case leaves may serve another one. Only after a case in which nothing was bad. */
  giveBack?(stage: Stage, arranged: A, end: End): void;
}

export const nameOf = ({ kind, variant }: Pick<Scenario, 'kind' | 'variant'>): string =>
  variant === undefined ? kind : `${kind} (${variant})`;
