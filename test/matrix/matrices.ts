import type { OperationKind } from '../../shared/domain/operations.ts';
import { provisioningSteps } from '../../shared/domain/provisioning.ts';
import { stepsOf } from './console.ts';
import { problemsOfProvisioned, problemsOfRemoved, remainsOf } from './oracle.ts';
import { type Point, pointsOf } from './points.ts';
import { type Case, meetPoint, takeOver } from './scenario.ts';

export interface Matrix {
  readonly cases: ReadonlyArray<{ readonly kind: OperationKind; readonly point: Point }>;
  /** What is wrong afterwards; nothing, when all is well. */
  run(one: Case): Promise<ReadonlyArray<string>>;
}

const coreMigrations = 3;
const pivot = provisioningSteps.indexOf('activating_tenant');
const allPoints = (kind: OperationKind) => pointsOf({ steps: stepsOf[kind] }).map((point) => ({ kind, point }));

const problemsOf = async (
  { platform, kind, code }: Case,
  id: Parameters<typeof remainsOf>[1],
): Promise<ReadonlyArray<string>> => {
  const remains = await remainsOf(platform, id, code);
  return kind === 'provision'
    ? problemsOfProvisioned(remains, coreMigrations)
    : problemsOfRemoved(remains, 'succeeded');
};

export const matrices = {
  /** kill -9 at the point; a second console goes on. */
  crash: {
    cases: [...allPoints('provision'), ...allPoints('clean_up')],
    async run(one) {
      const { id } = await meetPoint(one, 'SIGKILL');
      await takeOver(one.second, id, 'resume');
      return problemsOf(one, id);
    },
  },
  /** Stopped at the point, finished by a second console, woken: it hears that it lost, and changes nothing. */
  pause: {
    cases: [...allPoints('provision'), ...allPoints('clean_up')],
    async run(one) {
      const { id, worker } = await meetPoint(one, 'SIGSTOP');
      await takeOver(one.second, id, 'resume');
      const before = await remainsOf(one.platform, id, one.code);
      const { wroteEnd } = await worker.wake();
      const after = await remainsOf(one.platform, id, one.code);
      const changed =
        JSON.stringify(before) === JSON.stringify(after)
          ? []
          : ['the first console changed something after it had lost'];
      const told = wroteEnd ? ['the first console did not learn that it had lost'] : [];
      return [...(await problemsOf(one, id)), ...changed, ...told];
    },
  },
  /** Stopped at the point, undone by a second console, woken: nothing comes back. */
  compensate: {
    cases: allPoints('provision').filter(
      ({ point }) => point.seq < pivot || (point.seq === pivot && point.moment === 'before-intent'),
    ),
    async run(one) {
      const { id, worker } = await meetPoint(one, 'SIGSTOP');
      await takeOver(one.second, id, 'cancel');
      const { wroteEnd } = await worker.wake();
      const told = wroteEnd ? ['the first console did not learn that it had lost'] : [];
      return [...problemsOfRemoved(await remainsOf(one.platform, id, one.code), 'cancelled'), ...told];
    },
  },
} as const satisfies Record<string, Matrix>;

export type MatrixName = keyof typeof matrices;
