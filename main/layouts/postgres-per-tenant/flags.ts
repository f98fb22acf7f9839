import { AppError } from '../../../shared/errors.ts';
import { sqlStateOf } from '../pg/errors.ts';
import type { FlagCatalog } from '../roles/flags.ts';
import type { StockerDeps } from './deps.ts';
import { readFlagEvents } from './flag-events.ts';
import {
  changedMeanwhile,
  deleteFlag,
  type FlagRunner,
  findFlag,
  flagRunner,
  insertFlag,
  type LockedFlag,
  lockFlag,
  readFlags,
  updateFlag,
  writeFlagEvent,
} from './flag-rows.ts';
import { flagPackages, flagSubjects } from './flag-subjects.ts';
import { requireBookkeeping } from './shape.ts';

const uniqueViolation = '23505';

/** The flags in the platform's own table, where its programs look, and their history beside them. */
export function createFlagCatalog(deps: StockerDeps): FlagCatalog {
  const { read } = deps.pools;
  const exists = async (): Promise<boolean> => {
    const shape = await deps.shape();
    return shape.bookkeeping && shape.hasColumn('FeatureFlags', 'Key');
  };
  const reading = (): Promise<FlagRunner> => flagRunner(deps, read);
  const write = async <T>(work: (on: FlagRunner) => Promise<T>): Promise<T> => {
    await requireBookkeeping(deps);
    return deps.pools.write(async (runner) => work(await flagRunner(deps, runner)));
  };
  async function lockAt(on: FlagRunner, key: string, expected: number): Promise<LockedFlag> {
    const locked = await lockFlag(on, key);
    if (locked.flag.version !== expected) throw changedMeanwhile(key);
    return locked;
  }

  return {
    list: async () => ((await exists()) ? readFlags(await reading()) : []),
    find: async (key) => ((await exists()) ? findFlag(await reading(), key) : undefined),
    events: async (key) => ((await exists()) ? readFlagEvents(read, key) : []),
    create: (flag, by) =>
      write(async (on) => {
        const { id, flag: after } = await insertFlag(on, flag).catch((error: unknown) => {
          if (sqlStateOf(error) !== uniqueViolation) throw error;
          throw new AppError('conflict', 'flag.exists', { params: { key: flag.key }, field: 'key' });
        });
        await writeFlagEvent(on, id, { action: 'created', before: null, after, reason: null, by });
        return after;
      }),
    change: (key, { expected, after, action, reason, by }) =>
      write(async (on) => {
        const locked = await lockAt(on, key, expected);
        const changed = await updateFlag(on, locked, after);
        await writeFlagEvent(on, locked.id, { action, before: locked.flag, after: changed, reason, by });
        return changed;
      }),
    remove: (key, { expected, reason, by }) =>
      write(async (on) => {
        const locked = await lockAt(on, key, expected);
        await deleteFlag(on, locked);
        await writeFlagEvent(on, locked.id, { action: 'removed', before: locked.flag, after: null, reason, by });
      }),
    subjects: (only) => flagSubjects(deps, only),
    packages: () => flagPackages(deps),
  };
}
