import { join } from 'node:path';
import type { ArchiveFormat } from '../../shared/domain/archives.ts';
import type { ArchiveId } from '../../shared/domain/ids.ts';
import { safeSegment } from '../app/file-name.ts';
import { namesIn } from './files.ts';

const extensions: Readonly<Record<ArchiveFormat, string>> = { pg_dump: 'dump', console: 'tenantry.zip', zip: 'zip' };

/** Where an archive lies. Decided once, so that whoever goes on finds what was begun. */
export interface Target {
  readonly chosen: string;
  readonly folder: string;
  readonly base: string;
  readonly file: string;
  readonly manifest: string;
}

/** As `2026-11-21T120005Z`: no colon, which some systems don't take. */
const stamp = (at: string): string => at.replace(/\.\d+Z$/, 'Z').replaceAll(':', '');

export function targetFor(ask: {
  readonly folder: string;
  readonly code: string;
  readonly archiveId: ArchiveId;
  readonly begunAt: string;
  readonly format: ArchiveFormat;
  /** Where it is of one module only. */
  readonly module?: string;
}): Target {
  const code = safeSegment(ask.code);
  const folder = join(ask.folder, code);
  const about = ask.module === undefined ? code : `${code} ${safeSegment(ask.module)}`;
  const base = `${about} ${stamp(ask.begunAt)} ${ask.archiveId.slice(0, 8)}`;
  return {
    chosen: ask.folder,
    folder,
    base,
    file: join(folder, `${base}.${extensions[ask.format]}`),
    manifest: join(folder, `${base}.json`),
  };
}

/**
 * Where one holder of the lease makes its parts. A successor removes those of older ones, and what would have given
 * them their names then finds nothing.
 */
export const workFolder = ({ folder, base }: Target, fence: string): string => join(folder, `${base}.${fence}.part`);

/** Of this holder and those before it; a holder that was overtaken never finds its successor's. */
export async function partsUpTo({ folder, base }: Target, fence: string): Promise<ReadonlyArray<string>> {
  const names = await namesIn(folder);
  return names.flatMap((name) => {
    const [, of] = name.startsWith(`${base}.`) ? (/^(\d+)\.part$/.exec(name.slice(base.length + 1)) ?? []) : [];
    return of !== undefined && BigInt(of) <= BigInt(fence) ? [join(folder, name)] : [];
  });
}
