import type { FlagState } from '../../../shared/domain/flags.ts';
import type { Glyph, StatusTone } from '../../components/status-glyph.tsx';

export interface FlagLook {
  readonly glyph: Glyph;
  readonly tone: StatusTone;
}

export const flagLook: Readonly<Record<FlagState, FlagLook>> = {
  partial: { glyph: 'half', tone: 'info' },
  on: { glyph: 'dot', tone: 'ok' },
  off: { glyph: 'small-dot', tone: 'neutral' },
  stopped: { glyph: 'octagon', tone: 'danger' },
};

export const onLook = (on: boolean): FlagLook => (on ? flagLook.on : { glyph: 'slash', tone: 'neutral' });
