import { useTranslation } from 'react-i18next';
import { Chip } from '../chip.tsx';
import type { StatusLook } from './look.ts';

interface StatusChipProps {
  readonly look: StatusLook;
  /**
   * `tinted`: headers. `quiet`: lists, colour for exceptions without a tint. `grid`: exceptions tinted, what is normal
   * grey with a small glyph.
   */
  readonly form?: 'tinted' | 'quiet' | 'grid';
  /** Instead of the state's own word, as in "Failed at step 4". */
  readonly label?: string;
}

export const StatusChip = ({ look, form = 'tinted', label }: StatusChipProps) => {
  const { t } = useTranslation('status');
  const exceptional = form === 'quiet' ? 'quiet' : 'tinted';
  return (
    <Chip glyph={look.glyph} tone={look.tone} form={form === 'tinted' || look.exception ? exceptional : 'calm'}>
      {label ?? t(look.label)}
    </Chip>
  );
};
