/** A console in a process of its own that starts one operation and dies, or stops, at one point of it. */
import { flushCompileCache } from 'node:module';
import { registrationId } from '../../shared/contract/fields.ts';
import type { OperationKind } from '../../shared/domain/operations.ts';
import { type ConsoleConfig, openConsole } from './console.ts';
import type { Point } from './points.ts';

export interface WorkerTask {
  readonly config: ConsoleConfig;
  readonly kind: OperationKind;
  readonly registration: string;
  readonly at: Omit<Point, 'step'>;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

export interface WorkerEnd {
  /** It took itself for the holder to the end. */
  readonly wroteEnd: boolean;
}

// It is not given the time to do so at its end.
flushCompileCache();

const task = JSON.parse(process.argv[2] ?? '') as WorkerTask;
let reached = false;

const { engine, operations, wroteEnd, close } = await openConsole(task.config, {
  machine: 'first',
  async watch({ seq, moment }) {
    if (reached || seq !== task.at.seq || moment !== task.at.moment) return;
    reached = true;
    process.kill(process.pid, task.signal);
    // A signal to oneself is delivered a moment later; nothing may happen in between.
    const until = performance.now() + 50;
    while (performance.now() < until);
  },
});
const id = registrationId.parse(task.registration);
const operation =
  task.kind === 'provision' ? await operations.provision(id, 'first') : await operations.cleanUp(id, 'first');
await engine.whenSettled(operation);
process.stdout.write(`${JSON.stringify({ wroteEnd: wroteEnd() } satisfies WorkerEnd)}\n`);
await close();
