import type { ArchiveId } from '../../shared/domain/ids.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import { AppError } from '../../shared/errors.ts';
import type { CopyNames } from '../layouts/roles/copies.ts';
import type { Step } from '../operations/definition.ts';
import { loadFile } from './archive-file.ts';
import { asBytes } from './as-bytes.ts';
import type { Work } from './ports.ts';
import { requireBackup } from './source.ts';

interface CopyStepParts<C> {
  copyOf(work: C): CopyNames;
  archiveIdOf(work: C): ArchiveId;
  madeBy(work: C): string;
  /** What was the copy is a tenant's database by now: nothing of this is left to do. */
  isAdopted?(work: C): Promise<boolean>;
}

type Noun = StepNoun<'restore' | 'restore_as_new'>;

/** Reserved, made and filled: a database with a backup in it, which is nobody's yet. */
export function copySteps<C extends Work>(parts: CopyStepParts<C>): ReadonlyArray<Step<C>> {
  const { copyOf } = parts;
  const isAdopted = async (work: C): Promise<boolean> => (await parts.isAdopted?.(work)) ?? false;
  const state = async (work: C) => ((await isAdopted(work)) ? 'adopted' : work.roles.copies.state(copyOf(work)));
  const drop: NonNullable<Step<C>['undo']> = async (work, { signal }) => {
    const evidence = await work.roles.copies.drop(copyOf(work), signal);
    work.parts.changed(copyOf(work).tenantId);
    return evidence;
  };
  return [
    {
      name: 'reserving_copy' satisfies Noun,
      weight: 1,
      async isDone(work) {
        const reserved = (await isAdopted(work)) || !(await work.roles.copies.isDropped(copyOf(work)));
        return reserved ? { database: copyOf(work).database } : undefined;
      },
      run: (work) =>
        work.roles.copies.reserve({
          ...copyOf(work),
          purpose: 'beside',
          archiveId: parts.archiveIdOf(work),
          madeBy: parts.madeBy(work),
        }),
      undo: drop,
    },
    {
      name: 'creating_copy' satisfies Noun,
      weight: 1,
      async isDone(work) {
        const found = await state(work);
        if (found === 'foreign')
          throw new AppError('conflict', 'copy.foreign', { params: { database: copyOf(work).database } });
        return found === 'loading' || found === 'loaded' || found === 'adopted' ? { state: found } : undefined;
      },
      run: async (work, { signal }) => void (await work.roles.copies.create(copyOf(work), signal)),
      undo: drop,
    },
    {
      name: 'loading' satisfies Noun,
      weight: 10,
      async isDone(work) {
        const found = await state(work);
        return found === 'loaded' || found === 'adopted' ? { state: found } : undefined;
      },
      async run(work, io) {
        const { copies } = work.roles;
        const copy = copyOf(work);
        const archive = await requireBackup(work, parts.archiveIdOf(work));
        // What an earlier try left in it is not loaded twice: half full, it is made again.
        await copies.create(copy, io.signal);
        await loadFile(work, archive, copy.database, asBytes(io));
        await copies.markLoaded(copy);
        work.parts.changed(copy.tenantId);
      },
      undo: drop,
    },
  ];
}
