import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';

export const smallest = { width: 1100, height: 700 } as const;
const usual = { width: 1440, height: 900 } as const;

export interface WindowState {
  readonly bounds: Readonly<Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'>>;
  readonly maximized: boolean;
  /** What the page's chrome was painted in, so that the next start does not flash in another. */
  readonly color: string | null;
}

const fresh: WindowState = { bounds: usual, maximized: false, color: null };

/** A file that is missing, broken or about a screen that is gone costs no more than the remembered place. */
export function readWindowState(file: string, screens: ReadonlyArray<Rectangle>): WindowState {
  try {
    const saved: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isState(saved) ? { ...saved, bounds: placeOn(saved.bounds, screens) } : fresh;
  } catch {
    return fresh;
  }
}

/** In one step, so that a power cut leaves the old file or the new one. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {
    // A full disk must not keep the window from closing.
  }
}

function placeOn(bounds: Rectangle, screens: ReadonlyArray<Rectangle>): WindowState['bounds'] {
  const size = {
    width: Math.max(smallest.width, bounds.width),
    height: Math.max(smallest.height, bounds.height),
  };
  const grip = { x: bounds.x + size.width / 2, y: bounds.y + 20 };
  const seen = screens.some((s) => grip.x >= s.x && grip.x < s.x + s.width && grip.y >= s.y && grip.y < s.y + s.height);
  return seen ? { ...size, x: bounds.x, y: bounds.y } : size;
}

function isState(value: unknown): value is WindowState & { readonly bounds: Rectangle } {
  if (typeof value !== 'object' || value === null) return false;
  const { bounds, maximized, color } = value as Record<string, unknown>;
  if (typeof bounds !== 'object' || bounds === null || typeof maximized !== 'boolean') return false;
  const { x, y, width, height } = bounds as Record<string, unknown>;
  return [x, y, width, height].every(Number.isInteger) && (color === null || isColor(color));
}

export const isColor = (value: unknown): value is string => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
