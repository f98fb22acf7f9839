import type { ParseKeys } from 'i18next';
import type { Glyph, StatusTone } from '../status-glyph.tsx';

/** How one state is shown. */
export interface StatusLook {
  readonly glyph: Glyph;
  readonly tone: StatusTone;
  readonly label: ParseKeys<'status'>;
  /** Someone should look: keeps its colour in a grid. What is normal turns grey there. */
  readonly exception: boolean;
}
