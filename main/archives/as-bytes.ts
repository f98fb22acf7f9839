import type { ArchiverIo } from '../layouts/roles/archives.ts';
import type { StepIo } from '../operations/definition.ts';

/** A copying of bytes, as the share of a step. */
export const asBytes = ({ signal, report }: StepIo): ArchiverIo => ({
  signal,
  report: (bytes, of) => report(of === 0 ? 1 : Math.min(1, bytes / of), { bytes, of }),
});
