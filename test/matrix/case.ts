import type { OperationId } from '../../shared/domain/ids.ts';
import { changesBetween, type Digest } from './digest.ts';
import { problemsOfJournal } from './journal-oracle.ts';
import type { Arranged, End, Scenario } from './kinds/kind.ts';
import type { Stage } from './stage.ts';
import type { Workers } from './workers.ts';

export interface Props {
  readonly stage: Stage;
  readonly workers: Workers;
}

/** One point of one kind of operation. */
export interface Case {
  /** As it is shown where something is bad. */
  readonly name: string;
  /** How many points it stands for. */
  readonly points: number;
  /** What is wrong afterwards; nothing, when all is well. */
  run(props: Props): Promise<ReadonlyArray<string>>;
}

export interface Ended {
  readonly id: OperationId;
  readonly arranged: Arranged;
  readonly end: End;
  /** What was seen beside what is there at the end. */
  readonly more: ReadonlyArray<string>;
}

/** Asks the journal and the server itself; what a good case leaves may serve the next. */
export async function judge(
  stage: Stage,
  scenario: Scenario,
  { id, arranged, end, more }: Ended,
): Promise<ReadonlyArray<string>> {
  const problems = [
    ...(await problemsOfJournal(stage, id, end)),
    ...(await scenario.problems(stage, arranged, end, id)),
    ...more,
  ];
  if (problems.length === 0) scenario.giveBack?.(stage, arranged, end);
  return problems;
}

/** Of a console that was overtaken: it hears of it, and what there is stays as it was before it woke. */
export const problemsOfOvertaken = (
  wroteEnd: boolean,
  { before, after }: { readonly before: Digest; readonly after: Digest },
): ReadonlyArray<string> => [
  ...(wroteEnd ? ['the first console did not learn that it had lost'] : []),
  ...changesBetween(before, after).map((change) => `the first console changed something after it had lost: ${change}`),
];
