import { StatusGlyph } from './status-glyph.tsx';

interface ArcProps {
  readonly label?: string;
  readonly size?: number;
}

/** Unknown length. */
export const Arc = ({ label, size = 13 }: ArcProps) => (
  <StatusGlyph glyph="arc" tone="info" size={size} {...(label === undefined ? {} : { label })} />
);
