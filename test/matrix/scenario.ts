import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RegistrationId } from '../../shared/domain/ids.ts';
import { type OperationKind, type OperationView, waitsForPerson } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import { type MatrixConsole, openConsole } from './console.ts';
import type { MatrixPlatform } from './platform.ts';
import type { Point } from './points.ts';
import type { WorkerEnd, WorkerTask } from './worker.ts';

const workerFile = path.join(import.meta.dirname, 'worker.ts');
const patienceMs = 60_000;

export interface Worker {
  /** Dead or stopped at its point; `false` when it ended without meeting it. */
  readonly atPoint: Promise<boolean>;
  /** Lets a stopped one go on, and tells how it ended. */
  wake(): Promise<WorkerEnd>;
}

const isStopped = (child: ChildProcess): boolean => {
  try {
    return / T /.test(readFileSync(`/proc/${child.pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

export function startWorker(task: WorkerTask): Worker {
  const child = spawn(process.execPath, [workerFile, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (part) => {
    output += part;
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('close', (_code, signal) => resolve(signal)),
  );
  const stopped = async (): Promise<boolean> => {
    for (let waited = 0; child.exitCode === null && child.signalCode === null && waited < patienceMs; waited += 20) {
      if (isStopped(child)) return true;
      await wait(20);
    }
    return false;
  };
  return {
    atPoint: task.signal === 'SIGKILL' ? ended.then((signal) => signal === 'SIGKILL') : stopped(),
    async wake() {
      child.kill('SIGCONT');
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(timer);
      if (output === '') throw new Error('the first console did not end by itself');
      return JSON.parse(output) as WorkerEnd;
    },
  };
}

const hasEnded = ({ state }: OperationView): boolean =>
  state === 'succeeded' || state === 'cancelled' || waitsForPerson(state);

/** What a colleague does: waits until the lease has run out, then goes on, or undoes. */
export async function takeOver(
  second: MatrixConsole,
  id: RegistrationId,
  how: 'resume' | 'cancel',
): Promise<OperationView> {
  const resource = `registration:${id}`;
  const by = { operator: 'second' };
  for (let waited = 0; waited < patienceMs; waited += 100) {
    const view = (await second.engine.newestOn([resource])).get(resource);
    if (view === undefined) throw new Error('there is no operation');
    if (hasEnded(view)) return view;
    if (view.canResume) {
      const act =
        how === 'resume'
          ? second.engine.resume(view.id, { ...by, fence: view.holder?.fence ?? null })
          : second.engine.cancel(view.id, by);
      await act.catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      });
      await second.engine.whenSettled(view.id);
    } else await wait(100);
  }
  throw new Error('the operation did not end');
}

/** Brings a company to where a clean-up is wanted: everything is there, and the last step before activation fails. */
export async function failLate(platform: MatrixPlatform, id: RegistrationId): Promise<void> {
  const broken = await openConsole(platform.config, {
    machine: 'broken',
    wrapRoles: (roles) => ({
      ...roles,
      tenants: {
        ...roles.tenants,
        activate: async () => {
          throw new AppError('refused', 'server.refused_statement');
        },
      },
    }),
  });
  await broken.engine.whenSettled(await broken.operations.provision(id, 'broken'));
  await broken.close();
}

export interface Case {
  readonly platform: MatrixPlatform;
  readonly second: MatrixConsole;
  readonly kind: OperationKind;
  readonly point: Point;
  readonly code: string;
}

/** A registration on which the first console has met its fate at the point. */
export async function meetPoint(
  { platform, kind, point, code }: Case,
  signal: WorkerTask['signal'],
): Promise<{ id: RegistrationId; worker: Worker }> {
  const id = await platform.register(code);
  if (kind === 'clean_up') await failLate(platform, id);
  const worker = startWorker({
    config: platform.config,
    kind,
    registration: id,
    at: { seq: point.seq, moment: point.moment },
    signal,
  });
  if (!(await worker.atPoint)) throw new Error('the point was not met');
  return { id, worker };
}
