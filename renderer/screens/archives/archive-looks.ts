import type { FileState } from '../../../shared/contract/archives.ts';
import type { StatusLook } from '../../components/status/look.ts';
import type { Proof } from './archive-facts.ts';

/** Whether a backup is known to be good. */
export const proofLooks: Readonly<Record<Proof, StatusLook>> = {
  verified: { glyph: 'check', tone: 'ok', label: 'proof.verified', exception: false },
  never: { glyph: 'ring', tone: 'warn', label: 'proof.never', exception: true },
  failed: { glyph: 'octagon', tone: 'danger', label: 'proof.failed', exception: true },
};

/** Whether its file is where it was written. */
export const fileLooks: Readonly<Record<FileState, StatusLook>> = {
  there: { glyph: 'check', tone: 'ok', label: 'archiveFile.there', exception: false },
  missing: { glyph: 'octagon', tone: 'danger', label: 'archiveFile.missing', exception: true },
  changed: { glyph: 'triangle', tone: 'danger', label: 'archiveFile.changed', exception: true },
  elsewhere: { glyph: 'ring-mark', tone: 'neutral', label: 'archiveFile.elsewhere', exception: false },
};
