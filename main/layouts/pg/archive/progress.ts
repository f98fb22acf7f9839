import type { ArchiverIo } from '../../roles/archives.ts';
import type { ArchiveTable } from './tables.ts';

const everyMs = 100;

export interface Progress {
  /** Never goes back, never beyond the end. */
  at(bytes: number): void;
  done(): void;
}

/** At most ten times a second, and once more at the end. Of nothing, one is expected: a part of nothing is no part. */
export function createProgress(io: Pick<ArchiverIo, 'report'>, expected: number): Progress {
  const of = Math.max(1, expected);
  let highest = -1;
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    at(bytes) {
      const next = Math.min(Math.max(0, Math.round(bytes)), of);
      if (next <= highest || performance.now() - toldAt < everyMs) return;
      highest = next;
      toldAt = performance.now();
      io.report(next, of);
    },
    done() {
      if (highest < of) io.report(of, of);
      highest = of;
    },
  };
}

/** Sizes on the server are what is known before; a table that was left counts as whole, whatever it came to as text. */
export interface TableMeter extends Progress {
  enter(table: { readonly schema: string; readonly name: string }): void;
  within(bytes: number): void;
}

export const totalBytes = (tables: ReadonlyArray<ArchiveTable>): number =>
  tables.reduce((sum, { bytes }) => sum + bytes, 0);

export function createTableMeter(io: Pick<ArchiverIo, 'report'>, tables: ReadonlyArray<ArchiveTable>): TableMeter {
  const progress = createProgress(io, totalBytes(tables));
  const sizes = new Map(tables.map(({ schema, name, bytes }) => [`${schema}.${name}`, bytes]));
  let before = 0;
  let size = 0;
  return {
    ...progress,
    enter({ schema, name }) {
      before += size;
      size = sizes.get(`${schema}.${name}`) ?? 0;
      progress.at(before);
    },
    within: (bytes) => progress.at(before + Math.min(bytes, size)),
  };
}
