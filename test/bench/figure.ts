export type Bench = () => Promise<void>;

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
};

const rounded = (value: number): number => Number(value.toPrecision(4));

export interface Measured {
  readonly figure: string;
  readonly ours: ReadonlyArray<number>;
  readonly theirs: ReadonlyArray<number>;
}

export const ratioOf = ({ ours, theirs }: Measured): number => median(ours) / median(theirs);

/** The one line that a figure is on stdout. */
export function printFigure(bench: string, measured: Measured): void {
  const { figure, ours, theirs } = measured;
  const line = {
    bench,
    figure,
    ours: rounded(median(ours)),
    theirs: rounded(median(theirs)),
    unit: 'ms',
    ratio: Math.round(ratioOf(measured) * 100) / 100,
    better: 'lower',
    n: ours.length,
  };
  console.log(JSON.stringify(line));
}
